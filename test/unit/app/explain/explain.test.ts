import {describe, expect, it} from 'vitest';
import type {FoundObject} from '../../../../server-proxy/src/app/commands/search_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError, type ErrorCode} from '../../../../server-proxy/src/domain/errors';
import {MARKDOWN} from '../../../../server-proxy/src/domain/explain/explanation_style';
import {
    explained,
    firstLine,
    hostFound as host,
    ping,
    explainHarness as started,
    TELLS,
} from '../../../support/app/explain';
import {FakeChat} from '../../../support/app/fakes';
import {type AppHarness, KEY, problem} from '../../../support/app/harness';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const NETWORK = 'channelnetwork'.padEnd(26, 'c');
const DATABASES = 'channeldatabases'.padEnd(26, 'c');

describe('an explanation', () => {
    it('names the post of a problem, what was heard from where, and what openITCOCKPIT says', async () => {
        const harness = await started();
        await harness.notify();
        await harness.notify();
        const text = await explained(harness);
        expect(firstLine(text)).toBe('Ping on web01: it has a post.');
        expect(text).toMatch(/^openITCOCKPIT says CRITICAL, since .* – rta nan$/m);
        expect(text).toMatch(/^\* https:\/\/chat\.example\.org\/_redirect\/pl\/post1p+ in ops\/alerts$/m);
        expect(text).toMatch(/notification command: PROBLEM CRITICAL \(2 times, last .*\)$/m);
        expect(text).toMatch(/posted in ops\/alerts$/m);
    });

    it('says which subscriptions want it, which do not, and why', async () => {
        const subscriptions = new MemorySubscriptions(
            subscription(NETWORK, {hosts: ['sw-*', 'rt-*']}),
            subscription(DATABASES, {services: ['p*']}),
        );
        const harness = await started({}, subscriptions);
        await harness.notify();
        const text = await explained(harness);
        expect(text).toContain('* databases: wants it\n* network: does not match (host: sw-*, rt-*)');
        expect(text).toMatch(/wanted by databases$/m);
    });

    it('stays short with very many subscriptions, and says that there are more', async () => {
        const many = Array.from({length: 500}, (_, at) =>
            subscription(`channel${at}`.padEnd(26, 'c'), at % 2 === 0 ? {} : {hosts: ['sw-*']}),
        );
        const harness = await started({}, new MemorySubscriptions(...many));
        const text = await explained(harness);
        expect(text.length).toBeLessThan(8000);
        expect(text).toContain('* and others (470)');
    });

    it('tells what is waiting for openITCOCKPIT, and who asked for it', async () => {
        const harness = await started();
        await harness.notify();
        harness.monitoring.failures.acknowledge = new AppError('openitcockpit_unreachable', 'It is away.', {
            nothingSent: true,
        });
        await harness.acknowledge();
        expect(await explained(harness)).toMatch(/^\* acknowledge by jane, since .*: It is away\.$/m);
    });

    it('is in the language of whoever asks', async () => {
        const harness = await started();
        await harness.notify();
        const text = await explained(harness, 'web01 Ping', {language: 'de'});
        expect(firstLine(text)).toBe('Ping auf web01 – Es gibt einen Beitrag.');
        expect(text).toContain('Benachrichtigungskommando: PROBLEM CRITICAL');
    });

    it('comes with names that format and mention nothing', async () => {
        const harness = await started();
        harness.monitoring.found = [host(harness, '@channel **web**')];
        const text = await explained(harness, '@channel **web**', {style: MARKDOWN});
        expect(text).not.toMatch(/@channel|\*\*web/);
    });

    it.each(['web01 Ping', 'WEB01 ping', 'Ping on web01', 'Ping auf web01'])('understands "%s"', async (typed) => {
        expect(firstLine(await explained(await started(), typed))).toContain('Ping on web01:');
    });

    it('understands host and service apart, and a host alone', async () => {
        const harness = await started();
        expect(firstLine(await explained(harness, 'web01', {service: 'Ping'}))).toContain('Ping on web01:');
        expect(firstLine(await explained(harness, 'web01'))).toBe('web01: there is no problem.');
    });

    it('offers near matches for a name that does not exist', async () => {
        const harness = await started();
        expect(await explained(harness, 'web10')).toMatch(/nothing named web10.*Did you mean .*web01/);
        expect(await explained(harness, 'web01 Pong')).toMatch(/Did you mean .*web01 Ping/);
        expect(await explained(harness, '')).toContain('Which host?');
    });

    it('asks which one, when several may be meant', async () => {
        const harness = await started();
        harness.monitoring.found = [host(harness, 'web01'), host(harness, 'web02')];
        expect(await explained(harness, 'web')).toBe('2 match that. Which one: web01, web02?');
    });

    it('is refused to bots; what somebody may not see is not found', async () => {
        const harness = await started();
        const bot = harness.chat.addUser('bot', {isBot: true});
        await expect(explained(harness, 'web01', {reader: {userId: bot.id}})).rejects.toMatchObject({
            code: 'forbidden',
        });
        const guest = harness.chat.addUser('guest', {isGuest: true});
        expect(await explained(harness, 'web01', {reader: {userId: guest.id}})).toMatch(
            /nothing named web01.*channels/,
        );
    });

    it('names no channel that the reader is not in, nor what that wants, nor a post there', async () => {
        const chat = new FakeChat();
        const subscriptions = new MemorySubscriptions(
            subscription(NETWORK),
            subscription(DATABASES, {hosts: ['secret-*']}),
        );
        const harness = await started({}, subscriptions, chat);
        await harness.notify();
        const jane = [...chat.users.values()][0];
        Object.assign(chat, {mayRead: async (_: string, channel: string) => channel === NETWORK});
        const text = await explained(harness, 'web01 Ping', {reader: {userId: jane?.id ?? ''}});
        expect(text).toContain('a channel that you are not in: does not match (host: …)');
        expect(text).toContain('network: wants it');
        expect(text).not.toMatch(/databases|secret/);
        Object.assign(chat, {mayRead: async (_: string, channel: string) => channel === 'ops/alerts'});
        const hidden = await explained(harness, 'web01 Ping', {reader: {userId: jane?.id ?? ''}});
        expect(hidden).toContain('nothing named web01 Ping');
    });
});

