import {randomBytes} from 'node:crypto';
import {pluginSettings} from '../config/plugin_source';
import {readSettings} from '../config/read_settings';
import type {Settings} from '../config/schema';
import type {KeyValues} from './kv';
import type {PluginApi} from './plugin_api';

const OWN_SECRET = 'signing_secret';

/**
 * Reads the System Console's settings. A signing secret that nobody generated there is made once and kept in the
 * plugin's table, so that all nodes sign alike and nothing has to be filled in.
 * @throws AppError `misconfigured` that names every wrong setting
 */
export const loadSettings = async (api: PluginApi, kv: KeyValues): Promise<Settings> => {
    const settings = readSettings(pluginSettings(await api.settings()));
    return settings.SIGNING_SECRET.length > 0
        ? settings
        : Object.freeze({...settings, SIGNING_SECRET: [await ownSecret(kv)]});
};

const ownSecret = async (kv: KeyValues): Promise<string> => {
    const made = randomBytes(32).toString('hex');
    await kv.swap(OWN_SECRET, undefined, Buffer.from(made));
    // Another node may have been faster; what is stored counts.
    return (await kv.get(OWN_SECRET))?.toString() ?? made;
};
