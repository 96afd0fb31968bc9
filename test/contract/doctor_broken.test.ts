import {describe, expect, it, onTestFinished} from 'vitest';
import {startCannedServer} from '../support/canned_server';
import {carryNotifications} from '../support/carry_notifications';
import {freePort} from '../support/demo/free_port';
import {type DoctorSite, doctorOf, openDoctorSite} from '../support/doctor';
import {readDocument} from '../support/documents';
import {type HttpProxyOptions, startHttpProxy} from '../support/http_proxy';
import {openTlsDouble, pem} from '../support/openitcockpit/client_harness';
import {EventStreamDouble} from '../support/openitcockpit/event_stream';
import {TLS} from '../support/tls_fixtures';

type Settings = Readonly<Record<string, string>>;

/** Breaks one thing. @returns the settings that change on the command line */
type Break = (site: DoctorSite) => Settings | Promise<Settings>;

const tls = async (certificate: string, ca = TLS.ca): Promise<Settings> => {
    const double = await openTlsDouble(certificate);
    return {
        OPENITCOCKPIT_URL: double.url.replace('127.0.0.1', 'localhost'),
        OPENITCOCKPIT_API_KEY: double.apiKeys.bot,
        CUSTOM_CA: pem(ca),
    };
};

const proxied = async (options: HttpProxyOptions | 'nobody'): Promise<Settings> => {
    const good = {...(await tls(TLS.certificate)), USE_PROXY: 'true', NO_PROXY_LIST: '127.0.0.1'};
    if (options === 'nobody') {
        return {...good, PROXY_URL: 'http://127.0.0.1:9'};
    }
    const proxy = await startHttpProxy(options);
    onTestFinished(() => proxy.stop());
    return {...good, PROXY_URL: proxy.url};
};

const stream = (url: string): Settings => ({EVENT_STREAM_URL: url, EVENT_STREAM_KEY: 'stream-key'});

const faulty =
    (faults: Parameters<DoctorSite['openitcockpit']['faults']['set']>[0]): Break =>
    ({openitcockpit}) => {
        openitcockpit.faults.set(faults);
        return {};
    };

const ALL_RIGHTS = {
    hosts: {browser: 1, index: 1},
    services: {browser: 1, index: 1},
    downtimes: {host: 1, service: 1},
    nagiosmodule: {cmd: {submit: 1, submit_bulk_naemon: 1}},
};

