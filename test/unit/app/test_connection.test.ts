import {describe, expect, it, onTestFinished} from 'vitest';
import {CONNECTION_CHECKS, type ConnectionTest, parseConnectionTest} from '#contract';
import {testConnection} from '../../../server-proxy/src/app/test_connection';
import {appSettings} from '../../../server-proxy/src/config/app_settings';
import {readSettings} from '../../../server-proxy/src/config/read_settings';
import {actionPolicy} from '../../../server-proxy/src/domain/action_policy';
import {AppError, type ErrorCode} from '../../../server-proxy/src/domain/errors';
import {HTTP_STATUS} from '../../../server-proxy/src/http/error_answers';
import type {OpenitcockpitSettings} from '../../../server-proxy/src/openitcockpit';
import {FakeChat, FakeMonitoring} from '../../support/app/fakes';
import {SETTINGS} from '../../support/app/harness';
import {startCannedServer} from '../../support/canned_server';
import {startHttpProxy} from '../../support/http_proxy';
import {openClient, openDouble, openTlsDouble, pem} from '../../support/openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../../support/openitcockpit/double';
import {TLS} from '../../support/tls_fixtures';

/** One sign a check, in the order of the contract: `+` passed, `x` failed, `.` not reached. */
const signs = ({checks}: ConnectionTest): string => checks.map(({ok}) => (ok === null ? '.' : ok ? '+' : 'x')).join('');

const messageOf = ({checks}: ConnectionTest, wanted: string): string =>
    checks.find(({name}) => name === wanted)?.message ?? 'missing';

const failure = ({checks}: ConnectionTest): string => checks.find(({ok}) => ok === false)?.message ?? '';

/** The test as the handler runs it, with the real client. */
const run = (double: OpenitcockpitDouble | string, settings: Partial<OpenitcockpitSettings> = {}) => {
    const url = typeof double === 'string' ? double : double.url;
    const {ca, skipTlsVerification, proxy} = settings;
    const {connection, openitcockpitUrl} = appSettings(
        readSettings({
            SIGNING_SECRET: 'x',
            OPENITCOCKPIT_URL: url,
            CUSTOM_CA: ca ?? '',
            SKIP_TLS_VERIFICATION: skipTlsVerification ?? false,
            USE_PROXY: proxy !== undefined,
            PROXY_URL: proxy?.url ?? '',
            NO_PROXY_LIST: proxy?.noProxy.join(',') ?? '',
        }),
        'http://127.0.0.1:1',
    );
    return testConnection({
        monitoring: openClient(double, settings),
        chat: new FakeChat(),
        settings: {...SETTINGS, connection, openitcockpitUrl},
    });
};

const CA = {ca: pem(TLS.ca)};

describe('the whole way works', () => {
    it('over https: names the user, the version and our account', async () => {
        const double = await openTlsDouble();
        const test = await run(double, CA);
        expect(signs(test)).toBe('++++++++');
        expect(test.checks.map(({message}) => message)).toEqual([
            'The settings are complete.',
            'No proxy is needed.',
            `${new URL(double.url).host} answers.`,
            'The certificate is trusted.',
            'The API key belongs to Matter Most (bot@example.org).',
            'openITCOCKPIT 5.3.0.',
            'The role has the rights that are needed.',
            'Posts are written by @openitcockpit, in Mattermost 11.6.0.',
        ]);
        expect(double.commands).toEqual([]);
    });

    it('is answered as the webapp reads it', async () => {
        const test = await run(await openDouble());
        expect(parseConnectionTest(JSON.parse(JSON.stringify(test)))).toEqual(test);
        expect(test.checks.map(({name}) => name)).toEqual(CONNECTION_CHECKS);
    });

    it('on this machine without TLS', async () => {
        expect(messageOf(await run(await openDouble()), 'tls')).toContain('Not needed');
    });

    it('warns that the certificate is not checked', async () => {
        const test = await run(await openTlsDouble(TLS.otherName), {skipTlsVerification: true});
        expect(signs(test)).toBe('++++++++');
        expect(messageOf(test, 'tls')).toMatch(/^The certificate was not checked .*API key\.$/);
    });

    it('says whether a proxy was used', async () => {
        const double = await openTlsDouble();
        const proxy = await startHttpProxy();
        onTestFinished(() => proxy.stop());
        const through = await run(double, {...CA, proxy: {url: proxy.url, noProxy: []}});
        expect([signs(through), messageOf(through, 'proxy')]).toEqual([
            '++++++++',
            'The proxy lets the connection through.',
        ]);
        const past = await run(double, {...CA, proxy: {url: proxy.url, noProxy: ['127.0.0.1']}});
        expect([signs(past), messageOf(past, 'proxy')]).toEqual(['++++++++', 'No proxy is needed.']);
    });
});

