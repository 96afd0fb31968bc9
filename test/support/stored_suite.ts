import {describe, expect, it} from 'vitest';
import {ACTION, type ActionId} from '#contract';
import {createApplication} from '../../server-proxy/src/app/application';
import type {AuditLog} from '../../server-proxy/src/app/people/audit_log';
import type {AlertStore} from '../../server-proxy/src/app/posts/alert_store';
import {momentAt} from '../../server-proxy/src/domain/alert/moment';
import {type AlertRecord, isOpen, postOf} from '../../server-proxy/src/domain/alert/record';
import {createMetrics} from '../../server-proxy/src/telemetry/metrics';
import {FakeChat, FakeClock, FakeMonitoring, RecordingLogger} from './app/fakes';
import {AppHarness, problem, SETTINGS} from './app/harness';
import {MemoryBulk} from './app/memory_bulk';
import {shownIn} from './app/node';
import {STORED, type StoredName, storedHost, storedKey, storedPosts} from './stored';

/** Data of the earlier version, which can be opened as a store several times. */
export interface StoredData {
    open(clock: FakeClock): Promise<AlertStore>;
    close(): Promise<void>;
    raw(key: string): Promise<Partial<AlertRecord>>;
}

const noAudit: AuditLog = {record: async () => undefined, recent: async () => []};
const {at, posts} = storedPosts();

/** Mattermost with the posts of that version, so that their ids are taken. */
const chatOfThen = async (): Promise<FakeChat> => {
    const chat = new FakeChat();
    chat.addUser('jane', {fullName: 'Jane Roe'});
    for (const post of posts) {
        await chat.createPost('', post);
    }
    // One had been deleted.
    await chat.createPost('', {message: '', type: '', props: {}});
    chat.posts.clear();
    for (const post of posts) {
        chat.posts.set(post.postId, post);
    }
    return chat;
};

const harnessOn = async (store: AlertStore, clock: FakeClock): Promise<AppHarness> => {
    const chat = await chatOfThen();
    const monitoring = new FakeMonitoring(() => clock.now());
    const logger = new RecordingLogger();
    const metrics = createMetrics();
    let nonces = 0;
    const app = createApplication(SETTINGS, {
        chat,
        monitoring,
        store,
        bulkStore: new MemoryBulk(),
        audit: noAudit,
        clock,
        logger,
        metrics,
        nonce: () => `new nonce ${++nonces}`,
        detectedLinkStyle: () => 'v5',
    });
    return new AppHarness(app, chat, monitoring, store, clock, logger, metrics, '', noAudit);
};

/** A button's token as the earlier version put it into the post. */
const tokenIn = (postId: string, action: ActionId): string => {
    const {props} = posts.find((post) => post.postId === postId) ?? {props: {attachments: []}};
    const [attachment] = props.attachments as {
        readonly actions: {id: string; integration: {context: {token: string}}}[];
    }[];
    return attachment?.actions.find(({id}) => id === action)?.integration.context.token ?? '';
};

const fields = (name: StoredName, clock: FakeClock, more: Record<string, unknown> = {}): Record<string, unknown> =>
    problem({
        hostuuid: storedHost(name),
        hostname: `host${STORED[name]}`,
        problemid: `problem-${STORED[name]}`,
        laststatechange: '',
        time: String(Math.floor(clock.now() / 1000)),
        ...more,
    });