/** The same names as in the table of docs/doctor.md. */
const BROKEN: Readonly<Record<string, Break>> = {
    'a setting is missing': () => ({OPENITCOCKPIT_API_KEY: ''}),
    'plain HTTP to another machine': () => ({OPENITCOCKPIT_URL: 'http://openitcockpit.example.org'}),
    'the custom CA is not a certificate': () => ({CUSTOM_CA: '-----BEGIN nonsense'}),
    'the host name does not exist': () => ({OPENITCOCKPIT_URL: 'https://openitcockpit.invalid'}),
    'nothing listens on the port': () => ({OPENITCOCKPIT_URL: 'https://127.0.0.1:9'}),
    'openITCOCKPIT hangs': faulty({hangAll: true}),
    'only the web server is running': faulty({gateway: 502}),
    'the proxy is not running': () => proxied('nobody'),
    'the proxy refuses': () => proxied({refuse: 403}),
    'the proxy requires a login': () => proxied({credentials: 'user:secret'}),
    'the certificate was issued by a private authority': async () => ({...(await tls(TLS.certificate)), CUSTOM_CA: ''}),
    'the certificate has expired': () => tls(TLS.expired, TLS.expired),
    'the certificate is for a different name': () => tls(TLS.otherName),
    'the port does not speak TLS': ({openitcockpit}) => ({
        OPENITCOCKPIT_URL: openitcockpit.url.replace('http:', 'https:'),
    }),
    'HTTP is redirected to HTTPS': faulty({redirectToHttps: true}),
    'there is a login page in front of openITCOCKPIT': async () => ({
        OPENITCOCKPIT_URL: await startCannedServer({status: 302, headers: {Location: '/users/login'}}),
    }),
    'a web page answers': faulty({body: 'html'}),
    'the address is not an openITCOCKPIT': async () => ({OPENITCOCKPIT_URL: await startCannedServer({status: 404})}),
    'a firewall blocks the path': faulty({waf: true}),
    'the database is down': faulty({databaseDown: true}),
    'openITCOCKPIT is too old': async () => ({
        OPENITCOCKPIT_URL: await startCannedServer({
            body: {user: {firstname: 'Matter', lastname: 'Most', email: ''}, permissions: ALL_RIGHTS},
        }),
    }),
    'the API key is wrong': () => ({OPENITCOCKPIT_API_KEY: 'wrong'}),
    'the role lacks a right': ({openitcockpit}) => ({OPENITCOCKPIT_API_KEY: openitcockpit.apiKeys.nocmd}),
    'the role was never saved': faulty({roleWithoutAcl: true}),
    'the API key may only read': ({openitcockpit}) => ({OPENITCOCKPIT_API_KEY: openitcockpit.apiKeys.readonly}),
    'the command queue is down': faulty({queueDown: true}),
    'the host name of the event stream does not exist': () => stream('wss://openitcockpit.invalid/eventstream'),
    'nothing listens at the address of the event stream': () => stream('ws://127.0.0.1:9/ws'),
    'the certificate of the event stream is from a private authority': async () =>
        stream((await openTlsDouble()).url.replace('https:', 'wss:').replace('127.0.0.1', 'localhost')),
    'the event stream rejects its key': async () => {
        const double = await EventStreamDouble.start({keys: ['another']});
        onTestFinished(() => double.close());
        return stream(double.url);
    },
    'there is no event stream at its address': async () =>
        stream((await startCannedServer({status: 404})).replace('http:', 'ws:')),
    'a proxy or login page answers in place of the event stream': async () =>
        stream((await startCannedServer({body: '<html>log in</html>'})).replace('http:', 'ws:')),
    'the bot token is wrong': () => ({MATTERMOST_BOT_TOKEN: 'wrong'}),
    'the Mattermost address is wrong': () => ({MATTERMOST_URL: 'http://127.0.0.1:9'}),
    'the webhook was deleted': ({mattermost}) => ({WEBHOOK_URL: `${mattermost.url}/hooks/${'x'.repeat(26)}`}),
    'the webhook address is not a webhook': async () => ({WEBHOOK_URL: await startCannedServer({})}),
    'the handler has a different notification token': () => ({NOTIFICATION_TOKEN: 'another-notification-token'}),
    'the notification address is wrong': () => ({NOTIFICATION_URL: 'http://127.0.0.1:9/api/v1/notifications'}),
    'the handler is not running': async ({service}) => {
        // First: it could get the port that the handler leaves.
        const url = await startCannedServer({status: 400, body: {error: {code: 'bad_request'}}});
        await service.stop(0);
        return {NOTIFICATION_URL: url};
    },
    'something else answers at PUBLIC_URL': async ({service}) => ({
        PUBLIC_URL: await startCannedServer({status: 404}),
        NOTIFICATION_URL: `${service.url}/api/v1/notifications`,
    }),
    'the handler has a different signing secret': () => ({SIGNING_SECRET: 'another-signing-secret-of-ours'}),
    'no channel is set': () => ({DEFAULT_CHANNEL: ''}),
    'the channel does not exist': () => ({DEFAULT_CHANNEL: 'ops/nowhere'}),
    'the channel is given without its team': () => ({DEFAULT_CHANNEL: 'alerts'}),
    'the channel is archived': async ({mattermost, channel}) => {
        await mattermost.archiveChannel(channel.id);
        return {DEFAULT_CHANNEL: channel.id};
    },
    'the bot is not in the channel': ({mattermost}) => ({
        DEFAULT_CHANNEL: mattermost.createChannel('secret', {type: 'P'}).id,
    }),
    'Mattermost may not call the handler': ({service}) => ({
        // Mattermost counts this address as internal; we do not.
        PUBLIC_URL: `http://127.0.0.2:${new URL(service.url).port}`,
        NOTIFICATION_URL: `http://127.0.0.1:${new URL(service.url).port}/api/v1/notifications`,
    }),
    'two-way integration is off': () => ({ENABLE_TWO_WAY: 'false'}),
    'no contact of the host has the command': () => ({WEBHOOK_URL: ''}),
    'the command posts through the webhook': () => ({}),
    'notifications are disabled for the host': ({openitcockpit, service}) => {
        carryNotifications(openitcockpit, (fields) => service.notify(fields));
        openitcockpit.world.setNotificationsEnabled('web01', false);
        return {};
    },
    'no host has that name': () => ({}),
    'the API key may only read the host': ({openitcockpit}) => ({
        OPENITCOCKPIT_API_KEY: openitcockpit.apiKeys.limited,
    }),
};

