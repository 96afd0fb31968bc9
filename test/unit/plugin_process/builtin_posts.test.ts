import {describe, expect, it} from 'vitest';
import type {Application} from '../../../server-proxy/src/app/use_cases';
import {AppError} from '../../../server-proxy/src/domain/errors';
import type {BuiltinNotification} from '../../../server-proxy/src/domain/post/builtin_post';
import {UNCHANGED} from '../../../server-proxy/src/plugin_process/post_replies';
import {WebhookPosts} from '../../../server-proxy/src/plugin_process/webhook_posts';
import {type GobStruct, Named} from '../../../server-proxy/src/wire';
import {stringOf, structOf} from '../../../server-proxy/src/wire/go_values';
import {FakeClock, RecordingLogger} from '../../support/app/fakes';
import {
    type BuiltinPayload,
    builtinPost,
    everyBuiltinCase,
    RECORDED_BASE,
    recordedPosts,
} from '../../support/openitcockpit/builtin_posts';
import {typedProps} from '../../support/plugin_host/go_posts';
import {Random} from '../../support/wire/random';

const PROBLEM = builtinPost({kind: 'service', type: 'PROBLEM', state: 2});

/** The hook, with an app that takes every alert or refuses it. */
const hook = (taken = true, adoptFrom = RECORDED_BASE) => {
    const asked: BuiltinNotification[] = [];
    const logger = new RecordingLogger();
    const application = {
        adoptBuiltinPost: async (said: BuiltinNotification) => {
            asked.push(said);
            if (!taken) {
                throw new AppError('mattermost_unreachable', 'The table is away.');
            }
            return {kind: 'drop'};
        },
    } as unknown as Application;
    const clock = new FakeClock();
    const posts = new WebhookPosts({application, botId: 'bot', signingSecrets: ['s'], adoptFrom, clock, logger});
    const post = (
        {text, attachments}: BuiltinPayload,
        {
            sessionId = '',
            props = {},
            fields = {},
            byWebhook = sessionId === '',
        }: {sessionId?: string; props?: Record<string, unknown>; fields?: GobStruct; byWebhook?: boolean} = {},
    ) => {
        const json = {from_webhook: 'true', attachments: attachments as unknown[], ...props};
        const all = byWebhook ? typedProps(json) : json;
        const Props = new Map(Object.entries(all)) as never;
        return posts.willBePosted(
            {UserId: 'owner', ChannelId: 'c', Message: text, Type: 'slack_attachment', Props, ...fields},
            {SessionId: sessionId, IPAddress: byWebhook || sessionId !== '' ? '127.0.0.1' : ''},
        );
    };
    return {asked, logger, post};
};

/** What is stored in place of the attachments; undefined: they stay. */
const attachmentsIn = (reply: {A?: {Props?: Record<string, unknown>}}) => reply.A?.Props?.attachments;

describe('a post of the module that cannot become an alert', () => {
    it('keeps its texts and loses its button', async () => {
        const {post, logger} = hook(false);
        const reply = await post(PROBLEM);
        const [info, button] = PROBLEM.attachments;
        expect(Object.keys(reply.A ?? {})).toEqual(['Props']);
        expect(attachmentsIn(reply)).toMatchObject([
            {text: info?.text, color: '#d9534f'},
            {text: button?.text, fallback: button?.fallback, color: '#d9534f'},
        ]);
        expect(JSON.stringify(reply)).not.toMatch(/apikey|KEY|actions|integration/);
        expect(JSON.stringify(logger.lines)).not.toContain('KEY');
        expect(logger.lines.map(({message}) => message)).toEqual([
            "A post of openITCOCKPIT's Mattermost module could not become an alert; it has no button",
        ]);
    });

    it('without a key in it stays as it is', async () => {
        const {post} = hook(false);
        expect(await post(builtinPost({kind: 'host', type: 'DOWNTIMEEND', state: 0}))).toBe(UNCHANGED);
    });

    it('keeps everything an attachment may have', async () => {
        const full = {
            ...PROBLEM.attachments[1],
            pretext: 'p',
            author_name: 'n',
            author_link: 'l',
            author_icon: 'i',
            title: 't',
            title_link: 'tl',
            image_url: 'iu',
            thumb_url: 'tu',
            footer: 'f',
            footer_icon: 'fi',
            ts: 1_795_490_000,
            fields: [{title: 'a', value: 'b', short: true}],
        };
        const {post, logger} = hook();
        const {
            actions: _gone,
            mrkdwn_in: _in,
            callback_id: _id,
            attachment_type: _type,
            ...kept
        } = full as Record<string, unknown>;
        expect(attachmentsIn(await post({text: '', attachments: [full]}))).toEqual([kept]);
        expect(logger.lines[0]?.message).toMatch(/^A post with an API key in its button was not understood/);
    });
});

