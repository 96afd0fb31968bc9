import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {readNotifySettings, routeOf, secretsOf, timeoutOf} from '../../../../server-proxy/src/cli/notify/settings';
import {readSettings} from '../../../../server-proxy/src/config/read_settings';
import {proxyFor} from '../../../../server-proxy/src/net/route';
import {NO_SETTINGS} from '../../../support/no_settings';
import {HOST_FLAGS, notify} from '../../../support/run_notify';

describe('settings of notify', () => {
    let folder: string;
    let file: string;

    beforeAll(() => {
        folder = mkdtempSync(join(tmpdir(), 'notify-settings-'));
        file = join(folder, 'settings.env');
        writeFileSync(file, '# ours\nNOTIFICATION_URL="http://file.example/x"\nNOTIFICATION_TOKEN=from-file\n');
    });

    afterAll(() => rmSync(folder, {recursive: true}));

    it('come from the file that --config names', () => {
        const settings = readNotifySettings({OITC_MATTERMOST_CONFIG: '/nowhere'}, file);
        expect(settings.NOTIFICATION_URL).toBe('http://file.example/x');
    });

    it('come from the file that the environment names', () => {
        const settings = readNotifySettings({OITC_MATTERMOST_CONFIG: file}, undefined);
        expect(settings.NOTIFICATION_TOKEN).toBe('from-file');
    });

    it('are overridden by the environment', () => {
        const settings = readNotifySettings({NOTIFICATION_TOKEN: 'from-environment'}, file);
        expect(settings).toMatchObject({
            NOTIFICATION_URL: 'http://file.example/x',
            NOTIFICATION_TOKEN: 'from-environment',
        });
    });

    it.each(['', '1', '29', '30', '0', '2.5', 'soon'])('take the same time-outs as the schema: "%s"', (text) => {
        const said = (read: () => number): number | 'refused' => {
            try {
                return read();
            } catch {
                return 'refused';
            }
        };
        const byHand = said(() => timeoutOf(readNotifySettings({...NO_SETTINGS, NOTIFY_TIMEOUT: text}, undefined)));
        expect(byHand).toBe(said(() => readSettings({NOTIFY_TIMEOUT: text}).NOTIFY_TIMEOUT * 1000));
    });

    it('list every secret in them, with the id of the webhook, and nothing else', () => {
        const settings = readNotifySettings(
            {
                ...NO_SETTINGS,
                WEBHOOK_URL: 'https://chat.example.org/hooks/h00k1d/',
                NOTIFICATION_TOKEN: 'token-new, token-old',
                SIGNING_SECRET: 'signing',
                OPENITCOCKPIT_API_KEY: 'api-key',
                PROXY_URL: 'http://user:p%40ss@proxy.example:3128',
            },
            undefined,
        );
        expect([...secretsOf(settings)].sort()).toEqual(
            [
                'https://chat.example.org/hooks/h00k1d/',
                'h00k1d',
                'token-new',
                'token-old',
                'signing',
                'api-key',
                'p%40ss',
                'p@ss',
            ].sort(),
        );
    });
});

/** A webhook without buttons and names, on purpose. */
const QUIET = {ENABLE_TWO_WAY: 'false'};

describe('wrong settings end with 78 and one line that names the setting, not its value', () => {
    const target = {NOTIFICATION_URL: 'http://127.0.0.1:9/', NOTIFICATION_TOKEN: 'token'};
    const missing = join(tmpdir(), 'nowhere/x.env');

    it.each([
        ['no target', {}, 'NOTIFICATION_URL'],
        ['endpoint without token', {NOTIFICATION_URL: 'http://127.0.0.1:9/'}, 'NOTIFICATION_TOKEN'],
        ['endpoint that is no address', {...target, NOTIFICATION_URL: 'bad-value'}, 'NOTIFICATION_URL'],
        ['webhook that is no address', {WEBHOOK_URL: 'ftp://bad-value/hook', ...QUIET}, 'WEBHOOK_URL'],
        [
            'time zone that does not exist',
            {WEBHOOK_URL: 'http://127.0.0.1:9/h', TIME_ZONE: 'bad-value', ...QUIET},
            'TIME_ZONE',
        ],
        ['time-out that is no number', {...target, NOTIFY_TIMEOUT: 'bad-value'}, 'NOTIFY_TIMEOUT'],
        ['time-out beyond the core’s', {...target, NOTIFY_TIMEOUT: '30'}, 'NOTIFY_TIMEOUT'],
        ['switch that is neither on nor off', {...target, USE_PROXY: 'bad-value'}, 'USE_PROXY'],
        ['proxy without address', {...target, USE_PROXY: 'true'}, 'PROXY_URL'],
        ['proxy with a bare %', {...target, USE_PROXY: 'true', PROXY_URL: 'http://u:50%off@p:1'}, 'PROXY_URL'],
        ['target with a bare %', {...target, NOTIFICATION_URL: 'http://u:50%off@127.0.0.1:9/'}, 'NOTIFICATION_URL'],
        ['webhook with a bare %', {WEBHOOK_URL: 'http://50%off:p@127.0.0.1:9/hooks/x'}, 'WEBHOOK_URL'],
        ['missing settings file', {...target, OITC_MATTERMOST_CONFIG: missing}, missing],
        ['missing authority file', {...target, CUSTOM_CA: '/nowhere/ca.pem'}, 'CUSTOM_CA'],
    ])('%s', async (_name, env, named) => {
        const {code, stderr} = await notify([...HOST_FLAGS, '--hostname', 'web01'], env);
        expect(code).toBe(78);
        expect(stderr).toMatch(/^notify: [^\n]+\n$/);
        expect(stderr).toContain(named);
        expect(stderr).not.toContain('bad-value');
    });
});

describe('hosts reached without the proxy', () => {
    const isDirect = (list: string, url: string): boolean => {
        const env = {...NO_SETTINGS, USE_PROXY: 'on', PROXY_URL: 'http://proxy.example:3128', NO_PROXY_LIST: list};
        return proxyFor(routeOf(readNotifySettings(env, undefined)), new URL(url)) === undefined;
    };

    it.each([
        ['', 'http://chat.example.org/', false],
        ['chat.example.org', 'http://chat.example.org/', true],
        ['CHAT.example.org', 'http://chat.example.org/', true],
        ['chat.example.org', 'http://mychat.example.org/', false],
        ['.example.org', 'http://chat.example.org/', true],
        ['*.example.org', 'http://chat.example.org/', true],
        ['.example.org', 'http://example.org/', true],
        ['.example.org', 'http://badexample.org/', false],
        ['a, 127.0.0.1', 'http://127.0.0.1:8066/', true],
        ['chat.example.org:8065', 'http://chat.example.org:8065/', true],
        ['chat.example.org:8065', 'http://chat.example.org/', false],
        ['chat.example.org:443', 'https://chat.example.org/', true],
        ['*', 'http://chat.example.org/', true],
    ])('%j and %s: %s', (list, url, direct) => {
        expect(isDirect(list, url)).toBe(direct);
    });
});
