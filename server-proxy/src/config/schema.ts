// Settings: the schema, where they are read from, how they are checked, and what of them may be shown.
import type * as z from 'zod';
import type * as checks from './checks';

/** What the program knows about a setting; `build/settings` has its texts. */
export interface Setting {
    /** Its name in the System Console. The plugin reads every setting that has one. */
    readonly label?: string;
    /** The programs that read it from the environment or a file. `check` reads what `notify` does. */
    readonly readBy: readonly ('serve' | 'notify')[];
    /** Must never be shown or logged. */
    readonly secret?: true;
    /** Names people, which a support packet must not. */
    readonly personal?: true;
    /** Its type and default; a function, so that `notify` need not load zod, which takes as long as everything else. */
    readonly check: (is: typeof checks) => z.ZodType;
}

const BOTH = ['serve', 'notify'] as const;
const SERVE = ['serve'] as const;
const NOTIFY = ['notify'] as const;

/**
 * All settings, under their names in the environment. `npm run docs` generates plugin.json, docs/settings.md and
 * settings.env.example from this table.
 */
export const SETTINGS = {
    OPENITCOCKPIT_URL: {label: 'openITCOCKPIT URL', readBy: BOTH, check: (is) => is.openitcockpitUrl},
    OPENITCOCKPIT_API_KEY: {label: 'API key', readBy: BOTH, secret: true, check: (is) => is.text()},
    EVENT_STREAM_URL: {label: 'Event stream URL', readBy: SERVE, check: (is) => is.eventStreamUrl},
    EVENT_STREAM_KEY: {label: 'Event stream key', readBy: SERVE, secret: true, check: (is) => is.text()},
    ALERTS_FROM: {
        label: 'Alerts from',
        readBy: SERVE,
        check: (is) => is.choice(['auto', 'everything', 'notified', 'off'], 'auto'),
    },
    TELL_MISSED: {label: 'Tell missed problems', readBy: SERVE, check: (is) => is.flag(false)},
    CUSTOM_CA: {label: 'Custom CA', readBy: BOTH, check: (is) => is.text()},
    SKIP_TLS_VERIFICATION: {label: 'Skip TLS verification', readBy: BOTH, check: (is) => is.flag(false)},
    USE_PROXY: {label: 'Use proxy', readBy: BOTH, check: (is) => is.flag(false)},
    // May carry a user and a password.
    PROXY_URL: {label: 'Proxy URL', readBy: BOTH, secret: true, check: (is) => is.url('http://proxy.example.org:3128')},
    NO_PROXY_LIST: {label: 'No-proxy list', readBy: BOTH, check: (is) => is.words},
    ENABLE_TWO_WAY: {label: 'Two-way integration', readBy: BOTH, check: (is) => is.flag(true)},
    ADOPT_BUILTIN_POSTS: {label: "Adopt the built-in module's posts", readBy: [], check: (is) => is.flag(true)},
    ALERT_CHANNELS: {label: 'Alert channels', readBy: [], check: (is) => is.words},
    SELF_SUBSCRIBING_CHANNELS: {label: 'Channels that subscribe themselves', readBy: [], check: (is) => is.words},
    WEBHOOK_URL: {readBy: NOTIFY, secret: true, check: (is) => is.webhookUrl},
    DEFAULT_CHANNEL: {label: 'Default channel', readBy: SERVE, check: (is) => is.text()},
    DEFAULT_CHANNEL_TAKES: {
        label: 'Default channel takes',
        readBy: SERVE,
        check: (is) => is.choice(['rest', 'everything', 'nothing'], 'rest'),
    },
    STORM_LIMIT: {label: 'Storm limit', readBy: SERVE, check: (is) => is.integer(10, 0, 1000)},
    STORM_LEFT: {
        label: 'What is left of a storm',
        readBy: SERVE,
        check: (is) => is.choice(['posts', 'listed'], 'posts'),
    },
    SUBSCRIPTIONS_FILE: {readBy: SERVE, check: (is) => is.text()},
    NOTIFICATION_TOKEN: {label: 'Notification token', readBy: BOTH, secret: true, check: (is) => is.secrets},
    SIGNING_SECRET: {label: 'Signing secret', readBy: BOTH, secret: true, check: (is) => is.secrets},
    LINK_STYLE: {label: 'Link style', readBy: BOTH, check: (is) => is.choice(['auto', 'v4', 'v5'], 'auto')},
    COMMENT_REQUIRED: {label: 'Comment required', readBy: SERVE, check: (is) => is.flag(true)},
    COMMENT_MIN_LENGTH: {label: 'Shortest comment', readBy: SERVE, check: (is) => is.integer(3, 1, 200)},
    QUICK_REASONS: {label: 'Quick reasons', readBy: BOTH, check: (is) => is.quickReasons},
    DOWNTIME_PRESETS: {label: 'Downtime lengths', readBy: SERVE, check: (is) => is.downtimePresets},
    STICKY_DEFAULT: {label: 'Sticky by default', readBy: SERVE, check: (is) => is.flag(true)},
    NOTIFY_DEFAULT: {label: 'Notify contacts by default', readBy: SERVE, check: (is) => is.flag(false)},
    ACTION_POLICY: {label: 'Action policy', readBy: SERVE, check: (is) => is.policy},
    WHO_MAY_ACT: {label: 'Who may act', readBy: SERVE, personal: true, check: (is) => is.words},
    IDENTITY_MAP: {label: 'Identity map', readBy: SERVE, personal: true, check: (is) => is.identityMap},
    ENCRYPTION_KEY: {label: 'Encryption key', readBy: [], secret: true, check: (is) => is.secret},
    READ_BACK_DEADLINE: {label: 'Confirmation deadline', readBy: SERVE, check: (is) => is.integer(15, 2, 120)},
    RECHECK_HORIZON: {label: 'Recheck horizon', readBy: SERVE, check: (is) => is.integer(15, 0, 300)},
    QUEUE_MAX_AGE: {label: 'Longest wait in the queue', readBy: SERVE, check: (is) => is.integer(60, 1, 1440)},
    OLD_ACKNOWLEDGEMENT_DAYS: {label: 'Old acknowledgements', readBy: SERVE, check: (is) => is.integer(7, 1, 365)},
    SHIFT_HOURS: {label: 'Length of a shift', readBy: SERVE, check: (is) => is.integer(8, 1, 24)},
    RECONCILE_INTERVAL: {label: 'Reconcile interval', readBy: SERVE, check: (is) => is.integer(60, 0, 86_400)},
    ALARM_CHANNEL: {label: 'Alarm channel', readBy: SERVE, check: (is) => is.text()},
    HEARTBEAT_MINUTES: {label: 'Heartbeat minutes', readBy: SERVE, check: (is) => is.integer(0, 0, 1440)},
    LANGUAGE: {label: 'Language', readBy: BOTH, check: (is) => is.choice(['en', 'de'], 'en')},
    EMOJIS: {label: 'Emojis', readBy: BOTH, check: (is) => is.flag(true)},
    THREAD_LINES: {label: 'Thread lines', readBy: SERVE, check: (is) => is.threadLines},
    TIME_ZONE: {label: 'Time zone', readBy: BOTH, check: (is) => is.timeZone},
    LOG_LEVEL: {
        label: 'Log level',
        readBy: SERVE,
        check: (is) => is.choice(['error', 'warn', 'info', 'debug'], 'info'),
    },
    LISTEN_ADDRESS: {readBy: SERVE, check: (is) => is.hostAndPort('127.0.0.1:8066')},
    PUBLIC_URL: {readBy: BOTH, check: (is) => is.url('http://10.0.0.5:8066')},
    MATTERMOST_URL: {readBy: SERVE, check: (is) => is.url('https://chat.example.org')},
    MATTERMOST_BOT_TOKEN: {readBy: SERVE, secret: true, check: (is) => is.text()},
    DATA_FOLDER: {readBy: SERVE, check: (is) => is.text('./data')},
    NOTIFICATION_URL: {readBy: NOTIFY, check: (is) => is.url('http://127.0.0.1:8066/api/v1/notifications')},
    // Naemon kills a notification command after 30 seconds.
    NOTIFY_TIMEOUT: {readBy: NOTIFY, check: (is) => is.integer(25, 1, 29)},
} as const satisfies Readonly<Record<string, Setting>>;

export type SettingName = keyof typeof SETTINGS;
export type NamesReadBy<Program extends string> = {
    [N in SettingName]: Program extends (typeof SETTINGS)[N]['readBy'][number] ? N : never;
}[SettingName];
export type Settings = {readonly [N in SettingName]: z.output<ReturnType<(typeof SETTINGS)[N]['check']>>};

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];

export const settingOf = (name: SettingName): Setting => SETTINGS[name];

export const settingNames = (holds: (setting: Setting) => unknown): readonly SettingName[] =>
    SETTING_NAMES.filter((name) => holds(settingOf(name)));

export const SECRET_SETTINGS = settingNames(({secret}) => secret);
