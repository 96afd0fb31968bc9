import {randomBytes} from 'node:crypto';
import {CONSOLE_LABELS, pluginSettings} from '../config/plugin_source';
import {readSettings} from '../config/read_settings';
import type {Settings} from '../config/schema';
import {LIST_SEPARATOR, listOf, SHORTEST_SECRET} from '../config/words';
import type {PluginApi} from '../plugin_api/plugin_api';
import type {KeyValues} from '../store/kv/key_values';

const OWN_SECRET = 'signing_secret';

/**
 * Reads the System Console's settings. The plugin always has its own signing secret, generated once and kept in its table,
 * so that all nodes use the same one and nothing has to be filled in. A secret generated in the System Console takes
 * precedence; the buttons of earlier posts keep working.
 * @throws AppError `misconfigured` naming every wrong setting
 */
export const loadSettings = async (api: PluginApi, kv: KeyValues): Promise<Settings> =>
    readSettings(pluginSettings(await api.settings(), await ownSecret(kv)), CONSOLE_LABELS);

/**
 * The notification tokens among settings of which another one is wrong: whoever has one may know which.
 * @returns none if they cannot be read at all
 */
export const tokensAmong = async (api: PluginApi): Promise<readonly string[]> => {
    try {
        const {NOTIFICATION_TOKEN: tokens} = pluginSettings(await api.settings());
        const given = typeof tokens === 'string' ? listOf(tokens, LIST_SEPARATOR) : [];
        return given.filter((token) => token.length >= SHORTEST_SECRET);
    } catch {
        return [];
    }
};

const ownSecret = async (kv: KeyValues): Promise<string> => {
    const made = randomBytes(32).toString('hex');
    await kv.swap(OWN_SECRET, undefined, Buffer.from(made));
    // Another node may have been faster; what is stored counts.
    return (await kv.get(OWN_SECRET))?.toString() ?? made;
};
