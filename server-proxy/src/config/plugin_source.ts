import {AppError} from '../domain/errors';
import type {SettingLabels} from './read_settings';
import {type SettingName, settingNames, settingOf} from './schema';

const CONSOLE_SETTINGS = settingNames(({label}) => label);

export const CONSOLE_LABELS: SettingLabels = Object.fromEntries(
    CONSOLE_SETTINGS.map((name) => [name, settingOf(name).label]),
);

/** Generated values cannot be edited, so the second one accepted during a rotation has a field of its own. */
const PREVIOUS: Partial<Record<SettingName, string>> = {
    NOTIFICATION_TOKEN: 'previousnotificationtoken',
    SIGNING_SECRET: 'previoussigningsecret',
};

/** @returns Mattermost's key for a setting: it makes all keys lower-case */
export const pluginKey = (name: SettingName): string => name.replaceAll('_', '').toLowerCase();

/**
 * The System Console's settings under the schema's names.
 * @param json LoadPluginConfiguration's answer: text, numbers and flags by key; null if nothing was ever saved
 * @param ownSecret signs if no signing secret was generated, and is accepted even if one was
 * @returns for `readSettings`; absent and null settings are left out, so that the schema's defaults apply
 * @throws AppError `misconfigured` for anything else
 */
export const pluginSettings = (json: unknown, ownSecret = ''): Record<string, unknown> => {
    if (json !== null && (typeof json !== 'object' || Array.isArray(json))) {
        throw new AppError(
            'misconfigured',
            "Mattermost's settings for this plugin are not a JSON object: save them again in the System Console.",
        );
    }
    const values = new Map(Object.entries(json ?? {}).map(([key, value]) => [key.toLowerCase(), value ?? undefined]));
    const found = CONSOLE_SETTINGS.map((name) => [
        name,
        withOthers(
            values.get(pluginKey(name)),
            name === 'SIGNING_SECRET' ? ownSecret : '',
            values.get(PREVIOUS[name] ?? ''),
        ),
    ]);
    return Object.fromEntries(found.filter(([, value]) => value !== undefined));
};

/** Several secrets in one text, as the schema takes them: the first one signs, all are accepted. */
const withOthers = (current: unknown, ...others: readonly unknown[]): unknown => {
    const accepted = others.filter((other) => typeof other === 'string' && other !== '');
    return accepted.length > 0 && (current === undefined || typeof current === 'string')
        ? [current ?? '', ...accepted].join(' ').trim()
        : current;
};
