import {describe, expect, it} from 'vitest';
import {readSettings} from '../../../server-proxy/src/config/read_settings';
import {SECRET_SETTINGS, type Settings} from '../../../server-proxy/src/config/schema';
import {packetName, type SupportFacts, supportPacket} from '../../../server-proxy/src/config/support_packet';

/** One of its own for every place that holds a secret. */
const SENTINELS = {
    OPENITCOCKPIT_API_KEY: 'sentinel-api-key',
    EVENT_STREAM_KEY: 'sentinel-stream-key',
    PROXY_URL: 'http://proxy-login:sentinel-p%40ss@proxy.example.org:3128',
    WEBHOOK_URL: 'https://chat.example.org/hooks/sentinelhook',
    NOTIFICATION_TOKEN: 'sentinel-token-1-of-the-packet, sentinel-token-2-of-the-packet',
    SIGNING_SECRET: 'sentinel-secret-1-of-the-packet sentinel-secret-2-of-the-packet',
    ENCRYPTION_KEY: 'sentinel-encryption-key-of-the-tests',
    MATTERMOST_BOT_TOKEN: 'sentinel-bot-token',
    OPENITCOCKPIT_URL: 'https://basic-login:sentinel-basic@monitoring.example.org',
};

const LEAKS = [
    'sentinel-api-key',
    'sentinel-stream-key',
    'sentinel-p%40ss',
    'sentinel-p@ss',
    'sentinelhook',
    'sentinel-token-1-of-the-packet',
    'sentinel-token-2-of-the-packet',
    'sentinel-secret-1-of-the-packet',
    'sentinel-secret-2-of-the-packet',
    'sentinel-bot-token',
    'sentinel-encryption-key-of-the-tests',
    'sentinel-basic',
];

const facts = (settings: Settings | string, more: Partial<SupportFacts> = {}): SupportFacts => ({
    now: Date.UTC(2026, 10, 24, 10, 31),
    door: 'plugin',
    version: '1.2.3',
    mattermostVersion: '11.6.0',
    health: {status: 'degraded', version: '1.2.3', reasons: ['It is away.'], openitcockpit_version: '5.3.0'},
    settings,
    warnings: ['{"@level":"warn","@message":"odd"}', 'cut {'],
    ...more,
});

describe('the support packet', () => {
    it('has versions, health, settings and the log', () => {
        const settings = readSettings({
            DEFAULT_CHANNEL: 'ops/alerts',
            ACTION_POLICY: 'listed',
            WHO_MAY_ACT: 'jane, sam',
        });
        expect(JSON.parse(supportPacket(facts(settings)))).toMatchObject({
            made_at: '2026-11-24T10:31:00.000Z',
            versions: {
                handler: '1.2.3',
                door: 'plugin',
                node: process.version,
                mattermost: '11.6.0',
                openitcockpit: '5.3.0',
            },
            health: {status: 'degraded', reasons: ['It is away.']},
            settings: {DEFAULT_CHANNEL: 'ops/alerts', OPENITCOCKPIT_API_KEY: '(empty)', WHO_MAY_ACT: '(2 entries)'},
            warnings: [{'@message': 'odd'}, 'cut {'],
        });
    });

    it('holds no secret, wherever one may be repeated', () => {
        expect(Object.keys(SENTINELS)).toEqual(expect.arrayContaining([...SECRET_SETTINGS]));
        const settings = readSettings(SENTINELS);
        const packet = supportPacket(
            facts(settings, {
                health: {status: 'degraded', version: '', reasons: [`They said: ${LEAKS.join(' and ')}`]},
                warnings: [JSON.stringify({'@message': LEAKS.join(' ')}), `cut ${LEAKS.join(' ')}`],
                mattermostVersion: `It answered ${LEAKS.join(', ')}`,
            }),
        );
        for (const leak of LEAKS) {
            expect(packet).not.toContain(leak);
        }
        expect(JSON.parse(packet)).toMatchObject({
            settings: {
                PROXY_URL: 'http://proxy.example.org:3128/',
                OPENITCOCKPIT_URL: 'https://monitoring.example.org/',
                OPENITCOCKPIT_API_KEY: '(set)',
                NOTIFICATION_TOKEN: '(2 set)',
            },
        });
    });

    it('names no people and carries no certificate', () => {
        const settings = readSettings({
            ACTION_POLICY: 'mapped',
            IDENTITY_MAP: 'jane = jane.roe@example.org',
            CUSTOM_CA: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----',
        });
        const packet = supportPacket(facts(settings));
        expect(packet).not.toMatch(/jane|BEGIN/);
        expect(JSON.parse(packet)).toMatchObject({settings: {IDENTITY_MAP: '(1 entries)', CUSTOM_CA: '(set)'}});
    });

    it('says why settings or health are missing', () => {
        const packet = JSON.parse(supportPacket(facts('Wrong setting: Emojis.', {health: 'not asked'})));
        expect(packet).toMatchObject({settings: 'Wrong setting: Emojis.', health: 'not asked'});
        expect(packet.versions.openitcockpit).toBe('unknown');
    });

    it('has a name that sorts by time', () => {
        expect(packetName(Date.UTC(2026, 10, 24, 10, 31))).toBe('openitcockpit-support-2026-11-24-1031.json');
    });
});