describe('what became of nothing', () => {
    const reasonFor = async (harness: AppHarness): Promise<string> => firstLine(await explained(harness));

    const OF_THE_OBJECT: readonly (readonly [string, Partial<FoundObject>, string])[] = [
        ['soft state', {tells: {...TELLS, isHard: false}}, 'its state is soft'],
        [
            'acknowledged before',
            {acknowledged: true, acknowledgement: {author: 'Jane Roe', comment: 'x', sticky: false}},
            'it was acknowledged before it could be posted (Jane Roe)',
        ],
        ['in downtime', {inDowntime: true}, 'it is in a downtime'],
        ['notifications disabled', {tells: {...TELLS, notifies: false}}, 'its notifications are switched off'],
        ['host down', {tells: {...TELLS, isHostUp: false}}, 'its host web01 is not up'],
        ['flapping', {flapping: true}, 'it is flapping'],
        ['fine', {state: 'OK'}, 'there is no problem.'],
    ];

    it.each(OF_THE_OBJECT)('%s', async (_, more, reason) => {
        const harness = await started();
        harness.monitoring.found = [ping(harness, more)];
        expect(await reasonFor(harness)).toContain(reason);
    });

    it('not in monitoring', async () => {
        const harness = await started();
        const {state: _, ...unmonitored} = ping(harness);
        harness.monitoring.found = [unmonitored];
        expect(await reasonFor(harness)).toContain('openITCOCKPIT does not monitor it');
    });

    it('within the grace period', async () => {
        const harness = await started();
        harness.monitoring.found = [ping(harness, {stateSince: momentAt(Math.floor(harness.clock.now() / 1000) - 10)})];
        expect(await reasonFor(harness)).toMatch(/it has just begun: .* in 50 s or later/);
    });

    it('catch-up off, and no command', async () => {
        expect(await reasonFor(await started({alertsFrom: 'off'}))).toContain('(Alerts from is off)');
    });

    it('refused because of a wrong token, which cannot be named by object', async () => {
        const harness = await started({alertsFrom: 'off'});
        harness.app.notificationRefused('unauthorized');
        const text = await explained(harness);
        expect(firstLine(text)).toContain('refused because of a wrong token (1)');
        expect(text).toContain('Notifications were refused before anybody could tell what they were about (1,');
    });

    it('too late to change anything', async () => {
        const harness = await started();
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        await harness.notify(problem({time: String(Math.floor(harness.clock.now() / 1000) - 2 * 86_400)}));
        expect(harness.chat.posts.size).toBe(0);
        expect(await reasonFor(harness)).toBe('Ping on web01: its notification came too late to change anything.');
    });

    it.each([
        ['mattermost_channel_archived', 'the channel is archived'],
        ['mattermost_token_rejected', "Mattermost rejects the bot's token"],
        ['mattermost_forbidden', 'the bot may not write there, or is no longer a member'],
        ['mattermost_unreachable', 'Mattermost could not be reached'],
    ] as const)('not taken by Mattermost: %s', async (code: ErrorCode, why) => {
        const harness = await started();
        harness.chat.failure = new AppError(code, 'no');
        await harness.notify().catch(() => undefined);
        expect(await reasonFor(harness)).toBe(`Ping on web01: it could not be posted in ops/alerts: ${why}.`);
        harness.chat.failure = undefined;
        await harness.notify();
        expect(await reasonFor(harness)).toBe('Ping on web01: it has a post.');
    });

    it('wanted by no subscription, where the default channel takes nothing', async () => {
        const subscriptions = new MemorySubscriptions(subscription(NETWORK, {hosts: ['sw-*']}));
        const harness = await started({defaultTakes: 'nothing'}, subscriptions);
        await harness.notify();
        const text = await explained(harness);
        expect(firstLine(text)).toContain('none of the subscriptions (1) wants it');
        expect(text).toMatch(/wanted by nobody$/m);
    });

    it('wanted by nobody, because the default channel takes nothing', async () => {
        const harness = await started({defaultTakes: 'nothing'}, new MemorySubscriptions());
        await harness.notify();
        expect(await reasonFor(harness)).toContain('nobody has subscribed, and the default channel takes nothing');
    });

    it('hidden from the API key, or openITCOCKPIT away: what was heard of it is told all the same', async () => {
        const harness = await started({defaultTakes: 'nothing'}, new MemorySubscriptions());
        await harness.notify();
        harness.monitoring.found = [];
        expect(await explained(harness)).toContain('notification command: PROBLEM CRITICAL');
        harness.monitoring.failures.find = new AppError('openitcockpit_unreachable', 'It does not answer.');
        expect(await explained(harness)).toContain('notification command: PROBLEM CRITICAL');
        expect(await explained(harness, 'db01')).toBe('openITCOCKPIT cannot be asked: It does not answer.');
    });
});

