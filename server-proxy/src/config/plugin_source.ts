import {AppError} from '../domain/errors';
import type {SettingName} from './schema';

/**
 * Door 2's settings and what the System Console calls them. The keys in plugin.json are the same names without `_`
 * (`ProxyUrl`); a test ties the two together.
 */
export const CONSOLE_LABELS = {
    OPENITCOCKPIT_URL: 'openITCOCKPIT URL',
    OPENITCOCKPIT_API_KEY: 'API key',
    CUSTOM_CA: 'Custom CA',
    SKIP_TLS_VERIFICATION: 'Skip TLS verification',
    USE_PROXY: 'Use proxy',
    PROXY_URL: 'Proxy URL',
    NO_PROXY_LIST: 'No-proxy list',
    NOTIFICATION_TOKEN: 'Notification token',
    DEFAULT_CHANNEL: 'Default channel',
    ADOPT_BUILTIN_POSTS: "Adopt the built-in module's posts",
    LANGUAGE: 'Language',
    EMOJIS: 'Emojis',
    THREAD_LINES: 'Thread lines',
    TIME_ZONE: 'Time zone',
    LINK_STYLE: 'Link style',
    ENABLE_TWO_WAY: 'Two-way integration',
    ACTION_POLICY: 'Action policy',
    WHO_MAY_ACT: 'Who may act',
    IDENTITY_MAP: 'Identity map',
    COMMENT_REQUIRED: 'Comment required',
    COMMENT_MIN_LENGTH: 'Shortest comment',
    QUICK_REASONS: 'Quick reasons',
    DOWNTIME_PRESETS: 'Downtime lengths',
    STICKY_DEFAULT: 'Sticky by default',
    NOTIFY_DEFAULT: 'Notify contacts by default',
    READ_BACK_DEADLINE: 'Confirmation deadline',
    QUEUE_MAX_AGE: 'Longest wait in the queue',
    RECONCILE_INTERVAL: 'Reconcile interval',
    ALARM_CHANNEL: 'Alarm channel',
    HEARTBEAT_MINUTES: 'Heartbeat minutes',
    SIGNING_SECRET: 'Signing secret',
    LOG_LEVEL: 'Log level',
} as const satisfies Partial<Record<SettingName, string>>;

type ConsoleSetting = keyof typeof CONSOLE_LABELS;

const CONSOLE_SETTINGS = Object.keys(CONSOLE_LABELS) as ConsoleSetting[];

/** Generated values cannot be typed into, so the second one accepted during a rotation has a field of its own. */
const PREVIOUS: Partial<Record<ConsoleSetting, string>> = {
    NOTIFICATION_TOKEN: 'previousnotificationtoken',
    SIGNING_SECRET: 'previoussigningsecret',
};

/** @returns the key under which Mattermost hands a setting over: it makes all keys lower-case */
export const pluginKey = (name: SettingName): string => name.replaceAll('_', '').toLowerCase();

/**
 * The System Console's settings under the names of the schema.
 * @param json what LoadPluginConfiguration answers: an object of text, numbers and flags by key; null when nothing was
 *     ever saved
 * @param ownSecret signs where no signing secret was generated, and is accepted where one was
 * @returns for `readSettings`; absent and emptied (null) settings are left out, so that the schema's defaults apply
 * @throws AppError `misconfigured` for something that is no such object
 */
export const pluginSettings = (json: unknown, ownSecret = ''): Record<string, unknown> => {
    if (json !== null && (typeof json !== 'object' || Array.isArray(json))) {
        throw new AppError(
            'misconfigured',
            "Mattermost's settings of this plugin are no JSON object: save them again.",
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