interface Row {
    readonly name: string;
    readonly step: string;
    readonly sentence: string;
}

/** `| what is broken | step | sentence |` */
const documented: readonly Row[] = [
    ...readDocument('docs/doctor.md').text.matchAll(/^\| ([^|]+?) \| ([^|]+?) \| `(.+)` \|$/gm),
].map(([, name = '', step = '', sentence = '']) => ({name, step, sentence}));

/** The documented sentence with anything for `<…>`. */
const pattern = (sentence: string): RegExp =>
    new RegExp(
        sentence
            .split(/<[^>]+>/)
            .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
            .join('.+'),
    );

/** Arguments of the command line, where there are any. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
    'no contact of the host has the command': ['--host', 'web01', '--wait', '1'],
    'the command posts through the webhook': ['--host', 'web01', '--wait', '1'],
    'notifications are disabled for the host': ['--host', 'web01', '--wait', '1'],
    'no host has that name': ['--host', 'web'],
    'the API key may only read the host': ['--host', 'root01'],
};

const LISTENING: Readonly<Record<string, () => Promise<Settings>>> = {
    'Mattermost may not call the handler': async () => ({LISTEN_ADDRESS: `0.0.0.0:${await freePort()}`}),
};

describe('without two-way integration', () => {
    it('a key that may only read is all it takes: no right to act is asked for, and the queue is not tried', async () => {
        const site = await openDoctorSite({ENABLE_TWO_WAY: 'false'});
        const env = {...site.env, ENABLE_TWO_WAY: 'false', OPENITCOCKPIT_API_KEY: site.openitcockpit.apiKeys.nocmd};
        const {code, failures, output} = await doctorOf(env);
        expect(failures, output).toEqual([]);
        expect(code).toBe(0);
        expect(output).toMatch(/^– Command queue .*Two-way integration is off/m);
        expect(site.openitcockpit.commands).toEqual([]);
    });
});

describe('what Doctor says of a broken set-up', () => {
    it('stands in docs/doctor.md, all of it and nothing else', () => {
        expect(documented.map(({name}) => name)).toEqual(Object.keys(BROKEN));
    });

    it.each(documented)('$name', {timeout: 60_000}, async ({name, step, sentence}) => {
        const site = await openDoctorSite((await LISTENING[name]?.()) ?? {});
        onTestFinished(() => site.openitcockpit.faults.clear());
        const base = site.env;
        const {code, failures, notes, output} = await doctorOf(
            {...base, ...(await BROKEN[name]?.(site))},
            ...(ASKED[name] ?? []),
        );
        const found = name === 'two-way integration is off' ? notes : failures;
        expect(found, output).toHaveLength(1);
        expect(found[0]?.slice(2)).toMatch(new RegExp(`^${step} `));
        expect(found[0]).toMatch(pattern(sentence));
        expect(code).toBe(found === failures ? 1 : 0);
        for (const secret of [
            'MATTERMOST_BOT_TOKEN',
            'SIGNING_SECRET',
            'NOTIFICATION_TOKEN',
            'OPENITCOCKPIT_API_KEY',
        ]) {
            expect(output).not.toContain(base[secret]);
        }
        expect(
            site.mattermost.posts(site.channel.id).filter((post) => !String(post.type).startsWith('system_')),
        ).toEqual([]);
    });
});
