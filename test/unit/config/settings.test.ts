import {mkdtemp, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {appSettings} from '../../../server-proxy/src/config/app_settings';
import {environmentAndFile} from '../../../server-proxy/src/config/file_source';
import {readSettings, requireSettings} from '../../../server-proxy/src/config/read_settings';
import {SECRET_SETTINGS, SETTING_NAMES} from '../../../server-proxy/src/config/schema';
import type {AppError} from '../../../server-proxy/src/domain/errors';

const LONG = 'x'.repeat(24);

/** Why these settings are refused, or what refuses. */
const refusalOf = (raw: Record<string, unknown> | (() => void)): AppError => {
    try {
        typeof raw === 'function' ? raw() : readSettings(raw);
    } catch (error) {
        return error as AppError;
    }
    throw new Error('nothing is wrong');
};

describe('readSettings', () => {
    it('has a sensible default for everything, and freezes', () => {
        const settings = readSettings({});
        expect(settings).toMatchObject({
            ENABLE_TWO_WAY: true,
            READ_BACK_DEADLINE: 15,
            QUEUE_MAX_AGE: 60,
            LANGUAGE: 'en',
            LISTEN_ADDRESS: '127.0.0.1:8066',
        });
        expect(Object.isFrozen(settings)).toBe(true);
    });

    it.each([
        [{OPENITCOCKPIT_URL: 'http://monitoring.example.org'}, 'OPENITCOCKPIT_URL must begin with https://'],
        [{OPENITCOCKPIT_URL: 'monitoring'}, 'OPENITCOCKPIT_URL must be an address'],
        [{ENABLE_TWO_WAY: 'maybe'}, 'ENABLE_TWO_WAY must be true or false'],
        [{READ_BACK_DEADLINE: '1'}, 'READ_BACK_DEADLINE must be a whole number from 2 to 120'],
        [{READ_BACK_DEADLINE: 'soon'}, 'READ_BACK_DEADLINE must be a whole number'],
        [{LANGUAGE: 'fr'}, 'LANGUAGE must be one of en, de'],
        [{LINK_STYLE: 'v6'}, 'LINK_STYLE must be one of'],
        [{TIME_ZONE: 'Mars/Olympus'}, 'TIME_ZONE must be a time zone'],
        [{LISTEN_ADDRESS: 'here'}, 'LISTEN_ADDRESS must be host:port'],
        [{LISTEN_ADDRESS: '127.0.0.1:70000'}, 'LISTEN_ADDRESS must be host:port'],
        [{MATTERMOST_URL: 'ftp://chat.example.org'}, 'MATTERMOST_URL must be an address'],
        [{ACTION_POLICY: 'nobody'}, 'ACTION_POLICY must be one of everyone, listed, mapped, connected'],
        [
            {ACTION_POLICY: 'connected'},
            'ACTION_POLICY is connected, which works in the plugin only and needs Encryption key',
        ],
        [
            {ACTION_POLICY: 'connected', ENCRYPTION_KEY: LONG, IDENTITY_MAP: 'jane = Jane'},
            'ACTION_POLICY must be mapped',
        ],
        [{ACTION_POLICY: 'listed'}, 'ACTION_POLICY is listed, but Who may act (WHO_MAY_ACT) names nobody'],
        [{WHO_MAY_ACT: 'jane'}, 'ACTION_POLICY must be listed while Who may act (WHO_MAY_ACT) names people'],
        [{ACTION_POLICY: 'mapped', WHO_MAY_ACT: 'jane'}, 'ACTION_POLICY must be listed'],
        [{IDENTITY_MAP: 'jane = Jane'}, 'ACTION_POLICY must be mapped while Identity map (IDENTITY_MAP) has entries'],
        [{ACTION_POLICY: 'mapped', IDENTITY_MAP: 'jane = Jane; bob'}, 'IDENTITY_MAP must have lines'],
        [{ACTION_POLICY: 'mapped', IDENTITY_MAP: 'jane ='}, '(entry 1 is different)'],
        [{ACTION_POLICY: 'mapped', IDENTITY_MAP: 'jane = a = b'}, '(entry 1 is different)'],
        [{DOWNTIME_PRESETS: '1h; soon'}, 'DOWNTIME_PRESETS has "soon", which is not a length such as 30m'],
        [{THREAD_LINES: 'weather'}, 'THREAD_LINES must be a list of state, '],
        ...['PROXY_URL', 'MATTERMOST_URL', 'PUBLIC_URL', 'OPENITCOCKPIT_URL', 'NOTIFICATION_URL', 'WEBHOOK_URL'].map(
            (name): [Record<string, string>, string] => [
                {[name]: 'https://user:50%off@host.example.org:3128'},
                `${name} has a bare % in its user name or password (write it as %25)`,
            ],
        ),
        [{PROXY_URL: 'http://us%er@proxy.example.org:3128'}, 'PROXY_URL has a bare %'],
        [
            {NOTIFICATION_TOKEN: 'x'.repeat(23)},
            'NOTIFICATION_TOKEN must have at least 24 characters (entry 1 has fewer)',
        ],
        [{NOTIFICATION_TOKEN: `${LONG}, short`}, 'NOTIFICATION_TOKEN must have at least 24 characters (entry 2 '],
        [{SIGNING_SECRET: 'secret'}, 'SIGNING_SECRET must have at least 24 characters (entry 1 has fewer)'],
        [{SIGNING_SECRET: `${LONG} ${LONG},s`}, 'SIGNING_SECRET must have at least 24 characters (entry 3 has fewer)'],
        [{EVENT_STREAM_URL: 'ws://monitoring.example.org/eventstream'}, 'EVENT_STREAM_URL must begin with wss://'],
        [{EVENT_STREAM_URL: 'https://monitoring.example.org'}, 'EVENT_STREAM_URL must be an address like wss://'],
        [{EVENT_STREAM_URL: 'wss://me:secret@monitoring.example.org/x'}, 'EVENT_STREAM_URL must not contain a login'],
        [{EVENT_STREAM_URL: 'wss://monitoring.example.org/x?api_key=1'}, 'EVENT_STREAM_URL must not contain a login'],
        [{ALERTS_FROM: 'nobody'}, 'ALERTS_FROM must be one of auto, everything, notified, off'],
        [{ENCRYPTION_KEY: 'x'.repeat(23)}, 'ENCRYPTION_KEY must have at least 24 characters: generate one'],
        [{WEBHOOK_URL: 'hook'}, 'WEBHOOK_URL must be the address that Mattermost shows'],
    ])('names the wrong setting: %j, in German as well', (raw, sentence) => {
        const refusal = refusalOf(raw);
        expect(refusal.sentence('en')).toContain(sentence);
        const german = refusal.sentence('de');
        expect(german).toMatch(/^Falsche Einstellung: [A-Z_]+ (muss|enthält|ist|darf) /);
        expect(german).not.toMatch(/falsche Form| (must|is|has|names|while|like|which) /);
    });

    it('names in German what is of no form at all, and what is missing', () => {
        expect(refusalOf({OPENITCOCKPIT_URL: 7}).sentence('de')).toBe(
            'Falsche Einstellung: OPENITCOCKPIT_URL hat die falsche Form.',
        );
        const missing = refusalOf(() => requireSettings(readSettings({}), ['MATTERMOST_URL', 'NOTIFICATION_TOKEN']));
        expect(missing.sentence('de')).toBe('Es fehlen die Einstellungen MATTERMOST_URL, NOTIFICATION_TOKEN.');
    });

    it('knows who may act, by lists and lines as people write them', () => {
        const secret = {SIGNING_SECRET: LONG};
        const listed = {...secret, ACTION_POLICY: 'listed', WHO_MAY_ACT: 'Jane, sam\n@OnCall system_admin'};
        expect(appSettings(readSettings(listed), '').actionPolicy).toEqual({
            name: 'listed',
            users: new Set(['jane', 'sam']),
            groups: ['oncall'],
            systemAdmins: true,
            identities: new Map(),
        });
        const mapped = {
            ...secret,
            ACTION_POLICY: 'mapped',
            IDENTITY_MAP: ' @Jane=jane@example.org\n\nsam = Sam Poe ; ',
        };
        expect([...appSettings(readSettings(mapped), '').actionPolicy.identities]).toEqual([
            ['jane', 'jane@example.org'],
            ['sam', 'Sam Poe'],
        ]);
    });

    it('names all wrong settings at once and never a value', () => {
        const wrong = {WEBHOOK_URL: 'hunter2', SIGNING_SECRET: 'hunter2', READ_BACK_DEADLINE: 'x'};
        expect(() => readSettings(wrong)).toThrow(/WEBHOOK_URL.*READ_BACK_DEADLINE|READ_BACK_DEADLINE.*WEBHOOK_URL/);
        expect(() => readSettings(wrong)).not.toThrow(/hunter2/);
    });

    it('allows plain http to loopback only', () => {
        expect(readSettings({OPENITCOCKPIT_URL: 'http://127.0.0.1:9000'}).OPENITCOCKPIT_URL).toBe(
            'http://127.0.0.1:9000',
        );
        expect(() => readSettings({OPENITCOCKPIT_URL: 'http://127.0.0.1.evil.example'})).toThrow('https://');
    });

    it('reads lists and flags as people write them', () => {
        expect(
            readSettings({
                NOTIFICATION_TOKEN: `new-${LONG}, old-${LONG}`,
                QUICK_REASONS: 'Known issue; On it, really',
                EMOJIS: 'Off',
                USE_PROXY: '',
            }),
        ).toMatchObject({
            NOTIFICATION_TOKEN: [`new-${LONG}`, `old-${LONG}`],
            QUICK_REASONS: ['Known issue', 'On it, really'],
            EMOJIS: false,
            USE_PROXY: false,
        });
    });

    it('says which required settings are missing', () => {
        expect(() => requireSettings(readSettings({}), ['MATTERMOST_URL', 'NOTIFICATION_TOKEN'])).toThrow(
            'Missing settings: MATTERMOST_URL, NOTIFICATION_TOKEN.',
        );
    });

    it('needs a signing secret', () => {
        expect(() => appSettings(readSettings({}), 'http://x')).toThrow('SIGNING_SECRET');
        expect(appSettings(readSettings({SIGNING_SECRET: `new-${LONG} old-${LONG}`}), 'http://x')).toMatchObject({
            signingSecrets: [`new-${LONG}`, `old-${LONG}`],
            actionsUrl: 'http://x/api/v1/actions',
        });
    });

    it('never has two settings whose names differ only in case, because Mattermost lower-cases them', () => {
        expect(new Set(SETTING_NAMES.map((name) => name.toLowerCase())).size).toBe(SETTING_NAMES.length);
        expect(SETTING_NAMES).toEqual(expect.arrayContaining([...SECRET_SETTINGS]));
    });
});

describe('environmentAndFile', () => {
    it('reads a settings file, lets the environment win, and loads the CA from a path', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'oitc-settings-'));
        const ca = join(folder, 'ca.pem');
        const file = join(folder, 'settings.env');
        await writeFile(ca, '-----BEGIN CERTIFICATE-----\nabc\n');
        await writeFile(file, `# comment\nLANGUAGE=de\nMATTERMOST_URL="https://chat.example.org"\nCUSTOM_CA=${ca}\n`);
        expect(environmentAndFile({LANGUAGE: 'en', OTHER: undefined}, file)).toMatchObject({
            LANGUAGE: 'en',
            MATTERMOST_URL: 'https://chat.example.org',
            CUSTOM_CA: expect.stringContaining('BEGIN CERTIFICATE'),
        });
    });

    it('names a file that cannot be read', () => {
        const missing = join(tmpdir(), 'nowhere/settings.env');
        expect(() => environmentAndFile({}, missing)).toThrow(`settings file ${missing} cannot be read (ENOENT)`);
        expect(() => environmentAndFile({CUSTOM_CA: '/nowhere/ca.pem'}, undefined)).toThrow(
            'CUSTOM_CA /nowhere/ca.pem',
        );
    });
});
