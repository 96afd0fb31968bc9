import {describe, expect, it} from 'vitest';
import {ACTION, ROUTE, SERVICE_ROUTE} from '#contract';
import type {HealthReport} from '../../../server-proxy/src/app/health/health_monitor';
import {AppError} from '../../../server-proxy/src/domain/errors';
import {de} from '../../../server-proxy/src/domain/texts/de';
import {createHttpApp, MAX_BODY_BYTES} from '../../../server-proxy/src/http/http_app';
import type {HttpDeps} from '../../../server-proxy/src/http/http_deps';
import {WrongTokens} from '../../../server-proxy/src/http/wrong_tokens';
import {type AppHarness, HOST_UUID, KEY, problem, startHarness} from '../../support/app/harness';

const TOKENS = ['token-one', 'token-two'];

const serve = async (settings = {}, deps: Partial<HttpDeps> = {}) => {
    const harness = await startHarness(settings);
    const {app, logger, metrics, clock} = harness;
    const http = createHttpApp({
        application: app,
        logger,
        metrics,
        clock,
        notificationTokens: TOKENS,
        wrongTokens: new WrongTokens(clock),
        watch: {heartbeat: async () => ({expectedMinutes: 5}), notified: () => undefined},
        health: () => ({status: 'up', version: 'test', reasons: []}),
        languageOf: async () => 'en',
        metricsText: async () => ({text: await metrics.text(), contentType: metrics.contentType}),
        ...deps,
    });
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
        http.request(path, {method: 'POST', body, headers: {'Content-Type': 'application/json', ...headers}});
    const notify = (body: unknown, headers: Record<string, string> = {}) =>
        post(ROUTE.notifications, typeof body === 'string' ? body : JSON.stringify(body), {
            Authorization: `Bearer ${TOKENS[0]}`,
            ...headers,
        });
    return {harness, http, post, notify};
};

const pressBody = (harness: AppHarness, more: Record<string, unknown> = {}) => {
    const press = harness.pressOf(ACTION.acknowledge);
    return JSON.stringify({
        user_id: press.userId,
        user_name: 'jane',
        post_id: press.postId,
        channel_id: press.channelId,
        trigger_id: press.triggerId,
        type: 'button',
        context: {token: press.token},
        ...more,
    });
};

const errorOf = async (response: Response): Promise<{code: string; message: string}> =>
    ((await response.json()) as {error: {code: string; message: string}}).error;

it.each([ROUTE.notifications, ROUTE.testNotification, ROUTE.actions, ROUTE.dialogs])(
    '%s does not read a body of too many levels or values, and says so',
    async (route) => {
        const {post} = await serve();
        const authorization = {Authorization: `Bearer ${TOKENS[0]}`};
        for (const body of [`{"state":${'['.repeat(200)}${']'.repeat(200)}}`, `{"state":[${'0,'.repeat(20_000)}0]}`]) {
            const response = await post(route, body, authorization);
            expect(response.status).toBe(400);
            expect((await errorOf(response)).message).toBe(
                'The body has more than 10000 values, or is nested more than 100 levels deep.',
            );
        }
    },
);

