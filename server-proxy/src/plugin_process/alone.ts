import type {PluginApi} from '../plugin_api/plugin_api';
import {boolOf, structOf} from '../wire/go_values';

/** A Mattermost without a licence for clusters has one node; another licence takes effect with the server's next start. */
export const isAlone = async (api: PluginApi): Promise<boolean> => {
    const {Features} = structOf((await api.ask('GetLicense')).A);
    return !boolOf(structOf(Features).Cluster);
};
