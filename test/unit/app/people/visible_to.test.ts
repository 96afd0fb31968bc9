import {describe, expect, it} from 'vitest';
import {parseBulkFilter} from '../../../../server-proxy/src/domain/alert/bulk_filter';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {parseProblemFilter} from '../../../../server-proxy/src/domain/alert/problem_filter';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {PLAIN} from '../../../../server-proxy/src/domain/explain/explanation_style';
import {FakeChat} from '../../../support/app/fakes';
import {foundObject} from '../../../support/app/found_objects';
import {type AppHarness, problem, SETTINGS, startHarness} from '../../../support/app/harness';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const NETWORK = 'channelnetwork'.padEnd(26, 'c');
const DATABASES = 'channeldatabases'.padEnd(26, 'c');
const ALL = [NETWORK, DATABASES, SETTINGS.defaultChannel];

const uuid = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const objectOn = (host: string, number: number) =>
    foundObject(host, 'Ping', {target: {hostUuid: uuid(number), serviceUuid: uuid(100 + number)}});

/** A problem that the network's channel subscribes to, one of the databases', and one that is left to the default channel. */
const started = async (more: Partial<typeof SETTINGS> = {}) => {
    const chat = new FakeChat();
    const subscriptions = new MemorySubscriptions(
        subscription(NETWORK, {hosts: ['net-*']}),
        subscription(DATABASES, {hosts: ['db-*']}),
    );
    const harness = await startHarness(more, undefined, chat, undefined, undefined, {subscriptions});
    harness.monitoring.found = ['net-1', 'db-1', 'web-1'].flatMap((name, number) => [
        foundObject(name, undefined, {target: {hostUuid: uuid(number + 1)}, state: 'DOWN'}),
        objectOn(name, number + 1),
    ]);
    /** @param channels the only ones this person is in */
    const person = (name: string, channels: readonly string[], is = {}): string => {
        const {id} = chat.addUser(name, is);
        chat.unseen.set(id, new Set(ALL.filter((channel) => !channels.includes(channel))));
        return id;
    };
    return {harness, chat, person};
};

const asker = (userId: string) => ({userId, siteUrl: '', language: 'en' as const, command: '/openitcockpit x'});

const textOf = (answer: unknown): string => JSON.stringify(answer).replaceAll('\\u200b', '');

type Surface = (harness: AppHarness, userId: string) => Promise<unknown>;

/** All of them are asked about all three problems. */
const SURFACES: Readonly<Record<string, Surface>> = {
    problems: ({app}, userId) => app.listProblems(asker(userId), parseProblemFilter('')),
    host: ({app}, userId) => app.showHost(asker(userId), '-1'),
    service: ({app}, userId) => app.showService(asker(userId), 'Ping'),
    'ack <filter>': ({app}, userId) => app.previewBulk(asker(userId), 'acknowledge', parseBulkFilter('-1')),
    'names while somebody types': async ({app}, userId) =>
        Promise.all(['net', 'db-', 'web'].map((typed) => app.suggestNames(userId, 'hosts', typed))),
    explain: async ({app}, userId) =>
        Promise.all(
            ['net-1 Ping', 'db-1 Ping', 'web-1 Ping'].map((typed) =>
                app
                    .explain({reader: {userId}, typed, language: 'en', timeZone: 'UTC', siteUrl: '', style: PLAIN})
                    .then((text) => (text.includes('nothing named') ? '' : text)),
            ),
        ),
};

const seenIn = async (surface: Surface, harness: AppHarness, userId: string): Promise<string[]> => {
    const text = textOf(await surface(harness, userId));
    return ['net-1', 'db-1', 'web-1'].filter((name) => text.includes(name));
};

