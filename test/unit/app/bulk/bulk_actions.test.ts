import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import type {BulkWish} from '../../../../server-proxy/src/app/bulk/bulk_actions';
import type {BulkRequest} from '../../../../server-proxy/src/domain/action/bulk_action';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat} from '../../../support/app/fakes';
import {type AppHarness, problem, startHarness} from '../../../support/app/harness';
import {ManyMonitoring} from '../../../support/app/many_monitoring';
import {MemoryBulk} from '../../../support/app/memory_bulk';
import {FakeVault} from '../../../support/app/personal_fake';
import {QuickClock} from '../../../support/app/quick_clock';

const AUTHOR = 'Jane Roe (@jane)';
const ACK: BulkRequest = {kind: 'acknowledge', comment: 'power cut', sticky: true, notify: false};
const AWAY = new AppError('openitcockpit_unreachable', 'Nothing answers there.', {nothingSent: true});

const start = async (count: number, settings: Parameters<typeof startHarness>[0] = {}, vault?: FakeVault) => {
    const monitoring = new ManyMonitoring(count);
    const chat = new FakeChat();
    const clock = new QuickClock();
    const jane = chat.addUser('jane', {fullName: 'Jane Roe'});
    const bulkStore = new MemoryBulk();
    const harness = await startHarness(settings, undefined, chat, monitoring, vault, {clock, bulkStore});
    monitoring.now = () => clock.now();
    chat.now = () => clock.now();
    const wish = (more: Partial<BulkWish> = {}): BulkWish => ({
        userId: jane.id,
        objects: monitoring.objects(),
        request: ACK,
        place: {channel: 'ops/alerts'},
        ...more,
    });
    return {harness, monitoring, chat, clock, wish, jane, bulkStore};
};

/** The post of the bulk action, as it is now. */
const told = (chat: FakeChat): string => {
    const [post] = [...chat.posts.values()].filter(({type}) => type === '').slice(-1);
    return `${post?.message}\n${JSON.stringify(post?.props)}`.replaceAll('\u200b', '');
};

const notifyOf = async ({app, clock}: AppHarness, monitoring: ManyMonitoring, number: number) => {
    const {target, hostName, serviceName} = monitoring.thing(number);
    await app.receiveNotification(
        parseNotification(
            problem({
                hostuuid: target.hostUuid,
                serviceuuid: target.serviceUuid,
                hostname: hostName,
                servicename: serviceName,
                problemid: `p${number}`,
                laststatechange: '',
                time: String(Math.floor(clock.now() / 1000) - 60),
            }),
        ),
    );
};

describe('one press for hundreds', () => {
    it('sends few requests, confirms each object by itself and shows that in one post', async () => {
        const {harness, monitoring, chat, wish} = await start(450);
        const {isNew} = await harness.app.startBulk(wish());
        expect(isNew).toBe(true);
        await harness.app.idle();
        expect(monitoring.acknowledgedBy(AUTHOR)).toBe(450);
        expect(monitoring.requests.map(({keys}) => keys.length).sort()).toEqual([200, 200, 50].sort());
        expect(told(chat)).toContain(`**${AUTHOR} acknowledged 450 objects on 45 hosts: 450 of 450 confirmed**`);
        expect(monitoring.pages.every((size) => size <= 400)).toBe(true);
        expect(monitoring.commands).toEqual([]);
        expect(await harness.store.pending()).toEqual([]);
        const entries = await harness.audit.recent({limit: 10});
        expect(entries.map(({action, result}) => [action, result])).toEqual([
            ['acknowledge', 'confirmed'],
            ['acknowledge', 'asked'],
        ]);
        expect(entries[0]?.objects).toMatch(/^450: host0\/service0, .* … \(\+\d+\)$/);
    });

    it('shows the acknowledgement with the name of the person in every post, and tells nobody hundreds of times', async () => {
        const {harness, monitoring, chat, wish} = await start(3);
        await notifyOf(harness, monitoring, 1);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        const shown = [...chat.posts.values()].map(({props}) => props[ALERT_PROP] as AlertProps).find(Boolean);
        expect(shown).toMatchObject({look: 'acknowledged'});
        expect(JSON.stringify(shown)).toContain('power cut');
        expect(JSON.stringify(shown)).toContain('jane');
        expect(chat.told).toEqual([]);
        expect(chat.replies).toEqual([]);
    });

    it('removes the acknowledgements of many, and puts many into downtime', async () => {
        const {harness, monitoring, chat, wish} = await start(30);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        await harness.app.startBulk(wish({request: {kind: 'remove_acknowledgement'}}));
        await harness.app.idle();
        expect(monitoring.acknowledgedBy(AUTHOR)).toBe(0);
        expect(told(chat)).toContain('removed the acknowledgements of 30 objects on 3 hosts: 30 of 30 confirmed');
        const now = Math.floor(harness.clock.now() / 1000);
        const request = {kind: 'schedule_downtime', comment: 'rack moves', start: now - 1, end: now + 7200} as const;
        await harness.app.startBulk(wish({request}));
        await harness.app.idle();
        expect([...monitoring.things.values()].every(({inDowntime}) => inDowntime)).toBe(true);
        expect(told(chat)).toContain('scheduled a downtime for 30 objects on 3 hosts: 30 of 30 confirmed');
    });
});

