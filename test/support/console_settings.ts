import {pluginKey} from '../../server-proxy/src/config/plugin_source';
import type {SettingName} from '../../server-proxy/src/config/schema';

/** Settings of the plugin as the System Console stores them. @param settings by their names in the environment of the service */
export const consoleSettings = (settings: Readonly<Record<string, string>>): Record<string, unknown> =>
    Object.fromEntries(
        Object.entries(settings).map(([name, value]) => [
            pluginKey(name as SettingName),
            value === 'true' || value === 'false' ? value === 'true' : value,
        ]),
    );