describe('a shadow subscription', () => {
    it('decides and is explained, but posts nothing', async () => {
        const subscriptions = new MemorySubscriptions(subscription(NETWORK, {}, {shadow: true}));
        const harness = await started({defaultTakes: 'nothing'}, subscriptions);
        await harness.notify();
        await harness.notify();
        expect(harness.chat.posts.size).toBe(0);
        const text = await explained(harness);
        expect(firstLine(text)).toContain('only shadow subscriptions want it (1)');
        expect(text).toContain('network: wants it, but is only a shadow');
        expect(text).toMatch(/a shadow would have posted it: network/);
    });

    it('adds no post beside that of another channel', async () => {
        const subscriptions = new MemorySubscriptions(
            subscription(NETWORK, {}, {shadow: true}),
            subscription(DATABASES),
        );
        const harness = await started({}, subscriptions);
        await harness.notify();
        await harness.notify();
        expect([...harness.chat.posts.values()].map(({channelId}) => channelId)).toEqual([DATABASES]);
    });
});

describe('what is traced', () => {
    it('is stored with the record that is written anyway, and survives a restart', async () => {
        const first = await started();
        await first.notify();
        const stored = (await first.store.get(KEY))?.trace;
        expect(stored?.map(({kind}) => kind)).toEqual(['heard_command', 'posted']);
    });

    it('leaves a post as up to date as it was', async () => {
        const harness = await started();
        await harness.notify();
        const before = harness.chat.history.length;
        await harness.notify(problem({output: 'still lost'}));
        await harness.app.idle();
        expect(harness.chat.history.length).toBe(before + 1);
        expect((await harness.store.get(KEY))?.posts.every(({wanted, shown}) => wanted === shown)).toBe(true);
    });

    it('goes on with the next problem of the object, and is not kept with the one before', async () => {
        const harness = await started();
        await harness.notify();
        await harness.notify(problem({notificationtype: 'RECOVERY', state: '0'}));
        await harness.notify(problem({problemid: 'problem-2'}));
        const record = await harness.store.get(KEY);
        expect(record?.trace?.filter(({kind}) => kind === 'posted')).toHaveLength(2);
        expect(await harness.store.get(record?.previous ?? '')).not.toHaveProperty('trace');
    });

    it('is bounded in the record, whatever comes', async () => {
        const harness = await started();
        for (let at = 0; at < 40; at += 1) {
            await harness.app.receiveNotification(parseNotification(problem({state: String((at % 3) + 1)})));
            await harness.clock.sleep(5000);
        }
        expect((await harness.store.get(KEY))?.trace?.length).toBeLessThanOrEqual(12);
    });
});
