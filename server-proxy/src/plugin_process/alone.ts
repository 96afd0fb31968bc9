import type {PluginApi} from '../plugin_api/plugin_api';
import {boolOf, structOf} from '../wire/go_values';

/** A Mattermost without a licence for clusters has one node; another licence takes effect with the server's next start. */
export const learnWhetherAlone = async (api: PluginApi): Promise<void> => {
    const {Features} = structOf((await api.ask('GetLicense')).A);
    if (!boolOf(structOf(Features).Cluster)) {
        api.openChannels.alone();
    }
};