describe('left alone', () => {
    it.each([
        ['what somebody posts under the name of a webhook', hook(), {sessionId: 'session'}],
        ['what no webhook posts', hook(), {props: {from_webhook: ''}}],
        [
            'what somebody has scheduled under the name of a webhook',
            hook(),
            {byWebhook: false, fields: {FileIds: ['f']}},
        ],
        ['what another server sends into a shared channel', hook(), {fields: {RemoteId: 'remote'}}],
        ['everything while the setting is off', hook(true, ''), {}],
        ['a post of another openITCOCKPIT', hook(true, 'https://other.example.org'), {}],
    ])('is %s', async (_, {post, asked}, more) => {
        expect(await post(PROBLEM, more)).toBe(UNCHANGED);
        expect(asked).toEqual([]);
    });

    it('a reply in a thread, where nobody would see the alert, loses only the key', async () => {
        const {post, asked} = hook();
        const reply = await post(PROBLEM, {fields: {RootId: 'root'}});
        expect(reply).toEqual({A: {Props: {attachments: expect.any(Array)}}});
        expect(asked).toEqual([]);
    });

    it('another openITCOCKPIT is mentioned once in the log, without the key', async () => {
        const {post, logger} = hook(true, 'https://other.example.org');
        await post(PROBLEM);
        await post(PROBLEM);
        expect(logger.lines).toEqual([
            {
                level: 'warn',
                message: "Posts of openITCOCKPIT's Mattermost module lead to another address than openITCOCKPIT URL",
                facts: {address: RECORDED_BASE, openitcockpitUrl: 'https://other.example.org'},
            },
        ]);
    });

    it('a module post with a text of its own keeps the text, and loses only the key', async () => {
        const {post, asked} = hook();
        expect(await post({...PROBLEM, text: 'look at this'})).toEqual({A: {Props: {attachments: expect.any(Array)}}});
        expect(asked).toEqual([]);
    });
});

/** Changes something somewhere: a character, a piece, a key, a value. */
const mangle = (payload: BuiltinPayload, random: Random): BuiltinPayload => {
    let json = JSON.stringify(payload);
    for (let turn = random.int(1, 3); turn > 0; turn -= 1) {
        const at = random.int(0, json.length - 1);
        const to = at + random.int(0, 12);
        const piece = random.pick([
            '',
            '[',
            '](',
            ')',
            '\\n',
            '🚨',
            'é',
            'apikey=',
            'null',
            '{}',
            '[]',
            '7',
            json.slice(at, to),
        ]);
        json = json.slice(0, at) + piece + json.slice(random.pick([at, to]));
    }
    try {
        const value: unknown = JSON.parse(json);
        const {text = '', attachments = []} = Object(value) as Partial<BuiltinPayload>;
        return {text: String(text), attachments: Array.isArray(attachments) ? attachments : []};
    } catch {
        return mangle(payload, random);
    }
};

/** Text and first button of the attachments that are left of it before the plugin sees it. */
const parsedByTheServer = ({attachments}: BuiltinPayload): {text: string; url: string}[] => {
    const props = typedProps({attachments: attachments as unknown[]});
    const list = props.attachments instanceof Named ? (props.attachments.value as GobStruct[]) : [];
    return list.map(({Text, Actions}) => {
        const [action] = Actions as GobStruct[];
        return {text: stringOf(Text), url: stringOf(structOf(action?.Integration).URL)};
    });
};

const ADDRESS = `${RECORDED_BASE}/mattermost_module/`;

describe('mangled posts of the module', () => {
    const payloads = [...recordedPosts.map(({payload}) => payload), ...everyBuiltinCase().map(builtinPost)];

    it.each([1, 2, 3, 4])(
        'never fail, never keep a key, and stay as they are when not understood (seed %i)',
        async (seed) => {
            const random = new Random(seed);
            const counts = {understood: 0, stripped: 0, unchanged: 0};
            for (let run = 0; run < 400; run += 1) {
                const payload = mangle(random.pick(payloads), random);
                const {post, asked} = hook(random.chance(0.5));
                const reply = await post(payload);
                const why = `seed ${seed} run ${run}: ${JSON.stringify(payload)}`;
                const parsed = parsedByTheServer(payload);
                if (reply === UNCHANGED) {
                    expect(
                        parsed.filter(({url}) => url.startsWith(ADDRESS) && url.includes('apikey=')),
                        why,
                    ).toEqual([]);
                } else if (reply.A?.DeleteAt === undefined) {
                    expect(Object.keys(reply.A?.Props ?? {}), why).toEqual(['attachments']);
                    expect(JSON.stringify(reply.A), why).not.toMatch(/"(actions|integration)"/);
                    expect(
                        (attachmentsIn(reply) as {text?: string}[]).map(({text = ''}) => text),
                        why,
                    ).toEqual(parsed.map(({text}) => text));
                    counts.stripped += 1;
                }
                counts[asked.length > 0 ? 'understood' : 'unchanged'] += 1;
            }
            expect(Math.min(...Object.values(counts))).toBeGreaterThan(15);
        },
        30_000,
    );
});
