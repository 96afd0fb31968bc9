import * as z from 'zod';
import {identityOf, POLICIES} from '../domain/action/action_policy';
import {parsePreset} from '../domain/action/downtime_presets';
import {THREAD_LINE_KINDS, type ThreadLineKind} from '../domain/post/thread_line';
import {isTimeZone} from '../domain/zoned_time';
import {
    DEFAULT_DOWNTIME_PRESETS,
    DEFAULT_QUICK_REASONS,
    flagOf,
    LIST_SEPARATOR,
    listOf,
    SENTENCE_SEPARATOR,
} from './words';

/**
 * One schema for every setting (DESIGN §5). The keys are the environment names; the plugin's settings page uses the same
 * names in its own spelling. Values arrive as text (environment, file) or as JSON (System Console).
 */

const flag = (fallback: boolean) =>
    z
        .union([z.boolean(), z.string()])
        .optional()
        .transform((value, context) => {
            if (typeof value === 'boolean') {
                return value;
            }
            const word = flagOf(value ?? '', fallback);
            if (word === undefined) {
                context.addIssue('must be true or false');
            }
            return word ?? fallback;
        });

const trimmed = z
    .string()
    .optional()
    .transform((value) => value?.trim() ?? '');

const url = (protocols: RegExp, what: string) =>
    trimmed.refine((value) => value === '' || isUrl(value, protocols), `must be ${what}`);

const isUrl = (value: string, protocols: RegExp): boolean =>
    URL.canParse(value) && protocols.test(new URL(value).protocol);

const isLoopback = (host: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);

/** Plain http would send the API key in clear; loopback is for tests and demonstrations. */
const openitcockpitUrl = url(/^https?:$/, 'an address like https://openitcockpit.example.org').refine(
    (value) =>
        value === '' ||
        !URL.canParse(value) ||
        new URL(value).protocol === 'https:' ||
        isLoopback(new URL(value).hostname),
    'must begin with https:// (plain http would send the API key in clear)',
);

const integer = (fallback: number, min: number, max: number) =>
    z
        .union([z.number(), z.string()])
        .optional()
        .transform((value, context) => {
            const number = value === undefined || value === '' ? fallback : Number(value);
            if (!Number.isInteger(number) || number < min || number > max) {
                context.addIssue(`must be a whole number from ${min} to ${max}`);
            }
            return number;
        });

const list = (separator: RegExp, fallback: readonly string[] = []) =>
    z
        .string()
        .optional()
        .transform((value) => listOf(value ?? '', separator, fallback));

const downtimePresets = list(SENTENCE_SEPARATOR, DEFAULT_DOWNTIME_PRESETS).superRefine((presets, context) => {
    const wrong = presets.find((preset) => !parsePreset(preset));
    if (wrong !== undefined) {
        context.addIssue({
            code: 'custom',
            message: `has "${wrong}", which is none like 30m, 4h, 2d, tomorrow 08:00, monday 08:00`,
        });
    }
});

const identityMap = list(SENTENCE_SEPARATOR).superRefine((lines, context) => {
    const wrong = lines.findIndex((line) => !identityOf(line));
    if (wrong >= 0) {
        context.addIssue(`must have lines like "jane = jane@example.org" (entry ${wrong + 1} is different)`);
    }
});

const choice = <T extends string>(values: readonly [T, ...T[]], fallback: T) =>
    trimmed.transform((value, context): T => {
        const found = values.find((known) => known === (value.toLowerCase() || fallback));
        if (!found) {
            context.addIssue(`must be one of ${values.join(', ')}`);
        }
        return found ?? fallback;
    });

/** `none` stands for an empty list, because an empty text means the default. */
const threadLines = list(LIST_SEPARATOR, THREAD_LINE_KINDS).transform((words, context): ThreadLineKind[] => {
    const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== 'none');
    const kinds = THREAD_LINE_KINDS.filter((kind) => wanted.includes(kind));
    if (kinds.length !== new Set(wanted).size) {
        context.addIssue(`must be a list of ${THREAD_LINE_KINDS.join(', ')}, or none`);
    }
    return kinds;
});

