import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {CONSOLE_LABELS, pluginKey, pluginSettings} from '../../../server-proxy/src/config/plugin_source';
import {readSettings} from '../../../server-proxy/src/config/read_settings';
import {SECRET_SETTINGS, SETTING_NAMES, type SettingName, settingNames} from '../../../server-proxy/src/config/schema';
import {storedSettings} from '../../support/stored';

interface ConsoleSetting {
    readonly key: string;
    readonly display_name: string;
    readonly type: string;
    readonly help_text: string;
    readonly default?: unknown;
    readonly options?: readonly {readonly display_name: string; readonly value: string}[];
    readonly secret?: boolean;
}

const manifest = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as {
    settings_schema: {sections: readonly {settings: readonly ConsoleSetting[]}[]};
};
const shown = manifest.settings_schema.sections.flatMap(({settings}) => settings);
const names = Object.keys(CONSOLE_LABELS) as SettingName[];
const settingOf = (name: SettingName) => shown.find(({key}) => key.toLowerCase() === pluginKey(name));

/** Fields of the page that are no setting of the schema. */
const EXTRA = [
    'PreviousNotificationToken',
    'PreviousSigningSecret',
    'TestConnection',
    'IncomingWebhook',
    'Subscriptions',
];
/** Settings of door 1 and of the notification command. */
const ELSEWHERE = settingNames(({label}) => label === undefined);

/** What Mattermost hands over for this page: lower-case keys, defaults filled in. */
const untouched = Object.fromEntries(shown.map((setting) => [setting.key.toLowerCase(), setting.default ?? null]));

describe('plugin.json and the schema', () => {
    it('know the same settings', () => {
        expect([...names, ...ELSEWHERE].sort()).toEqual([...SETTING_NAMES].sort());
        const keys = names.map((name) => settingOf(name)?.key);
        expect([...keys, ...EXTRA].sort()).toEqual(shown.map(({key}) => key).sort());
    });

    it('have none that nobody reads', () => {
        expect(settingNames(({label, readBy}) => label === undefined && readBy.length === 0)).toEqual([]);
        expect(ELSEWHERE).toEqual(expect.arrayContaining(['MATTERMOST_URL', 'WEBHOOK_URL']));
    });

    it('never have two settings that Mattermost cannot tell apart', () => {
        expect(new Set(SETTING_NAMES.map(pluginKey)).size).toBe(SETTING_NAMES.length);
        expect(new Set(shown.map(({key}) => key.toLowerCase())).size).toBe(shown.length);
    });

    it('write the keys in CamelCase', () => {
        const camel = (name: string) =>
            name.replace(/([A-Z])([A-Z]*)_?/g, (_all, first, rest) => first + rest.toLowerCase());
        expect(names.map((name) => settingOf(name)?.key)).toEqual(names.map(camel));
    });

    it.each(names)('call %s alike', (name) => {
        expect(settingOf(name)?.display_name).toBe(CONSOLE_LABELS[name]);
    });

    it('mark the same settings as secret', () => {
        const secret = names.filter((name) => settingOf(name)?.secret);
        expect(secret.sort()).toEqual(names.filter((name) => SECRET_SETTINGS.includes(name)).sort());
        expect(shown.filter(({key}) => key.startsWith('Previous')).map(({secret}) => secret)).toEqual([true, true]);
    });

    it('have the same defaults', () => {
        expect(readSettings(pluginSettings(untouched))).toEqual(readSettings({}));
        expect(readSettings(pluginSettings({}))).toEqual(readSettings({}));
    });

    it('offer every choice the schema takes, and no other', () => {
        for (const {key, options = []} of shown.filter(({type}) => type === 'dropdown')) {
            for (const {value} of options) {
                // The policy `listed` must have somebody on its list, and `connected` something to encrypt with.
                const json = {
                    [key]: value,
                    ...(key === 'ActionPolicy' && value === 'listed' ? {WhoMayAct: 'jane'} : {}),
                    ...(value === 'connected' ? {EncryptionKey: NEW} : {}),
                };
                expect(Object.values(readSettings(pluginSettings(json)))).toContain(value);
            }
            const name = names.find((candidate) => settingOf(candidate)?.key === key) as SettingName;
            const known = /must be one of (.*)\./.exec(refusal({[key]: 'something else'}))?.[1]?.split(', ');
            expect([name, options.map(({value}) => value).sort()]).toEqual([name, known?.sort()]);
        }
    });

    it('have the default of a choice first: the page shows the first one until something is saved', () => {
        for (const {key, options, default: value} of shown.filter(({type}) => type === 'dropdown')) {
            expect([key, options?.[0]?.value]).toEqual([key, value]);
        }
    });

    it('are explained, each of them', () => {
        expect(shown.filter(({help_text}) => !/^.{20,}[.?]$/.test(help_text)).map(({key}) => key)).toEqual([]);
    });
});

const [NEW, OLD, OWN] = ['new', 'old', 'own'].map((word) => `${word}-secret-of-the-tests-1234`) as [
    string,
    string,
    string,
];

const refusal = (json: unknown): string => {
    try {
        readSettings(pluginSettings(json), CONSOLE_LABELS);
        return '';
    } catch (error) {
        return (error as Error).message;
    }
};