describe(`POST ${ROUTE.notifications}`, () => {
    it('takes JSON', async () => {
        const {notify, harness} = await serve();
        const response = await notify(problem());
        expect(response.status).toBe(201);
        expect(await response.json()).toEqual({outcome: 'created', post_id: harness.post.postId});
    });

    it('takes a form, as curl --data-urlencode sends it, and either token', async () => {
        const {notify, harness} = await serve();
        const form = new URLSearchParams(problem() as Record<string, string>).toString();
        const response = await notify(form, {
            'Content-Type': 'application/x-www-form-urlencoded',
            Authorization: `Bearer ${TOKENS[1]}`,
        });
        expect(response.status).toBe(201);
        expect(harness.post.message).toContain('CRITICAL Ping on web01');
    });

    it('takes the token in a header of its own, which Mattermost does not look up as one of its sessions', async () => {
        const {post} = await serve();
        const own = (token: string) =>
            post(ROUTE.notifications, JSON.stringify(problem()), {'Notification-Token': token});
        expect((await own(TOKENS[1] ?? '')).status).toBe(201);
        const refused = await own('wrong');
        expect(refused.status).toBe(401);
        // By which `notify` knows that it need not try the header of version 0.1.0.
        expect(refused.headers.get('WWW-Authenticate')).toBe('Notification-Token');
    });

    it.each([
        ['no token', problem(), {Authorization: ''}, 401, 'unauthorized'],
        ['a wrong token', problem(), {Authorization: 'Bearer nope'}, 401, 'unauthorized'],
        ['a wrong token in its own header', problem(), {'Notification-Token': 'nope'}, 401, 'unauthorized'],
        ['two words in its own header', problem(), {'Notification-Token': `${TOKENS[0]} x`}, 401, 'unauthorized'],
        ['another scheme', problem(), {Authorization: `Basic ${TOKENS[0]}`}, 401, 'unauthorized'],
        ['malformed JSON', '{"type":', {}, 400, 'bad_request'],
        ['an array', '[]', {}, 400, 'bad_request'],
        ['null', 'null', {}, 400, 'bad_request'],
        ['an empty body', '', {}, 400, 'bad_request'],
        [
            'another content type',
            JSON.stringify(problem()),
            {'Content-Type': 'text/plain'},
            415,
            'unsupported_media_type',
        ],
        ['an unknown field', problem({colour: 'red'}), {}, 400, 'bad_request'],
        ['an unknown type', problem({type: 'Hots'}), {}, 400, 'bad_request'],
        ['a missing UUID', problem({hostuuid: ''}), {}, 400, 'bad_request'],
        ['a state that is no number', problem({state: 'x'}), {}, 400, 'bad_request'],
        ['__proto__', '{"__proto__": {"type": "Host"}}', {}, 400, 'bad_request'],
        [
            'an oversized body',
            JSON.stringify(problem({output: 'x'.repeat(MAX_BODY_BYTES)})),
            {},
            413,
            'payload_too_large',
        ],
        ['a body of half a million levels', `${'['.repeat(500_000)}${']'.repeat(500_000)}`, {}, 400, 'bad_request'],
        ['a field of many levels', `{"type":${'['.repeat(200)}${']'.repeat(200)}}`, {}, 400, 'bad_request'],
        ['hundreds of thousands of values', `{"type":[${'0,'.repeat(500_000)}0]}`, {}, 400, 'bad_request'],
        [
            'hundreds of thousands of form fields',
            'a&'.repeat(500_000),
            {'Content-Type': 'application/x-www-form-urlencoded'},
            400,
            'bad_request',
        ],
    ])('refuses %s', async (_what, body, headers, status, code) => {
        const {notify, harness} = await serve();
        const response = await notify(body, headers as unknown as Record<string, string>);
        expect(response.status).toBe(status);
        expect(await errorOf(response)).toMatchObject({code, message: expect.stringMatching(/\.$/)});
        expect(harness.chat.posts.size).toBe(0);
        expect(harness.logger.lines.some(({message}) => message === 'Request refused')).toBe(true);
    });

    it('takes huge and binary output', async () => {
        const {notify, harness} = await serve();
        const response = await notify(problem({output: '\u0000\u0007\ud800x'.repeat(50_000)}));
        expect(response.status).toBe(201);
        expect(harness.post.message).not.toMatch(/\0/);
    });

    it('answers 503 when Mattermost is down, so that the sender repeats', async () => {
        const {notify, harness} = await serve();
        harness.chat.failure = new AppError('mattermost_unreachable', 'Mattermost cannot be reached.');
        expect((await notify(problem())).status).toBe(503);
    });

    it('knows a host whose UUID openITCOCKPIT does not know by its UUID', async () => {
        const {notify, harness} = await serve();
        harness.monitoring.failures.lookup = new AppError('openitcockpit_not_found', 'unknown');
        expect((await notify({type: 'Host', notificationtype: 'PROBLEM', hostuuid: HOST_UUID, state: 1})).status).toBe(
            201,
        );
        expect(harness.post.message).toContain(HOST_UUID);
    });
});

