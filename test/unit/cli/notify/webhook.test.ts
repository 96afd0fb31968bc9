import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {ACTION, ALERT_PROP, parseAlertProps, ROUTE} from '#contract';
import {verifyAction} from '../../../../server-proxy/src/domain/action/action_token';
import {startMattermostDouble} from '../../../support/mattermost/double';
import {type NotifyTarget, startNotifyTarget} from '../../../support/notify_target';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../../../support/openitcockpit/double';
import {HOST_FLAGS, HOST_UUID, notify, SERVICE_UUID} from '../../../support/run_notify';

const SECRET = 'signing-secret';
const HOOK_ID = 'h00k1dh00k1dh00k1dh00k1dh0';
const NAMED_HOST = [...HOST_FLAGS, '--hostname', 'web01', '--output', 'DOWN x'];
const SERVICE_FLAGS = [
    ...['--type', 'Service', '--notificationtype', 'PROBLEM', '--hostuuid', HOST_UUID],
    ...['--serviceuuid', SERVICE_UUID, '--state', '2', '--output', 'CRIT'],
];

let target: NotifyTarget;

beforeEach(async () => {
    target = await startNotifyTarget();
});
afterEach(() => target.close());

const settings = (more: Readonly<Record<string, string>> = {}) => ({
    WEBHOOK_URL: `${target.origin}/hooks/${HOOK_ID}`,
    SIGNING_SECRET: SECRET,
    PUBLIC_URL: 'http://10.0.0.5:8066/',
    OPENITCOCKPIT_URL: 'https://monitoring.example.org',
    OPENITCOCKPIT_API_KEY: 'api-key-1234',
    NOTIFY_TIMEOUT: '5',
    TIME_ZONE: 'UTC',
    ...more,
});

/** Fields of the one payload the webhook got. */
const payload = (): Record<string, unknown> => {
    expect(target.received).toHaveLength(1);
    return target.received[0]?.fields ?? {};
};

interface Action {
    readonly id: string;
    readonly integration: {readonly url: string; readonly context: {readonly token: string}};
}

const actions = (): Action[] => {
    const [attachment] = payload().attachments as {actions?: Action[]}[];
    return attachment?.actions ?? [];
};

