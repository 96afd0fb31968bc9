import {settingNames} from '../../server-proxy/src/config/schema';

/** Settings that only the plugin has. */
export const PLUGIN_ONLY = settingNames(({readBy}) => readBy.length === 0);