describe('pluginSettings', () => {
    it('brings keys in any case under the names of the schema, and leaves values as they are', () => {
        const json = {openitcockpiturl: 'https://monitoring.example.org', CommentMinLength: 7, EMOJIS: false};
        expect(pluginSettings(json)).toEqual({
            OPENITCOCKPIT_URL: 'https://monitoring.example.org',
            COMMENT_MIN_LENGTH: 7,
            EMOJIS: false,
        });
    });

    it('ignores what it does not know, settings of the other door, and what was emptied', () => {
        expect(
            pluginSettings({testconnection: 'x', enable: true, listenaddress: ':80', commentminlength: null}),
        ).toEqual({});
    });

    it.each(['Notification token', 'Signing secret'] as const)(
        'accepts two values of %s during a rotation',
        (label) => {
            const name = names.find((candidate) => CONSOLE_LABELS[candidate] === label) as 'SIGNING_SECRET';
            const key = pluginKey(name);
            const read = (current: unknown, previous: unknown) =>
                readSettings(pluginSettings({[key]: current, [`previous${key}`]: previous}))[name];
            expect(read(NEW, OLD)).toEqual([NEW, OLD]);
            expect(read(NEW, '')).toEqual([NEW]);
            expect(read(NEW, null)).toEqual([NEW]);
            expect(read(null, OLD)).toEqual([OLD]);
            expect(read('', '')).toEqual([]);
        },
    );

    it.each([
        ['', '', [OWN]],
        [NEW, '', [NEW, OWN]],
        ['', OLD, [OWN, OLD]],
        [NEW, OLD, [NEW, OWN, OLD]],
    ])(
        'signs with a generated secret or our own, and accepts every other: "%s", "%s"',
        (current, previous, secrets) => {
            const json = {signingsecret: current, previoussigningsecret: previous};
            expect(readSettings(pluginSettings(json, OWN)).SIGNING_SECRET).toEqual(secrets);
            expect(readSettings(pluginSettings(json, OWN)).NOTIFICATION_TOKEN).toEqual([]);
        },
    );

    it('takes a page that nobody ever saved', () => {
        expect(pluginSettings(null)).toEqual({});
    });

    it.each([['text'], [5], [true], [[]], [undefined]])('refuses %j', (json) => {
        expect(refusal(json)).toBe(
            "Mattermost's settings for this plugin are not a JSON object: save them again in the System Console.",
        );
    });

    it.each([
        [{openitcockpiturl: 'http://monitoring.example.org'}, 'openITCOCKPIT URL must begin with https://'],
        [{proxyurl: 'socks'}, 'Proxy URL must be an address'],
        [{proxyurl: 'http://user:50%@proxy.example.org:3128'}, 'Proxy URL has a bare % in its user name'],
        [{commentminlength: 0}, 'Shortest comment must be a whole number from 1 to 200'],
        [{emojis: 'maybe'}, 'Emojis must be true or false'],
        [{notificationtoken: 'short'}, 'Notification token must have at least 24 characters (entry 1 has fewer)'],
        [
            {previousnotificationtoken: 'short', notificationtoken: NEW},
            'Notification token must have at least 24 characters (entry 2 ',
        ],
        [{previoussigningsecret: 'short'}, 'Signing secret must have at least 24 characters'],
        [{encryptionkey: 'guessable'}, 'Encryption key must have at least 24 characters: generate one'],
    ])('names a wrong setting as the page does: %j', (json, sentence) => {
        expect(refusal(json)).toContain(`Wrong setting: ${sentence}`);
    });

    it.each([[{language: 5}], [{quickreasons: {a: 1}}], [{useproxy: []}], [{readbackdeadline: 1e99}]])(
        'refuses a value of the wrong type with a sentence: %j',
        (json) => {
            expect(refusal(json)).toMatch(
                /^Wrong setting: (Language|Quick reasons|Use proxy|Confirmation deadline) .+\.$/,
            );
        },
    );
});

describe('after an upgrade from 0.1.0', () => {
    const stored = storedSettings();
    const read = readSettings(pluginSettings(stored), CONSOLE_LABELS);
    const NEW: readonly SettingName[] = [
        'DEFAULT_CHANNEL_TAKES',
        'TELL_MISSED',
        'EVENT_STREAM_URL',
        'EVENT_STREAM_KEY',
        'ALERTS_FROM',
        'ALERT_CHANNELS',
        'OLD_ACKNOWLEDGEMENT_DAYS',
        'SHIFT_HOURS',
        'ENCRYPTION_KEY',
        'SELF_SUBSCRIBING_CHANNELS',
        'STORM_LIMIT',
        'STORM_LEFT',
    ];

    it('every saved value is still used, under its key', () => {
        expect(
            Object.keys(stored).filter((key) => !shown.some((setting) => setting.key.toLowerCase() === key)),
        ).toEqual([]);
        const presets = readSettings({});
        const kept = names.filter((name) => String(read[name]) !== String(presets[name]));
        const empty: readonly SettingName[] = ['CUSTOM_CA', 'IDENTITY_MAP'];
        expect(kept.toSorted()).toEqual(names.filter((name) => ![...NEW, ...empty].includes(name)).toSorted());
        expect(read.NOTIFICATION_TOKEN).toEqual(['notification-token-of-the-tests', 'previous-token-of-the-tests']);
    });

    it('the new settings have their defaults', () => {
        expect(NEW.map((name) => String(read[name]))).toEqual([
            'rest',
            'false',
            '',
            '',
            'auto',
            '',
            '7',
            '8',
            '',
            '',
            '10',
            'posts',
        ]);
    });
});