describe(`POST ${ROUTE.actions}`, () => {
    it('opens the dialog and answers with nothing to say', async () => {
        const {notify, post, harness} = await serve();
        await notify(problem());
        const response = await post(ROUTE.actions, pressBody(harness));
        expect([response.status, await response.json()]).toEqual([200, {}]);
        expect(harness.chat.dialogs).toHaveLength(1);
    });

    it('tells a person what they can do something about, with 200, because Mattermost shows nothing else', async () => {
        const {notify, post, harness} = await serve();
        await notify(problem());
        const body = pressBody(harness);
        harness.chat.failure = new AppError('mattermost_trigger_expired', 'Please press the button again.');
        const response = await post(ROUTE.actions, body);
        expect(response.status).toBe(200);
        expect(await response.json()).toMatchObject({
            ephemeral_text: 'Please press the button again.',
            error: {code: 'mattermost_trigger_expired'},
        });
    });

    it.each([
        ['no token', {context: {}}, 403, 'bad_signature'],
        ['a forged token', {context: {token: 'e30.AAAA'}}, 403, 'bad_signature'],
        ['another post', {post_id: 'z'.repeat(26)}, 403, 'bad_signature'],
        ['no context', {context: undefined}, 400, 'bad_request'],
        ['no trigger id', {trigger_id: ''}, 400, 'bad_request'],
        ['a user id that is no text', {user_id: 5}, 400, 'bad_request'],
    ])('refuses %s', async (_what, more, status, code) => {
        const {notify, post, harness} = await serve();
        await notify(problem());
        const response = await post(ROUTE.actions, pressBody(harness, more));
        expect([response.status, (await errorOf(response)).code]).toEqual([status, code]);
        expect((await harness.store.get(KEY))?.look).toBe('problem');
        expect(harness.chat.dialogs).toEqual([]);
    });

    it('refuses a replayed request', async () => {
        const {notify, post, harness} = await serve();
        await notify(problem());
        const body = pressBody(harness);
        await post(ROUTE.actions, body);
        const response = await post(ROUTE.actions, body);
        expect([response.status, (await errorOf(response)).code]).toEqual([409, 'replayed']);
    });

    it('says in the answer that two-way integration is off', async () => {
        const on = await serve();
        await on.notify(problem());
        const off = await serve({twoWay: false});
        const response = await off.post(ROUTE.actions, pressBody(on.harness));
        expect(await response.json()).toMatchObject({
            error: {code: 'two_way_off'},
            ephemeral_text: expect.stringContaining('switched off'),
        });
    });

    it('answers for a deleted post without a 5xx', async () => {
        const {notify, post, harness} = await serve();
        await notify(problem());
        const body = pressBody(harness);
        harness.chat.posts.clear();
        harness.chat.failure = new AppError('mattermost_not_found', 'Mattermost does not know the post.');
        expect((await post(ROUTE.actions, body)).status).toBe(200);
    });
});

describe(`POST ${ROUTE.dialogs}`, () => {
    const opened = async () => {
        const served = await serve();
        await served.notify(problem());
        await served.post(ROUTE.actions, pressBody(served.harness));
        const state = served.harness.chat.dialogs[0]?.dialog.state;
        const {channelId} = served.harness.post;
        const user = [...served.harness.chat.users.keys()][0];
        const submit = (more: Record<string, unknown> = {}) =>
            served.post(
                ROUTE.dialogs,
                JSON.stringify({
                    type: 'dialog_submission',
                    callback_id: 'c',
                    state,
                    user_id: user,
                    channel_id: channelId,
                    team_id: 't',
                    submission: {comment: 'on it'},
                    cancelled: false,
                    ...more,
                }),
            );
        return {...served, submit};
    };

    it('accepts and closes', async () => {
        const {submit, harness} = await opened();
        const response = await submit();
        expect([response.status, await response.json()]).toEqual([200, {}]);
        await harness.app.idle();
        expect((await harness.store.get(KEY))?.look).toBe('acknowledged');
    });

    it('shows a wrong comment at its field, and everything else below', async () => {
        const {submit} = await opened();
        expect(await (await submit({submission: {comment: ''}})).json()).toEqual({
            errors: {comment: expect.any(String)},
        });
        expect(await (await submit({submission: null})).json()).toEqual({errors: {comment: expect.any(String)}});
        await submit();
        expect(await (await submit()).json()).toEqual({error: 'This dialog was already submitted once.'});
    });

    it.each([
        ['a forged state', {state: 'e30.AAAA'}, 403, 'bad_signature'],
        ['no state', {state: undefined}, 403, 'bad_signature'],
        ['another user', {user_id: 'mallory'}, 403, 'bad_signature'],
        ['another channel', {channel_id: 'elsewhere'}, 403, 'bad_signature'],
        ['another type', {type: 'party'}, 400, 'bad_request'],
    ])('refuses %s', async (_what, more, status, code) => {
        const {submit, harness} = await opened();
        const response = await submit(more);
        expect([response.status, (await errorOf(response)).code]).toEqual([status, code]);
        await harness.app.idle();
        expect((await harness.store.get(KEY))?.look).toBe('problem');
    });

    it('does nothing on cancel', async () => {
        const {submit, harness} = await opened();
        expect(await (await submit({cancelled: true, submission: {}})).json()).toEqual({});
        expect((await harness.store.get(KEY))?.look).toBe('problem');
    });
});

describe(`POST ${ROUTE.doctor}`, () => {
    it('is not there where the door knows no administrators', async () => {
        const {post} = await serve();
        expect((await post(ROUTE.doctor, '{}')).status).toBe(404);
    });

    it('is not for GET', async () => {
        const doctor = {examine: async () => ({steps: []})};
        const {http} = await serve({}, {doctorAccess: {doctor, isAdministrator: async () => true}});
        expect((await http.request(ROUTE.doctor)).status).toBe(405);
    });
});