export const settingsSchema = z.object({
    /** Address of openITCOCKPIT as a browser uses it. */
    OPENITCOCKPIT_URL: openitcockpitUrl,
    /** Key of an openITCOCKPIT user (Profile › API keys). Secret. */
    OPENITCOCKPIT_API_KEY: trimmed,
    /** Certificate authority of openITCOCKPIT: PEM text, or in door 1 also the path of a PEM file. */
    CUSTOM_CA: trimmed,
    SKIP_TLS_VERIFICATION: flag(false),
    USE_PROXY: flag(false),
    /** May carry a user and a password, so it counts as secret. */
    PROXY_URL: url(/^https?:$/, 'an address like http://proxy.example.org:3128'),
    /** Hosts reached directly although USE_PROXY is on. */
    NO_PROXY_LIST: list(LIST_SEPARATOR),
    ENABLE_TWO_WAY: flag(true),
    /** Door 2 only: posts of openITCOCKPIT's own Mattermost module become living alerts. */
    ADOPT_BUILTIN_POSTS: flag(true),
    /** Incoming webhook, for `notify` without our endpoint. Secret. */
    WEBHOOK_URL: url(/^https?:$/, 'the address that Mattermost shows for the incoming webhook'),
    /** `team/channel` or a channel id, for alerts that name none. */
    DEFAULT_CHANNEL: trimmed,
    /** Bearer tokens accepted by /api/v1/notifications; two during a rotation. Secret. */
    NOTIFICATION_TOKEN: list(LIST_SEPARATOR),
    /** Signs buttons and dialogs; the first signs, all are accepted. Secret. */
    SIGNING_SECRET: list(LIST_SEPARATOR),
    LINK_STYLE: choice(['auto', 'v4', 'v5'], 'auto'),
    COMMENT_REQUIRED: flag(true),
    COMMENT_MIN_LENGTH: integer(3, 1, 200),
    QUICK_REASONS: list(SENTENCE_SEPARATOR, DEFAULT_QUICK_REASONS),
    /** Ready lengths of a downtime; the first is chosen. */
    DOWNTIME_PRESETS: downtimePresets,
    STICKY_DEFAULT: flag(true),
    NOTIFY_DEFAULT: flag(false),
    /** Who may act, of the members of a post's channel. */
    ACTION_POLICY: choice(POLICIES, 'everyone'),
    /** For the policy `listed`: Mattermost user names, `@group`, `system_admin`. */
    WHO_MAY_ACT: list(LIST_SEPARATOR),
    /** For the policy `mapped`: lines `mattermost_username = openITCOCKPIT user`. */
    IDENTITY_MAP: identityMap,
    /** Seconds to wait for openITCOCKPIT to show the acknowledgement. */
    READ_BACK_DEADLINE: integer(15, 2, 120),
    /** Minutes an action may wait for an openITCOCKPIT that cannot be reached. */
    QUEUE_MAX_AGE: integer(60, 1, 1440),
    /** Seconds between two comparisons of the open posts with openITCOCKPIT; 0 = never. */
    RECONCILE_INTERVAL: integer(60, 0, 86_400),
    /** `team/channel` or a channel id for warnings about openITCOCKPIT itself; empty = nobody is warned. */
    ALARM_CHANNEL: trimmed,
    /** Minutes without a heartbeat of openITCOCKPIT that are too many; 0 = none are expected. */
    HEARTBEAT_MINUTES: integer(0, 0, 1440),
    LANGUAGE: choice(['en', 'de'], 'en'),
    EMOJIS: flag(true),
    /** Events that add a line to the thread of their post. */
    THREAD_LINES: threadLines,
    /** IANA zone of the times in posts; empty = the zone of the machine. */
    TIME_ZONE: trimmed.refine((value) => value === '' || isTimeZone(value), 'must be a time zone like Europe/Berlin'),
    LOG_LEVEL: choice(['error', 'warn', 'info', 'debug'], 'info'),
    // door 1 only
    /** `host:port` on which `serve` listens. */
    LISTEN_ADDRESS: trimmed
        .transform((value) => value || '127.0.0.1:8066')
        .refine((value) => /^.*:\d{1,5}$/.test(value) && Number(value.split(':').at(-1)) < 65_536, 'must be host:port'),
    /** Address under which Mattermost reaches `serve`; empty = http://LISTEN_ADDRESS. */
    PUBLIC_URL: url(/^https?:$/, 'an address like http://10.0.0.5:8066'),
    MATTERMOST_URL: url(/^https?:$/, 'an address like https://chat.example.org'),
    /** Access token of the bot account. Secret. */
    MATTERMOST_BOT_TOKEN: trimmed,
    /** Folder for the alert store. */
    DATA_FOLDER: trimmed.transform((value) => value || './data'),
    // the notification command only
    /** Our endpoint, for `notify`. */
    NOTIFICATION_URL: url(/^https?:$/, 'an address like http://127.0.0.1:8066/api/v1/notifications'),
    /** Seconds `notify` may take in all; Naemon kills it after 30. */
    NOTIFY_TIMEOUT: integer(25, 1, 29),
});

/** Two settings that contradict each other would let more people act than their author meant, or nobody. */
export const checkedSettings = settingsSchema.superRefine(({ACTION_POLICY, WHO_MAY_ACT, IDENTITY_MAP}, context) => {
    const wrong = (message: string) => context.addIssue({code: 'custom', path: ['ACTION_POLICY'], message});
    if (ACTION_POLICY !== 'listed' && WHO_MAY_ACT.length > 0) {
        wrong('must be listed while Who may act (WHO_MAY_ACT) names people');
    }
    if (ACTION_POLICY === 'listed' && WHO_MAY_ACT.length === 0) {
        wrong('is listed, but Who may act (WHO_MAY_ACT) names nobody');
    }
    if (ACTION_POLICY !== 'mapped' && IDENTITY_MAP.length > 0) {
        wrong('must be mapped while Identity map (IDENTITY_MAP) has entries');
    }
});

export type Settings = Readonly<z.output<typeof settingsSchema>>;
export type SettingName = keyof Settings;

export const SETTING_NAMES = Object.keys(settingsSchema.shape) as SettingName[];

/** Settings whose value must never be shown or logged. */
export const SECRET_SETTINGS: readonly SettingName[] = [
    'OPENITCOCKPIT_API_KEY',
    'PROXY_URL',
    'WEBHOOK_URL',
    'NOTIFICATION_TOKEN',
    'SIGNING_SECRET',
    'MATTERMOST_BOT_TOKEN',
];