describe('whose rights a bulk action has', () => {
    it('with their own key once they have connected, and only for what they may edit', async () => {
        const vault = new FakeVault();
        const {harness, monitoring, chat, wish, jane} = await start(30, {}, vault);
        await vault.write(jane.id, {apiKey: 'own', userName: 'Jane at openITCOCKPIT', email: ''});
        monitoring.keys.set('own', {});
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(monitoring.keysUsed).toEqual(['own']);
        expect(monitoring.acknowledgedBy('Jane at openITCOCKPIT (@jane)')).toBe(30);
        monitoring.keys.set('own', {mayEdit: false});
        await harness.app.startBulk(wish({request: {kind: 'remove_acknowledgement'}}));
        await harness.app.idle();
        expect(told(chat)).toContain('0 of 30 confirmed');
        expect(told(chat)).toContain('may not');
        expect(monitoring.requests).toHaveLength(1);
    });

    it('of a problem with posts in several channels, one in which the person may act is enough', async () => {
        const {harness, monitoring, chat, wish} = await start(1);
        await notifyOf(harness, monitoring, 0);
        const key = wish().objects[0]?.key ?? '';
        const first = (await harness.store.get(key))?.posts[0];
        await harness.store.update(key, (record) => {
            const [post] = record?.posts ?? [];
            return record && post && {...record, posts: [post, {...post, postId: 'other', channelId: 'theirs'}]};
        });
        const mayActIn = chat.mayActIn.bind(chat);
        chat.mayActIn = async (userId, ...[channel]: string[]) => channel !== first?.channelId && mayActIn(userId);
        await harness.app.startBulk(wish({place: {channel: 'theirs', isGuest: true}}));
        await harness.app.idle();
        expect(monitoring.acknowledgedBy(AUTHOR)).toBe(1);
    });

    it('is decided by the channel of each post', async () => {
        const {harness, monitoring, chat, wish} = await start(4);
        await notifyOf(harness, monitoring, 1);
        const [post] = [...chat.posts.values()];
        const mayActIn = chat.mayActIn.bind(chat);
        chat.mayActIn = async (userId, ...[channel]: string[]) => channel !== post?.channelId && mayActIn(userId);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('3 of 4 confirmed');
        expect(told(chat)).toContain('host0/service1:');
        expect(monitoring.requests.map(({keys}) => keys.length)).toEqual([3]);
    });

    it('is found in the audit by the name of one of its hosts', async () => {
        const {harness, wish} = await start(20);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(await harness.audit.recent({host: 'HOST1', limit: 5})).toHaveLength(2);
        expect(await harness.audit.recent({host: 'host7', limit: 5})).toEqual([]);
    });
});