describe(`GET ${ROUTE.health}`, () => {
    const report = (status: HealthReport['status']): HealthReport => ({
        status,
        version: '1.2.3',
        reasons: ['OPENITCOCKPIT_URL (10.0.0.7) refuses the key of Jane Roe.'],
        notes: ['Only Jane Roe may act.'],
        openitcockpit_version: '5.3.0',
    });
    const ask = async (headers: Record<string, string>, deps: Partial<HttpDeps> = {}) => {
        const {http} = await serve({}, {health: () => report('misconfigured'), ...deps});
        const answer = await http.request(ROUTE.health, {headers});
        return [answer.status, await answer.json()];
    };

    it.each([
        ['up', 'up'],
        ['degraded', 'degraded'],
        ['misconfigured', 'down'],
    ] as const)('a stranger learns of %s no more than %s and the version', async (status, shown) => {
        expect(await ask({}, {health: () => report(status)})).toEqual([200, {status: shown, version: '1.2.3'}]);
    });

    it('whoever has a notification token learns everything', async () => {
        for (const token of TOKENS) {
            expect(await ask({Authorization: `Bearer ${token}`})).toEqual([200, report('misconfigured')]);
            expect(await ask({'Notification-Token': token})).toEqual([200, report('misconfigured')]);
        }
    });

    it.each(['Bearer wrong', 'Basic token-one', 'Bearer '])('%j is refused', async (Authorization) => {
        expect(await ask({Authorization})).toMatchObject([401, {error: {code: 'unauthorized'}}]);
    });

    it('a wrong token in its own header is refused', async () => {
        expect(await ask({'Notification-Token': 'wrong'})).toMatchObject([401, {error: {code: 'unauthorized'}}]);
    });

    it('answers, with the little that anybody may know, where no token was ever set', async () => {
        const answer = await ask({Authorization: 'Bearer anything'}, {notificationTokens: []});
        expect(answer).toEqual([200, {status: 'down', version: '1.2.3'}]);
    });

    it('an administrator learns everything by their session, nobody else does', async () => {
        const isAdministrator = async (user: string): Promise<boolean> => {
            if (user === 'broken') {
                throw new AppError('mattermost_unreachable', 'The server does not answer.');
            }
            return user === 'root';
        };
        const doctorAccess = {doctor: {examine: async () => ({steps: []})}, isAdministrator};
        const asUser = (user: string, headers = {}) =>
            ask({user, ...headers}, {userOf: (sent) => sent.get('user') ?? '', doctorAccess});
        expect(await asUser('root')).toEqual([200, report('misconfigured')]);
        for (const user of ['', 'jane', 'broken']) {
            expect(await asUser(user)).toEqual([200, {status: 'down', version: '1.2.3'}]);
        }
        // Mattermost has taken a session's header for its own.
        expect(await asUser('jane', {Authorization: 'Bearer session-of-jane'})).toEqual([
            200,
            {status: 'down', version: '1.2.3'},
        ]);
    });
});

describe('wrong tokens', () => {
    const never = {now: () => 0, monotonic: () => 0, sleep: () => new Promise<void>(() => undefined)};
    const ADDRESS = {address: '10.0.0.9'};

    it.each([ROUTE.notifications, ROUTE.testNotification, ROUTE.heartbeat, ROUTE.health, SERVICE_ROUTE.support])(
        '%s: a wrong one waits, and a right one from the same address does not',
        async (route) => {
            const asked: string[] = [];
            const slow = (address: string) => {
                asked.push(address);
                return new Promise<number>(() => undefined);
            };
            const support = {tokens: TOKENS, packet: async () => '{}'};
            const {http} = await serve({}, {wrongTokens: {slow}, support});
            const method = [ROUTE.health, SERVICE_ROUTE.support].includes(route as typeof ROUTE.health)
                ? 'GET'
                : 'POST';
            const ask = (token: string) =>
                http.request(route, {method, headers: {Authorization: `Bearer ${token}`}}, ADDRESS);
            let isAnswered = false;
            void Promise.resolve(ask('wrong')).then(() => {
                isAnswered = true;
            });
            expect((await ask(TOKENS[0] ?? '')).status).not.toBe(401);
            expect([asked, isAnswered]).toEqual([['10.0.0.9'], false]);
        },
    );

    it('no token at all is no guess: the answer comes at once', async () => {
        const {http} = await serve({}, {wrongTokens: new WrongTokens(never)});
        expect((await http.request(ROUTE.heartbeat, {method: 'POST'}, ADDRESS)).status).toBe(401);
    });

    it('are logged with the address they came from', async () => {
        const {http, harness} = await serve();
        const headers = {Authorization: 'Bearer wrong', 'X-Forwarded-For': '1.2.3.4'};
        await http.request(ROUTE.heartbeat, {method: 'POST', headers}, ADDRESS);
        expect(harness.logger.lines.at(-1)?.facts).toMatchObject({route: ROUTE.heartbeat, address: '10.0.0.9'});
    });
});

