import {randomUUID} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps} from '#contract';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, type SETTINGS, startHarness} from '../../../support/app/harness';
import {problem} from '../../../support/app/problem';
import {MemoryStorms, recovered} from '../../../support/app/storms';

const started = (settings: Partial<typeof SETTINGS> = {}, monitoring = new FakeMonitoring()) =>
    startHarness(settings, undefined, undefined, monitoring, undefined, {storms: new MemoryStorms()});

const host = (name: string, state: 'DOWN' | 'UNREACHABLE' = 'DOWN', uuid = randomUUID()): Record<string, unknown> => {
    const {serviceuuid: _s, servicename: _n, ...rest} = problem();
    return {
        ...rest,
        type: 'Host',
        hostuuid: uuid,
        hostname: name,
        state: state === 'DOWN' ? '1' : '2',
        output: 'no answer',
        problemid: `${name} ${state}`,
    };
};

const serviceOf = (on: Record<string, unknown>, name: string): Record<string, unknown> =>
    problem({
        hostuuid: on.hostuuid,
        hostname: on.hostname,
        serviceuuid: randomUUID(),
        servicename: name,
        problemid: `${String(on.hostname)} ${name}`,
    });

const notify = async ({app, clock}: AppHarness, ...all: readonly Record<string, unknown>[]): Promise<void> => {
    for (const fields of all) {
        await app.receiveNotification(parseNotification(fields));
        await app.idle();
        await clock.sleep(1500);
    }
};

const tend = async ({app, clock}: AppHarness, afterSeconds = 3): Promise<void> => {
    await clock.sleep(afterSeconds * 1000);
    await app.tendLists();
    await app.idle();
};

const subjects = ({chat}: AppHarness): string[] =>
    [...chat.posts.values()].map(({props}) => {
        const {host, service} = props[ALERT_PROP] as AlertProps;
        return service ? `${host.name}/${service.name}` : host.name;
    });

const shownOn = ({chat}: AppHarness, name: string): AlertProps | undefined =>
    [...chat.posts.values()]
        .map(({props}) => props[ALERT_PROP] as AlertProps)
        .find(({host, service}) => host.name === name && !service);

describe('what a host that is DOWN explains', () => {
    it('is a line of its post, and has no post: its services', async () => {
        const harness = await started();
        const down = host('web01');
        await notify(harness, down, serviceOf(down, 'Ping'), serviceOf(down, 'Disk'));
        await tend(harness);
        expect(subjects(harness)).toEqual(['web01']);
        expect(shownOn(harness, 'web01')?.consequences).toEqual({
            count: 2,
            worst: [
                {name: 'Disk', state: 'CRITICAL'},
                {name: 'Ping', state: 'CRITICAL'},
            ],
        });
        expect(JSON.stringify(harness.post.props.attachments)).toContain('2 problems: CRITICAL Disk, CRITICAL Ping');
    });

    it('gets posts of its own when it is still bad two minutes after the host recovered', async () => {
        const harness = await started();
        const down = host('web01');
        const [ping, disk] = [serviceOf(down, 'Ping'), serviceOf(down, 'Disk')];
        await notify(harness, down, ping, disk);
        await tend(harness);
        await notify(harness, {...recovered(down), state: '0'}, recovered(ping));
        await tend(harness, 60);
        expect(subjects(harness)).toEqual(['web01']);
        await tend(harness, 90);
        await tend(harness);
        expect(subjects(harness)).toEqual(['web01', 'web01/Disk']);
        expect(shownOn(harness, 'web01')?.consequences).toBeUndefined();
    });

    it('still gets its post after a restart in between', async () => {
        const harness = await started();
        const down = host('web01');
        await notify(harness, down, serviceOf(down, 'Disk'));
        await notify(harness, {...recovered(down), state: '0'});
        await harness.clock.sleep(130_000);
        const next = await startHarness({}, undefined, harness.chat, undefined, undefined, {
            store: harness.store,
            clock: harness.clock,
        });
        await next.app.tendLists();
        await next.app.idle();
        expect(subjects(harness)).toEqual(['web01', 'web01/Disk']);
    });

    it('that came before it keeps its post, and is quiet from then on', async () => {
        const harness = await started();
        const down = host('web01');
        const ping = serviceOf(down, 'Ping');
        await notify(harness, ping, down);
        await tend(harness);
        expect(subjects(harness)).toEqual(['web01/Ping', 'web01']);
        expect(shownOn(harness, 'web01')?.consequences?.count).toBe(1);
        const replies = harness.chat.replies.length;
        await notify(harness, {...ping, state: '3', output: 'no idea'});
        expect(harness.chat.replies).toHaveLength(replies);
        expect([...harness.chat.posts.values()][0]?.message).toContain('UNKNOWN');
        await notify(harness, {...recovered(down), state: '0'});
        await tend(harness, 130);
        await notify(harness, {...ping, state: '2', output: 'bad again'});
        expect(harness.chat.replies.length).toBeGreaterThan(replies);
        expect(subjects(harness)).toEqual(['web01/Ping', 'web01']);
    });
});

describe('hosts behind a parent that is DOWN', () => {
    const network = (monitoring: FakeMonitoring) => {
        const [router, ...behind] = [host('router'), host('sw-01', 'UNREACHABLE'), host('web01', 'UNREACHABLE')];
        const [sw, web] = behind;
        monitoring.parents.set(String(sw?.hostuuid), [String(router.hostuuid)]);
        monitoring.parents.set(String(web?.hostuuid), [String(sw?.hostuuid)]);
        return [router, sw ?? {}, web ?? {}] as const;
    };

    it('are lines of the parent’s post, with their own services and those behind them', async () => {
        const monitoring = new FakeMonitoring();
        const [router, sw, web] = network(monitoring);
        const harness = await started({}, monitoring);
        await notify(harness, router, sw, web, serviceOf(web, 'Ping'));
        await tend(harness);
        expect(subjects(harness)).toEqual(['router']);
        expect(shownOn(harness, 'router')?.consequences?.count).toBe(3);
    });

    it('have posts of their own where nothing behind which they are is DOWN', async () => {
        const harness = await started();
        await notify(harness, host('sw-01', 'UNREACHABLE'), host('web01', 'UNREACHABLE'));
        expect(subjects(harness)).toEqual(['sw-01', 'web01']);
    });

    it('have posts of their own where the parents cannot be read', async () => {
        const monitoring = new FakeMonitoring();
        const [router, sw] = network(monitoring);
        monitoring.parents.set(String(sw.hostuuid), new AppError('openitcockpit_unreachable', 'not allowed'));
        const harness = await started({}, monitoring);
        await notify(harness, router, sw);
        expect(subjects(harness)).toEqual(['router', 'sw-01']);
    });

    it('that are each other’s parents are posted, and nothing hangs', async () => {
        const monitoring = new FakeMonitoring();
        const [one, two] = [host('one', 'UNREACHABLE'), host('two', 'UNREACHABLE')];
        monitoring.parents.set(String(one.hostuuid), [String(two.hostuuid)]);
        monitoring.parents.set(String(two.hostuuid), [String(one.hostuuid)]);
        const harness = await started({}, monitoring);
        await notify(harness, one, two);
        expect(subjects(harness)).toEqual(['one', 'two']);
    });
});
