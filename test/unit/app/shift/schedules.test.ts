import {describe, expect, it} from 'vitest';
import type {ApplicationPorts} from '../../../../server-proxy/src/app/app_context';
import {createApplication} from '../../../../server-proxy/src/app/application';
import {forgetfulMemory} from '../../../../server-proxy/src/app/shift/forgetful';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {HandoverSchedule} from '../../../../server-proxy/src/domain/shift/schedule';
import {noMetrics} from '../../../../server-proxy/src/telemetry/no_metrics';
import {type AppHarness, problem, SETTINGS, startHarness} from '../../../support/app/harness';
import {MemoryBulk} from '../../../support/app/memory_bulk';
import {MemorySubscriptions} from '../../../support/app/subscriptions';

const HOUR = 3_600_000;
const CHANNEL = 'channelops/alerts'.padEnd(26, 'c');

/** The clock of the tests stands at 03:13 in UTC. */
const schedule = (cron: string, more: Partial<HandoverSchedule> = {}): HandoverSchedule => ({
    channelId: CHANNEL,
    cron,
    timeZone: 'UTC',
    by: {userId: 'u', username: 'ada', at: 1_795_400_000},
    ...more,
});

const start = async (...schedules: readonly HandoverSchedule[]) => {
    const subscriptions = new MemorySubscriptions();
    subscriptions.state = {...subscriptions.state, handovers: schedules};
    const shift = forgetfulMemory();
    const more: Partial<ApplicationPorts> = {subscriptions, shift};
    const harness = await startHarness({}, undefined, undefined, undefined, undefined, more);
    return {harness, subscriptions, shift};
};

const digestsOf = ({chat}: AppHarness) =>
    [...chat.posts.values()].filter(({message}) => message.startsWith('**Hand-over:'));

describe('the schedule of a channel', () => {
    it('posts the hand-over at its time, since the time before, once', async () => {
        const {harness} = await start(schedule('0 4,12 * * *'));
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toEqual([]);
        await harness.notify(problem());
        harness.clock.shift(HOUR);
        await harness.app.tendShifts();
        await harness.app.tendShifts();
        const [digest, ...more] = digestsOf(harness);
        expect(more).toEqual([]);
        expect(digest).toMatchObject({
            channelId: CHANNEL,
            message: expect.stringMatching(
                /^\*\*Hand-over: 23 Nov 2026, 12:00:00 UTC – 24 Nov 2026, 04:00:00 UTC\*\*\n1 opened/,
            ),
        });
        harness.clock.shift(8 * HOUR);
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toHaveLength(2);
    });

    it('counts in its own time zone', async () => {
        const {harness} = await start(schedule('0 5 * * *', {timeZone: 'Europe/Berlin'}));
        await harness.app.tendShifts();
        harness.clock.shift(HOUR);
        await harness.app.tendShifts();
        expect(digestsOf(harness)[0]?.message).toContain('24 Nov 2026, 05:00:00');
    });

    it('of a time that was missed while nothing ran is made up once if it is less than an hour old', async () => {
        const {harness} = await start(schedule('0 3 * * *'));
        await harness.app.tendShifts();
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toHaveLength(1);
    });

    it('leaves out what is older', async () => {
        const {harness} = await start(schedule('0 2 * * *'));
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toEqual([]);
        harness.clock.shift(24 * HOUR - 70 * 60_000);
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toHaveLength(1);
    });

    it('does not make up a time from before it was set, or of a file that says no time', async () => {
        const {harness} = await start(
            schedule('0 3 * * *', {by: {userId: 'u', username: 'ada', at: 1_795_490_000}}),
            schedule('0 3 * * *', {channelId: 'channelother'.padEnd(26, 'c'), by: {userId: '', username: '', at: 0}}),
        );
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toEqual([]);
    });

    it('survives a restart between storing and posting: one that Mattermost took is not posted again', async () => {
        const {harness, shift} = await start(schedule('0 3 * * *'));
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await harness.app.tendShifts();
        const due = (await shift.shifts.read()).channels[CHANNEL]?.due;
        expect(due).toBeDefined();
        harness.chat.failure = undefined;
        // It arrived, but the answer was lost.
        await harness.chat.createPost(CHANNEL, {message: 'arrived', type: '', props: {}}, due?.mark);
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toEqual([]);
        expect((await shift.shifts.read()).channels[CHANNEL]).toEqual({last: due?.at});
    });

    it('tries again while Mattermost is away, and gives up a channel that is gone', async () => {
        const {harness} = await start(schedule('0 3 * * *'));
        harness.chat.failure = new AppError('mattermost_unreachable', 'away');
        await harness.app.tendShifts();
        harness.chat.failure = undefined;
        await harness.app.tendShifts();
        expect(digestsOf(harness)).toHaveLength(1);
        const gone = await start(schedule('0 3 * * *'));
        gone.harness.chat.failure = new AppError('mattermost_channel_archived', 'archived');
        await gone.harness.app.tendShifts();
        gone.harness.chat.failure = undefined;
        await gone.harness.app.tendShifts();
        expect(digestsOf(gone.harness)).toEqual([]);
    });

    it('is posted by one of several nodes', async () => {
        const {harness, subscriptions, shift} = await start(schedule('0 3 * * *'));
        const {chat, monitoring, store, audit, clock, logger} = harness;
        const ports = {
            chat,
            monitoring,
            store,
            audit,
            clock,
            logger,
            subscriptions,
            shift,
            bulkStore: new MemoryBulk(),
        };
        const node = () =>
            createApplication(SETTINGS, {
                ...ports,
                metrics: noMetrics,
                nonce: () => `${Math.random()}`,
                detectedLinkStyle: () => 'v5',
            });
        const nodes = [harness.app, node(), node()];
        await Promise.all(nodes.map((one) => one.tendShifts()));
        await Promise.all(nodes.map((one) => one.tendShifts()));
        expect(digestsOf(harness)).toHaveLength(1);
    });

    it('shows the channel only what is at home there', async () => {
        const other = 'channelother'.padEnd(26, 'c');
        const {harness} = await start(schedule('0 3 * * *', {channelId: other}));
        await harness.notify(problem());
        await harness.app.tendShifts();
        expect(digestsOf(harness)[0]).toMatchObject({
            channelId: other,
            message: expect.stringContaining('0 opened · 0 closed · 0 still open'),
        });
    });
});