/** What version 0.1.0 stored remains usable. */
export const defineStoredSuite = (name: string, prepare: () => Promise<StoredData>): void => {
    const open = async () => {
        const data = await prepare();
        const clock = new FakeClock((at + 60) * 1000);
        const store = await data.open(clock);
        const harness = await harnessOn(store, clock);
        const record = async (of: StoredName): Promise<AlertRecord> => {
            const found = await store.get(storedKey(of));
            if (!found) {
                throw new Error(`nothing is stored of ${of}`);
            }
            return found;
        };
        return {data, clock, store, harness, record};
    };

    describe(`what version 0.1.0 stored, ${name}`, () => {
        it.each([
            ['staleRecovery', {look: 'recovered'}],
            ['gone', {look: 'gone', gone: 'deleted'}],
            ['problem', {look: 'problem'}],
            ['acknowledgedByNotification', {look: 'acknowledged', ack: {author: 'Ada Admin', via: 'openitcockpit'}}],
            ['acknowledgedHere', {look: 'acknowledged', ack: {username: 'jane', via: 'mattermost'}}],
            ['recovered', {look: 'recovered', alert: {state: 'OK', problemId: 'problem-6'}}],
            ['replaced', {look: 'problem', previous: `${storedKey('replaced')}#problem-7`}],
            ['notice', {look: 'info', ages: {customs: [{text: expect.stringContaining('DOWNTIMESTART')}]}}],
            ['marked', {look: 'problem', inDowntime: true, flapping: true}],
            ['postDeleted', {look: 'problem', posts: [{gone: true}]}],
            ['webhook', {look: 'problem', posts: [{postId: '', channelId: 'hooks', nonce: 'nonce-of-a-webhook'}]}],
            ['tests', {tests: [{mark: 'mark-of-doctor'}]}],
            ['notConfirmed', {look: 'not_confirmed', failure: expect.stringContaining('did not show it')}],
            ['queued', {look: 'acknowledging', pending: [{request: {kind: 'acknowledge'}}]}],
        ] as const)('is read: %s', async (of, expected) => {
            const {store, record} = await open();
            expect(await record(of)).toMatchObject({version: 2, ...expected});
            const {previous} = await record('replaced');
            expect(await store.get(previous ?? '')).toMatchObject({look: 'recovered', superseded: true});
        });

        it('is followed where it is open, and what is pending is known', async () => {
            const {store} = await open();
            const followed = await store.readFollowed(await store.followed());
            const openOnes = Object.keys(STORED).filter((of) =>
                /problem|acknowledged|replaced|marked|postDeleted|webhook|notConfirmed|queued/.test(of),
            ) as StoredName[];
            expect(
                followed
                    .filter(isOpen)
                    .map(({key}) => key)
                    .toSorted(),
            ).toEqual(openOnes.map(storedKey).toSorted());
            expect((await store.pending()).map(({key}) => key)).toEqual([storedKey('queued')]);
        });

        it('a notification updates the same post', async () => {
            const {harness, record, clock} = await open();
            const before = harness.chat.posts.size;
            for (const of of [
                'problem',
                'acknowledgedByNotification',
                'acknowledgedHere',
                'marked',
                'queued',
            ] as const) {
                const {postId} = postOf(await record(of));
                await harness.notify(fields(of, clock, {state: '1', output: 'slow'}));
                await harness.app.idle();
                expect(shownIn((await harness.chat.readPost(postId)) as never)).toMatchObject({state: 'WARNING'});
            }
            expect(harness.chat.posts.size).toBe(before);
        });

        it('a deleted post comes again with its problem', async () => {
            const {harness, record, clock} = await open();
            const before = harness.chat.posts.size;
            await harness.notify(fields('postDeleted', clock));
            await harness.app.idle();
            expect(harness.chat.posts.size).toBe(before + 1);
            expect(postOf(await record('postDeleted'))).not.toHaveProperty('gone');
        });

        it('a webhook post gets its id, and shows what was notified meanwhile', async () => {
            const {harness, record} = await open();
            harness.chat.posts.set('hooked', {postId: 'hooked', channelId: 'hooks', message: '', type: '', props: {}});
            await harness.app.bindPost(storedKey('webhook'), 'nonce-of-a-webhook', 'hooked');
            await harness.app.idle();
            expect(shownIn((await harness.chat.readPost('hooked')) as never)).toMatchObject({state: 'WARNING'});
            expect(postOf(await record('webhook')).postId).toBe('hooked');
        });

        it('a button works that was made by 0.1.0', async () => {
            const {harness, record} = await open();
            const {postId, channelId} = postOf(await record('problem'));
            const user = [...harness.chat.users.keys()][0] ?? '';
            await harness.app.pressAction({
                userId: user,
                postId,
                channelId,
                triggerId: 'trigger',
                token: tokenIn(postId, ACTION.acknowledge),
                selectedOption: '',
            });
            await harness.submit({comment: 'replacing the disk'}, {channelId});
            await harness.app.idle();
            expect(await record('problem')).toMatchObject({look: 'acknowledged', ack: {username: 'jane'}});
            expect(shownIn((await harness.chat.readPost(postId)) as never)).toMatchObject({look: 'acknowledged'});
        });

        it('what waited for openITCOCKPIT is sent', async () => {
            const {harness, record} = await open();
            harness.app.resume();
            await harness.app.idle();
            expect(harness.monitoring.commands).toMatchObject([{comment: 'replacing the disk'}]);
            expect(await record('queued')).toMatchObject({look: 'acknowledged'});
            expect(await record('queued')).not.toHaveProperty('pending');
        });

        it('Doctor’s test is still waited for', async () => {
            const {harness, clock} = await open();
            const custom = {type: 'Host', notificationtype: 'CUSTOM', state: '0', serviceuuid: '', servicename: ''};
            await harness.notify(fields('tests', clock, {...custom, ackcomment: 'mark-of-doctor', problemid: ''}));
            expect(await harness.app.expectTest(storedHost('tests'), 'mark-of-doctor')).toBe(true);
        });

        it('what an old reading turned green turns back by a younger one', async () => {
            const {harness, record, clock} = await open();
            const {since = 0} = await record('staleRecovery');
            const {postId} = postOf(await record('staleRecovery'));
            const {monitoring} = harness;
            // The same problem, checked again since.
            monitoring.status = {...monitoring.status, stateSince: momentAt(since)};
            await clock.sleep(60_000);
            await harness.app.reconcile();
            await harness.app.idle();
            expect(await record('staleRecovery')).toMatchObject({look: 'problem', alert: {state: 'CRITICAL'}});
            expect(shownIn((await harness.chat.readPost(postId)) as never)).toMatchObject({look: 'problem'});
            expect(harness.chat.replies.filter((reply) => reply.postId === postId)).toEqual([
                {postId, message: 'CRITICAL again; it was shown as recovered by mistake'},
            ]);
        });

        it('is written as version 2, and read again unchanged', async () => {
            const {data, store, clock} = await open();
            const written = new Map<string, AlertRecord | undefined>();
            for (const of of Object.keys(STORED) as StoredName[]) {
                const key = storedKey(of);
                written.set(key, await store.update(key, (current) => current && {...current}));
                expect(await data.raw(key)).toMatchObject({version: 2, posts: [expect.any(Object)]});
                expect(await data.raw(key)).not.toHaveProperty('postId');
            }
            await data.close();
            const again = await data.open(clock);
            for (const [key, record] of written) {
                expect(await again.get(key)).toEqual(record);
            }
        });
    });
};
