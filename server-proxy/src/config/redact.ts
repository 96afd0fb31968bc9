import {decoded, lastSegment} from '../domain/address';
import {SECRET_SETTINGS, SETTING_NAMES, type SettingName, type Settings, settingNames} from './schema';

const SECRET: ReadonlySet<SettingName> = new Set(SECRET_SETTINGS);
/** Lists of people, which support has no need to know. */
const PERSONAL: ReadonlySet<SettingName> = new Set(settingNames(({personal}) => personal));
/** Long, and meaningless to people. */
const LONG: ReadonlySet<SettingName> = new Set(['CUSTOM_CA']);

/**
 * Settings that can be shown to anyone: of secrets only whether they are set, of addresses no login, of lists of people
 * their length.
 */
export const redactedSettings = (settings: Settings): Readonly<Record<string, unknown>> =>
    Object.fromEntries(SETTING_NAMES.map((name) => [name, redacted(name, settings[name])]));

const redacted = (name: SettingName, value: unknown): unknown => {
    if (PERSONAL.has(name) && Array.isArray(value)) {
        return `(${value.length} entries)`;
    }
    if (name !== 'PROXY_URL' && (SECRET.has(name) || LONG.has(name))) {
        return isEmpty(value) ? '(empty)' : Array.isArray(value) ? `(${value.length} set)` : '(set)';
    }
    return typeof value === 'string' ? withoutLogin(value) : value;
};

const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

const addressIn = (value: unknown): URL | undefined =>
    typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value) ? new URL(value) : undefined;

const withoutLogin = (value: string): string => {
    const url = addressIn(value);
    if (!url || (url.username === '' && url.password === '')) {
        return value;
    }
    url.username = '';
    url.password = '';
    return url.href;
};

/** Shorter ones could be ordinary words. */
const SHORTEST_SECRET = 4;

/** Everything that must not be in a packet, longest first. */
export const secretValues = (settings: Settings): readonly string[] =>
    SETTING_NAMES.flatMap((name) => {
        const value = settings[name];
        const url = addressIn(value);
        return [
            ...(SECRET.has(name) ? [value].flat().map(String) : []),
            ...(url ? [url.password, decoded(url.password) ?? ''] : []),
            // An incoming webhook's id is all it takes to post.
            ...(url && name === 'WEBHOOK_URL' ? [lastSegment(url.pathname)] : []),
        ];
    })
        .filter((secret) => secret.length >= SHORTEST_SECRET)
        .sort((a, b) => b.length - a.length);
