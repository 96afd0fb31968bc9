import {settingNames} from '../../server-proxy/src/config/schema';

/** Settings that mean nothing to the programs beside Mattermost. */
export const PLUGIN_ONLY = settingNames(({readBy}) => readBy.length === 0);