describe('bad input of a bulk action', () => {
    it('5 000 objects: each is confirmed, in requests of at most 200', {timeout: 180_000}, async () => {
        const {harness, monitoring, chat, wish} = await start(5000);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('5000 of 5000 confirmed');
        expect(monitoring.requests.every(({keys}) => keys.length <= 200)).toBe(true);
        expect(new Set(monitoring.requests.flatMap(({keys}) => keys)).size).toBe(5000);
        const [entry] = await harness.audit.recent({limit: 1});
        expect(entry?.objects?.length).toBeLessThan(8200);
    });

    it('an object that was deleted meanwhile is named with the reason, the others are done', async () => {
        const {harness, monitoring, chat, wish} = await start(5);
        const wanted = wish();
        monitoring.thing(2).deleted = true;
        await harness.app.startBulk(wanted);
        await harness.app.idle();
        expect(told(chat)).toContain('4 of 5 confirmed');
        expect(told(chat)).toContain('host0/service2: openITCOCKPIT does not monitor this object');
        expect(told(chat)).toContain('Retry (1)');
    });

    it('an object that recovered meanwhile counts as done, and is not commanded', async () => {
        const {harness, monitoring, chat, wish} = await start(5);
        monitoring.thing(2).state = 'OK';
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('5 of 5 confirmed');
        expect(told(chat)).toContain('1 had recovered.');
        expect(monitoring.requests.map(({keys}) => keys.length)).toEqual([4]);
    });

    it('an object that somebody else has acknowledged counts as done, and says so', async () => {
        const {harness, monitoring, chat, wish} = await start(5);
        const acknowledgement = {author: 'Eve', comment: 'mine', sticky: true};
        Object.assign(monitoring.thing(3), {acknowledged: true, acknowledgement});
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('5 of 5 confirmed');
        expect(told(chat)).toContain('1 had already been acknowledged by somebody else');
        expect(monitoring.thing(3).acknowledgement?.author).toBe('Eve');
    });

    it('what openITCOCKPIT never shows is named at the end, and Retry tries only that', async () => {
        const {harness, monitoring, chat, wish} = await start(25);
        const deaf = wish().objects[7]?.key ?? '';
        monitoring.deaf.add(deaf);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('24 of 25 confirmed');
        expect(told(chat)).toContain('did not show it within 15 s');
        monitoring.deaf.clear();
        const press = retryPress(chat);
        await harness.app.pressAction(press);
        await harness.app.idle();
        expect(monitoring.requests.at(-1)).toEqual({kind: 'acknowledge', keys: [deaf]});
        expect(told(chat)).toContain('25 of 25 confirmed');
        const again = await harness.app.pressAction({...press, triggerId: 'again'});
        expect(again.ephemeralText).toContain('it was not done twice');
    });

    it('openITCOCKPIT away in the middle: it waits, says so, and goes on without sending anything twice', async () => {
        const {harness, monitoring, chat, wish} = await start(450);
        monitoring.onSend = (number) => {
            if (number === 1) {
                monitoring.away = AWAY;
            }
            return undefined;
        };
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('Waiting for openITCOCKPIT: Nothing answers there.');
        monitoring.away = undefined;
        await resumed(harness);
        expect(told(chat)).toContain('450 of 450 confirmed');
        expect(monitoring.acknowledgedBy(AUTHOR)).toBe(450);
    });

    it('a time-out of one request of several is read back, and not sent twice', async () => {
        const {harness, monitoring, chat, wish} = await start(450);
        const error = new AppError('openitcockpit_timeout', 'No answer within 10 seconds.');
        monitoring.onSend = (number) => (number === 1 ? {error, isQueued: true} : undefined);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('450 of 450 confirmed');
        const sent = monitoring.requests.flatMap(({keys}) => keys);
        expect(new Set(sent).size).toBe(sent.length);
    });

    it('a refusal of many in one request proves nothing about each: all are read back', async () => {
        const {harness, monitoring, chat, wish} = await start(10);
        const error = new AppError('openitcockpit_bad_answer', 'Could not send command');
        monitoring.onSend = () => ({error, isQueued: true});
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(told(chat)).toContain('10 of 10 confirmed');
        expect(monitoring.requests).toHaveLength(1);
    });

    it('two presses at once are one bulk action', async () => {
        const {harness, monitoring, wish} = await start(50);
        const once = 'storm-1';
        const [one, other] = await Promise.all([
            harness.app.startBulk(wish({once})),
            harness.app.startBulk(wish({once})),
        ]);
        await harness.app.idle();
        expect([one.id, other.id]).toEqual([once, once]);
        expect(monitoring.requests.flatMap(({keys}) => keys)).toHaveLength(50);
    });

    it('two people at once: each object is commanded once', async () => {
        const {harness, monitoring, chat, wish} = await start(50);
        const bob = chat.addUser('bob', {fullName: 'Bob'});
        await Promise.all([harness.app.startBulk(wish()), harness.app.startBulk(wish({userId: bob.id}))]);
        await harness.app.idle();
        const sent = monitoring.requests.flatMap(({keys}) => keys);
        expect(sent.length).toBeGreaterThanOrEqual(50);
        expect([...monitoring.things.values()].every(({acknowledged}) => acknowledged)).toBe(true);
    });

    it('a person without rights is told so, and nothing is stored or sent', async () => {
        const {harness, monitoring, chat, wish, jane, bulkStore} = await start(5);
        chat.outsiders.add(jane.id);
        await expect(harness.app.startBulk(wish())).rejects.toMatchObject({code: 'forbidden'});
        await harness.app.idle();
        expect(monitoring.requests).toEqual([]);
        expect(bulkStore.stored.size).toBe(0);
        expect((await harness.audit.recent({limit: 5})).map(({result}) => result)).toEqual(['refused']);
    });

    it('too many objects are refused, and none', async () => {
        const {harness, monitoring, wish} = await start(3);
        const [object] = monitoring.objects();
        const many = Array.from({length: 5001}, () => object).filter((one) => one !== undefined);
        await expect(harness.app.startBulk(wish({objects: many}))).rejects.toThrow('More than 5000 match');
        await expect(harness.app.startBulk(wish({objects: []}))).rejects.toMatchObject({code: 'forbidden'});
    });

    it('after an hour without openITCOCKPIT everything ends as not sent', async () => {
        const {harness, monitoring, chat, wish} = await start(5, {queueMaxAgeMs: 20_000});
        monitoring.away = AWAY;
        await harness.app.startBulk(wish());
        await harness.app.idle();
        await harness.clock.sleep(1);
        await new Promise((resolve) => setTimeout(resolve, 1100));
        await resumed(harness);
        expect(told(chat)).toContain('0 of 5 confirmed');
        expect(told(chat)).toContain('openITCOCKPIT could not be reached');
        expect(monitoring.requests).toEqual([]);
    });

    it.each([
        ['its objects', /^bulk\/.*\/\d+$/, 'What became of 5 cannot be told'],
        ['what it is', /^bulk\/[^/]*$/, 'Waiting for openITCOCKPIT'],
    ])('a document that cannot be read any more (%s) ends it, and the next one is whole', async (_what, of, said) => {
        const {harness, monitoring, chat, wish, bulkStore} = await start(5);
        monitoring.away = new AppError('openitcockpit_unreachable', 'away');
        await harness.app.startBulk(wish());
        await harness.app.idle();
        for (const key of bulkStore.stored.keys()) {
            if (of.test(key) && key !== 'bulk/open') {
                // The stores set it aside.
                bulkStore.stored.delete(key);
            }
        }
        monitoring.away = undefined;
        await resumed(harness);
        expect(await bulkStore.read('bulk/open')).toEqual([]);
        expect(told(chat)).toContain(said);
        await harness.app.startBulk(wish());
        await harness.app.idle();
        expect(monitoring.acknowledgedBy('Jane Roe (@jane)')).toBe(5);
    });
});

const retryPress = (chat: FakeChat) => {
    const [post] = [...chat.posts.values()].filter(({type}) => type === '').slice(-1);
    const [attachment] = (post?.props.attachments ?? []) as {actions: {integration: {context: {token: string}}}[]}[];
    return {
        userId: [...chat.users.keys()][0] ?? '',
        postId: post?.postId ?? '',
        channelId: post?.channelId ?? '',
        triggerId: 'retry',
        token: attachment?.actions[0]?.integration.context.token,
        selectedOption: '',
    };
};

const resumed = async ({app}: AppHarness): Promise<void> => {
    app.resume();
    await app.idle();
};