describe('notify posts to the incoming webhook', () => {
    it('a finished post: text, top-level attachment, and the alert with its post type in the props', async () => {
        expect(await notify(NAMED_HOST, settings())).toEqual({code: 0, stdout: '', stderr: ''});
        const {text, attachments, props, ...rest} = payload() as Record<string, Record<string, unknown>>;
        expect(text).toContain('DOWN web01: DOWN x');
        expect(attachments).toHaveLength(1);
        expect(props?.type).toBe('custom_oitc_alert');
        expect(parseAlertProps(props?.[ALERT_PROP])).toMatchObject({
            kind: 'host',
            state: 'DOWN',
            look: 'problem',
            host: {uuid: HOST_UUID, name: 'web01', url: `https://monitoring.example.org/a/hosts/browser/${HOST_UUID}`},
        });
        expect(rest).toEqual({});
    });

    it('buttons that our handler recognizes', async () => {
        await notify(NAMED_HOST, settings({QUICK_REASONS: 'On it; Known'}));
        const acknowledge = actions().find(({id}) => id === ACTION.acknowledge);
        expect(acknowledge?.integration.url).toBe(`http://10.0.0.5:8066${ROUTE.actions}`);
        const token = verifyAction(acknowledge?.integration.context.token, [SECRET], Date.now() / 1000);
        expect(token).toMatchObject({action: ACTION.acknowledge, origin: 'webhook', key: HOST_UUID});
        expect(token.nonce).not.toBe('');
        expect(JSON.stringify(payload())).toContain('On it');
    });

    it('no buttons when two-way integration is off', async () => {
        expect((await notify(NAMED_HOST, settings({ENABLE_TWO_WAY: 'false', SIGNING_SECRET: ''}))).stderr).toBe('');
        expect(actions()).toEqual([]);
    });

    it.each(['SIGNING_SECRET', 'PUBLIC_URL'])('without buttons when %s is missing, and says so', async (name) => {
        const {code, stderr} = await notify(NAMED_HOST, settings({[name]: ''}));
        expect(code).toBe(0);
        expect(stderr).toMatch(new RegExp(`^notify: Setting ${name} is missing[^\\n]*\\n$`));
        expect(actions()).toEqual([]);
    });

    it('to no channel of another team: says why, and asks nobody', async () => {
        const {code, stderr} = await notify([...NAMED_HOST, '--channel', 'ops/database'], settings());
        expect(code).toBe(64);
        expect(stderr).toBe(
            'notify: --channel "ops/database" names a team, but a webhook posts only in its own team: give the name of the channel alone.\n',
        );
        expect(target.received).toHaveLength(0);
    });

    it('to the channel it is told', async () => {
        await notify([...NAMED_HOST, '--channel', 'database'], settings());
        expect(payload().channel).toBe('database');
    });

    it('with the words, links and emojis of the settings', async () => {
        await notify(NAMED_HOST, settings({EMOJIS: 'off', LANGUAGE: 'de', LINK_STYLE: 'v4'}));
        expect(payload().text).toBe('DOWN web01: DOWN x');
        expect(JSON.stringify(payload())).toContain(`https://monitoring.example.org/#!/hosts/browser/${HOST_UUID}`);
        expect(JSON.stringify(payload())).toContain('Ausgabe');
    });

    it('never with a secret in it', async () => {
        await notify(NAMED_HOST, settings());
        for (const secret of [SECRET, 'api-key-1234', HOOK_ID]) {
            expect(target.received[0]?.body).not.toContain(secret);
        }
    });

    it('hostile output as plain text', async () => {
        await notify([...NAMED_HOST, '--output', '@channel [click](http://evil.example) ```'], settings());
        expect(payload().text).not.toMatch(/@channel|\[click\]\(http/);
    });
});

describe('names that the command line lacks', () => {
    let monitoring: OpenitcockpitDouble;

    beforeEach(async () => {
        monitoring = await startOpenitcockpitDouble();
    });
    afterEach(() => monitoring.stop());

    const withApi = (key = monitoring.apiKeys.bot) =>
        settings({OPENITCOCKPIT_URL: monitoring.url, OPENITCOCKPIT_API_KEY: key});

    it('come from openITCOCKPIT', async () => {
        expect(await notify(SERVICE_FLAGS, withApi())).toEqual({code: 0, stdout: '', stderr: ''});
        expect(payload().text).toContain('CRITICAL Ping on web01: CRIT');
    });

    it('are not looked up when they are there', async () => {
        await notify(NAMED_HOST, withApi());
        expect(monitoring.requests).toHaveLength(0);
    });

    it.each([
        ['openITCOCKPIT refuses the key', (): Record<string, string> => withApi('wrong-key')],
        ['openITCOCKPIT is not there', () => ({...withApi(), OPENITCOCKPIT_URL: 'http://127.0.0.1:9'})],
        [
            'openITCOCKPIT does not answer',
            () => {
                monitoring.faults.set({hangAll: true});
                return {...withApi(), NOTIFY_TIMEOUT: '2'};
            },
        ],
        ['the address is wrong', () => ({...withApi(), OPENITCOCKPIT_URL: 'http://plain.example.org'})],
        ['no key is set', () => withApi('')],
    ])('stay UUIDs when %s; the alert is posted and one line says why', async (_name, env) => {
        const {code, stderr} = await notify(SERVICE_FLAGS, env());
        expect(code).toBe(0);
        expect(stderr).toMatch(/^notify: [^\n]*UUIDs instead of names[^\n]*\n$/);
        expect(stderr).not.toContain('wrong-key');
        expect(payload().text).toContain(SERVICE_UUID);
    });
});

describe('Mattermost as the target', () => {
    it('shows the post, and refuses an unknown webhook with its own code and without its id', async () => {
        const chat = await startMattermostDouble();
        try {
            const channel = chat.createChannel('alerts');
            const hook = chat.createWebhook({channel: channel.id});
            expect((await notify(NAMED_HOST, settings({WEBHOOK_URL: hook.url}))).code).toBe(0);
            const [post] = chat.posts(channel.id);
            expect(post).toMatchObject({type: 'slack_attachment', props: {type: 'custom_oitc_alert'}});

            const gone = await notify(NAMED_HOST, settings({WEBHOOK_URL: `${chat.url}/hooks/${HOOK_ID}`}));
            expect(gone.code).toBe(77);
            expect(gone.stderr).toMatch(/^notify: [^\n]*WEBHOOK_URL[^\n]*\n$/);
            expect(gone.stderr).not.toContain(HOOK_ID);

            const lost = await notify([...NAMED_HOST, '--channel', 'nowhere'], settings({WEBHOOK_URL: hook.url}));
            expect(lost.code).toBe(76);
            expect(lost.stderr).not.toContain(hook.id);
        } finally {
            await chat.stop();
        }
    });
});
