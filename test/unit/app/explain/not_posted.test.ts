import {describe, expect, it} from 'vitest';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import type {Subscription} from '../../../../server-proxy/src/domain/subscription/subscription';
import {explained, explainHarness, firstLine} from '../../../support/app/explain';
import {type AppHarness, HOST_UUID, problem} from '../../../support/app/harness';
import {manyProblems} from '../../../support/app/storms';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const NETWORK = 'channelnetwork'.padEnd(26, 'c');
const DATABASES = 'channeldatabases'.padEnd(26, 'c');
const ALL_DAY = {timeZone: 'UTC', days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '23:59', criticalToo: true};

const notify = async ({app}: AppHarness, ...all: readonly Record<string, unknown>[]): Promise<void> => {
    for (const fields of all) {
        await app.receiveNotification(parseNotification(fields));
        await app.idle();
    }
};

const subscribed = (more: Partial<Subscription>, settings = {}): Promise<AppHarness> =>
    explainHarness(settings, new MemorySubscriptions(subscription(NETWORK, {}, {id: 's0', ...more})));

describe('of a problem without a post of its own, it says', () => {
    it('that it is a line of a storm’s post', async () => {
        const harness = await explainHarness({stormLimit: 2});
        await notify(harness, ...manyProblems(2), problem());
        const text = await explained(harness);
        expect(firstLine(text)).toContain('a line of the storm’s post in'.replace('’', "'"));
        expect(text).toContain("line of the storm's post in");
    });

    it('that it is a consequence, and of what', async () => {
        const harness = await explainHarness();
        const {serviceuuid: _s, servicename: _n, ...rest} = problem();
        const down = {...rest, type: 'Host', hostuuid: HOST_UUID, hostname: 'web01', state: '1', problemid: 'down'};
        await notify(harness, down, problem());
        const text = await explained(harness);
        expect(firstLine(text)).toContain("it is a consequence of web01, and a line of that one's post");
    });

    it('that quiet hours collect it, and then that it was listed', async () => {
        const harness = await subscribed({quietHours: ALL_DAY});
        await notify(harness, problem());
        expect(firstLine(await explained(harness))).toContain('the quiet hours of');
        await harness.clock.sleep(24 * 3_600_000);
        await harness.app.callPeople();
        await harness.app.idle();
        const text = await explained(harness);
        expect(text).toContain('collected by the quiet hours of');
        expect(firstLine(text)).not.toContain('quiet hours');
    });
});

describe('of a post that is loud, it says', () => {
    it('whom it mentioned', async () => {
        const harness = await subscribed({critical: {mention: '@oncall', priority: 'urgent'}});
        await notify(harness, problem());
        expect(await explained(harness)).toMatch(/mentioned @\u200b?oncall/u);
    });

    it.each([
        ['in its thread', {mention: '@boss', priority: 'standard' as const, afterMinutes: 10}],
        [
            'in another channel',
            {mention: '@boss', priority: 'standard' as const, afterMinutes: 10, channelId: DATABASES},
        ],
    ])('that it was said once more %s, and to whom', async (_where, escalation) => {
        const harness = await subscribed({escalation});
        await notify(harness, problem());
        await harness.clock.sleep(11 * 60_000);
        await harness.app.callPeople();
        await harness.app.idle();
        const text = await explained(harness);
        expect(text).toContain('said once more in');
        expect(text).toMatch(/mentioned @\u200b?boss/u);
    });
});