describe.each(Object.entries(SURFACES))('who sees what: %s', (_, surface) => {
    it('a member of a channel what it subscribes to, and nothing else', async () => {
        const {harness, person} = await started();
        expect(await seenIn(surface, harness, person('net', [NETWORK]))).toEqual(['net-1']);
        expect(await seenIn(surface, harness, person('both', [NETWORK, DATABASES]))).toEqual(['net-1', 'db-1']);
    });

    it('a member of the default channel what it takes: the rest, or everything', async () => {
        const {harness, person} = await started();
        expect(await seenIn(surface, harness, person('def', [SETTINGS.defaultChannel]))).toEqual(['web-1']);
        const all = await started({defaultTakes: 'everything'});
        const def = all.person('def', [SETTINGS.defaultChannel]);
        expect(await seenIn(surface, all.harness, def)).toEqual(['net-1', 'db-1', 'web-1']);
    });

    it('whoever is in none of the channels nothing, system administrators everything', async () => {
        const {harness, person} = await started();
        expect(await seenIn(surface, harness, person('bob', []))).toEqual([]);
        const admin = person('admin', [], {isSystemAdmin: true});
        expect(await seenIn(surface, harness, admin)).toEqual(['net-1', 'db-1', 'web-1']);
    });

    it('from the next request on what somebody may see now', async () => {
        const {harness, chat, person} = await started();
        const jane = person('net', [NETWORK]);
        expect(await seenIn(surface, harness, jane)).toEqual(['net-1']);
        chat.unseen.set(jane, new Set(ALL));
        expect(await seenIn(surface, harness, jane)).toEqual([]);
    });

    it('deactivated accounts and bots are told so', async () => {
        const {harness, person} = await started();
        for (const is of [{isActive: false}, {isBot: true}]) {
            const one = person(`one${JSON.stringify(is).length}`, ALL, is);
            await expect(surface(harness, one)).rejects.toMatchObject({code: 'forbidden'});
        }
    });
});

describe('guests', () => {
    const notified = async () => {
        const scene = await started();
        const {target, hostName} = objectOn('net-1', 1);
        await scene.harness.app.receiveNotification(
            parseNotification(
                problem({hostuuid: target.hostUuid, serviceuuid: target.serviceUuid, hostname: hostName}),
            ),
        );
        await scene.harness.app.idle();
        return scene;
    };

    it.each(['problems', 'service', 'explain'])('%s: what has a post in a channel of theirs', async (name) => {
        const surface = SURFACES[name] as Surface;
        const {harness, person} = await notified();
        const inside = person('inside', [NETWORK, DATABASES], {isGuest: true});
        expect(await seenIn(surface, harness, inside)).toEqual(['net-1']);
        const outside = person('outside', [DATABASES, SETTINGS.defaultChannel], {isGuest: true});
        expect(await seenIn(surface, harness, outside)).toEqual([]);
    });

    it('are offered no buttons, and no bulk action', async () => {
        const {harness, person} = await notified();
        const guest = person('guest', ALL, {isGuest: true});
        expect(textOf(await SURFACES.problems?.(harness, guest))).not.toContain('actions');
        await expect(SURFACES['ack <filter>']?.(harness, guest)).rejects.toMatchObject({code: 'forbidden'});
    });
});

describe('what is acknowledged', () => {
    it('is listed for those in a channel with its post', async () => {
        const {harness, person} = await started();
        const {target, hostName} = objectOn('net-1', 1);
        const fields = problem({hostuuid: target.hostUuid, serviceuuid: target.serviceUuid, hostname: hostName});
        await harness.app.receiveNotification(parseNotification(fields));
        await harness.app.receiveNotification(
            parseNotification({...fields, notificationtype: 'ACKNOWLEDGEMENT', ackauthor: 'Kim', ackcomment: 'on it'}),
        );
        const listed = (userId: string) => harness.app.listAcknowledged(asker(userId), '');
        expect((await listed(person('net', [NETWORK]))).text).toContain('1 acknowledged problem');
        expect((await listed(person('db', [DATABASES]))).text).toBe(
            'Nothing is acknowledged. Only what belongs to your channels is looked at.',
        );
    });
});

describe('a channel that is not there any more', () => {
    it('is nobody’s, and keeps nobody from the others', async () => {
        const {harness, chat, person} = await started();
        const mayRead = chat.mayRead.bind(chat);
        chat.mayRead = async (userId, channel) => {
            if (channel === DATABASES) {
                throw new AppError('mattermost_channel_unknown', 'There is no such channel.');
            }
            return mayRead(userId, channel);
        };
        const both = person('both', [NETWORK, DATABASES]);
        expect(await seenIn(SURFACES.problems as Surface, harness, both)).toEqual(['net-1']);
    });
});

describe('thousands of objects', () => {
    it('keep nobody waiting while it is found out who may see them', async () => {
        const {harness, person} = await started();
        const asked = {...asker(person('net', [NETWORK])), command: '/openitcockpit problems'};
        harness.monitoring.found = Array.from({length: 1050}, (_, at) => objectOn(`net-${at}`, at));
        const sight = await harness.app.sightOf(asked.userId);
        let pauses = 0;
        const sleep = harness.clock.sleep.bind(harness.clock);
        harness.clock.sleep = async (milliseconds) => {
            pauses += milliseconds === 0 ? 1 : 0;
            return sleep(milliseconds);
        };
        expect(await harness.app.visible(sight, harness.monitoring.found)).toHaveLength(1050);
        expect(pauses).toBe(10);
    });
});
