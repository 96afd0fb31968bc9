import type {SettingName} from '../../server-proxy/src/config/schema';

/** Settings that mean nothing to the standalone handler, which sees no webhook posts. */
export const PLUGIN_ONLY: readonly SettingName[] = ['ADOPT_BUILTIN_POSTS'];