describe('names the hop that broke', () => {
    it.each([
        ['no address', '', {}, 'x......+', /openITCOCKPIT URL is empty/],
        ['no key', 'https://localhost', {apiKey: ' '}, 'x......+', /API key is empty/],
        ['a CA that is none', 'https://localhost', {ca: 'nonsense'}, 'x......+', /custom CA/],
        ['a name that does not exist', 'https://openitcockpit.invalid', {}, '++x....+', /cannot be resolved/],
        ['a port where nobody listens', 'https://127.0.0.1:9', {}, '++x....+', /Nothing answers at 127.0.0.1:9/],
    ])('%s', async (_, url, settings, expected, sentence) => {
        const test = await run(url, settings);
        expect([signs(test), failure(test)]).toEqual([expected, expect.stringMatching(sentence)]);
    });

    it('a certificate from an unknown authority', async () => {
        const test = await run(await openTlsDouble());
        expect([signs(test), failure(test)]).toEqual(['+++x...+', expect.stringContaining('setting custom CA')]);
    });

    it('a proxy that refuses', async () => {
        const proxy = await startHttpProxy({refuse: 403});
        onTestFinished(() => proxy.stop());
        const test = await run(await openTlsDouble(), {...CA, proxy: {url: proxy.url, noProxy: []}});
        expect([signs(test), failure(test)]).toEqual(['+x.....+', expect.stringContaining('proxy')]);
    });

    it('a server that does not answer', async () => {
        const double = await openDouble();
        double.faults.set({hangAll: true});
        expect(signs(await run(double, {timeoutMs: 60}))).toBe('++x....+');
    });

    it('a wrong key', async () => {
        const double = await openTlsDouble();
        const test = await run(double, {...CA, apiKey: 'wrong'});
        expect([signs(test), failure(test)]).toEqual(['++++x..+', expect.stringContaining('rejected the API key')]);
    });

    it('a role without a right: names it, and still tells user and version', async () => {
        const double = await openDouble();
        const test = await run(double, {apiKey: double.apiKeys.nocmd});
        expect(signs(test)).toBe('++++++x+');
        expect(failure(test)).toMatch(/NagiosModule\.Cmd\.submit.*User roles/);
        expect(messageOf(test, 'key')).toContain('No Cmd');
    });

    it.each([
        ['a redirect', {status: 302, headers: {Location: '/users/login'}}, /redirects to \/users\/login/],
        ['a login page', {headers: {'Content-Type': 'text/html'}, body: '<html></html>'}, /web page instead of data/],
        ['JSON of something else', {body: {hello: 1}}, /version is 4\.6\.4 or newer/],
    ])('%s: it stays open whether the key is right', async (_, answer, sentence) => {
        const test = await run(await startCannedServer(answer));
        expect([signs(test), failure(test)]).toEqual(['++++.x.+', expect.stringMatching(sentence)]);
    });
});

describe('with other answers of the ports', () => {
    const withIdentity = (identity: object, wrongSetting?: string, settings = SETTINGS) => {
        const monitoring = new FakeMonitoring();
        monitoring.whoAmI = async () => ({...(await new FakeMonitoring().whoAmI()), ...identity});
        return testConnection({monitoring, chat: new FakeChat(), settings}, wrongSetting);
    };

    it('an openITCOCKPIT that is too old to tell its version', async () => {
        const test = await withIdentity({version: undefined});
        expect([signs(test), failure(test)]).toEqual(['+++++x++', expect.stringContaining('4.6.4')]);
    });

    it.each([
        [{userName: '', email: ''}, 'The API key belongs to a user.'],
        [{userName: '', email: 'bot@example.org'}, 'The API key belongs to bot@example.org.'],
        [{userName: 'Matter Most', email: ''}, 'The API key belongs to Matter Most.'],
    ])('a user without names: %j', async (identity, message) => {
        expect(messageOf(await withIdentity(identity), 'key')).toBe(message);
    });

    it('a key that may not list users, where people are mapped: a note beside a table, a failure without one', async () => {
        const mapped = (table: [string, string][]) => ({
            ...SETTINGS,
            actionPolicy: actionPolicy('mapped', [], new Map(table)),
        });
        const identity = {mayListUsers: false};
        const noted = await withIdentity(identity, undefined, mapped([['jane', 'Jane Roe']]));
        expect(signs(noted)).toBe('++++++++');
        expect(messageOf(noted, 'rights')).toMatch(/rights that are needed\. .*only the people in Identity map/);
        const failed = await withIdentity(identity, undefined, mapped([]));
        expect([signs(failed), failure(failed)]).toEqual(['++++++x+', expect.stringContaining('Nobody can act')]);
        expect(messageOf(await withIdentity(identity), 'rights')).toBe('The role has the rights that are needed.');
    });

    it('settings that were refused: nothing is tested with the older ones that still hold', async () => {
        const test = await withIdentity({}, 'Wrong setting: Proxy URL must be an address.');
        expect([signs(test), failure(test)]).toEqual(['x......+', 'Wrong setting: Proxy URL must be an address.']);
    });

    it('a Mattermost that refuses', async () => {
        const chat = new FakeChat();
        chat.failure = new AppError('mattermost_token_rejected', 'Mattermost rejected the token.');
        const test = await testConnection({monitoring: new FakeMonitoring(), chat, settings: SETTINGS});
        expect([signs(test), failure(test)]).toEqual(['+++++++x', 'Mattermost rejected the token.']);
    });

    it.each(Object.keys(HTTP_STATUS) as ErrorCode[])('%s breaks exactly one hop and is told there', async (code) => {
        const monitoring = new FakeMonitoring();
        monitoring.whoAmI = () => Promise.reject(new AppError(code, `Sentence of ${code}.`));
        const test = await testConnection({monitoring, chat: new FakeChat(), settings: SETTINGS});
        expect(signs(test)).toMatch(/^[+.]*x\.*\+$/);
        expect(failure(test)).toBe(`Sentence of ${code}.`);
    });

    it('anything else that is thrown', async () => {
        const monitoring = new FakeMonitoring();
        monitoring.whoAmI = () => Promise.reject(new TypeError('secret of the machine'));
        const test = await testConnection({monitoring, chat: new FakeChat(), settings: SETTINGS});
        expect(signs(test)).toBe('+.x....+');
        expect(JSON.stringify(test)).not.toContain('secret of the machine');
    });
});