describe('the rest', () => {
    it('answers health and metrics', async () => {
        const {http, notify} = await serve();
        await notify(problem());
        const headers = {Authorization: `Bearer ${TOKENS[0]}`};
        expect(await (await http.request(ROUTE.health, {headers})).json()).toEqual({
            status: 'up',
            version: 'test',
            reasons: [],
        });
        const metrics = await (await http.request(ROUTE.metrics)).text();
        expect(metrics).toContain('openitcockpit_mattermost_alerts_total{type="PROBLEM",outcome="created"} 1');
        expect(metrics).toContain(
            'openitcockpit_mattermost_request_seconds_count{route="/api/v1/notifications",status="201"} 1',
        );
    });

    it('says what is not there', async () => {
        const {http} = await serve();
        expect((await http.request('/wp-admin')).status).toBe(404);
        expect((await http.request(ROUTE.actions)).status).toBe(405);
    });
});

describe(`POST ${ROUTE.heartbeat}`, () => {
    it('takes the notification token, and no body', async () => {
        const {http} = await serve();
        const beat = (headers: Record<string, string>) => http.request(ROUTE.heartbeat, {method: 'POST', headers});
        const taken = await beat({Authorization: `Bearer ${TOKENS[1]}`});
        expect([taken.status, await taken.json()]).toEqual([200, {outcome: 'recorded', expected_minutes: 5}]);
        expect((await beat({Authorization: 'Bearer other'})).status).toBe(401);
        expect((await beat({})).status).toBe(401);
        expect((await http.request(ROUTE.heartbeat)).status).toBe(405);
    });

    it('says when it cannot be kept, so that the sender can tell', async () => {
        const heartbeat = async () => {
            throw new AppError('mattermost_unreachable', 'The table does not answer.');
        };
        const {post} = await serve({}, {watch: {heartbeat, notified: () => undefined}});
        const answer = await post(ROUTE.heartbeat, '', {Authorization: `Bearer ${TOKENS[0]}`});
        expect(answer.status).toBeGreaterThanOrEqual(500);
        expect((await errorOf(answer)).message).toBe('The table does not answer.');
    });
});

describe(`GET ${SERVICE_ROUTE.support}`, () => {
    it('is there where the door offers it, for its own token only', async () => {
        const {http} = await serve({}, {support: {tokens: ['support-token'], packet: async () => '{"made_at":1}'}});
        const ask = (token: string) =>
            http.request(SERVICE_ROUTE.support, {headers: {Authorization: `Bearer ${token}`}});
        expect(await (await ask('support-token')).json()).toEqual({made_at: 1});
        expect((await ask(TOKENS[0] ?? '')).status).toBe(401);
        expect((await (await serve()).http.request(SERVICE_ROUTE.support)).status).toBe(404);
    });
});

describe('a refusal over HTTP', () => {
    const german = {languageOf: async () => 'de' as const};

    it('of a press is in the language of the person', async () => {
        const {harness, post, notify} = await serve({}, german);
        await notify(problem());
        harness.chat.outsiders.add([...harness.chat.users.keys()][0] ?? '');
        const response = await post(ROUTE.actions, pressBody(harness));
        expect(await response.json()).toEqual({
            ephemeral_text: de.policy.notInChannel,
            error: {code: 'forbidden', message: de.policy.notInChannel},
        });
    });

    it('of a dialog is in the language of the person', async () => {
        const {harness, post, notify} = await serve({}, german);
        await notify(problem());
        await post(ROUTE.actions, pressBody(harness));
        harness.chat.outsiders.add([...harness.chat.users.keys()][0] ?? '');
        const submitted = {
            type: 'dialog_submission',
            user_id: [...harness.chat.users.keys()][0],
            channel_id: harness.post.channelId,
            state: harness.chat.dialogs.at(-1)?.dialog.state,
            submission: {comment: 'replacing the disk'},
        };
        const response = await post(ROUTE.dialogs, JSON.stringify(submitted));
        expect(await response.json()).toEqual({error: de.policy.notInChannel});
    });
});
