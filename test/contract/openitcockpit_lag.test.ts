import {describe, expect, it, onTestFinished} from 'vitest';
import {openDouble} from '../support/openitcockpit/client_harness';
import type {Notification} from '../support/openitcockpit/core';
import {DelayLine} from '../support/openitcockpit/delay_line';
import type {OpenitcockpitDouble} from '../support/openitcockpit/double';
import type {ObjectRef, Status} from '../support/openitcockpit/objects';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {World, type WorldOptions} from '../support/openitcockpit/world';
import {waitFor} from '../support/wait_for';

const PING = 'web01/Ping';
const COMMANDS = '/nagios_module/cmd/submit_bulk_naemon.json';
const ACK = {
    command: 'submitServicestateAck',
    hostUuid: UUID.web01,
    serviceUuid: UUID.web01Ping,
    author: 'Jane Roe',
    comment: 'OPS-1',
    sticky: 2,
    notify: 1,
};
/** So long that a test is over before it. */
const NEVER_MS = 3_600_000;

const openWorld = (options: WorldOptions = {}): World => {
    const world = new World(options);
    onTestFinished(() => world.close());
    return world;
};

const call = async (double: OpenitcockpitDouble, path: string, body?: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(`${double.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {Authorization: `X-OITC-API ${double.apiKeys.bot}`, 'Content-Type': 'application/json'},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as Record<string, unknown>;
};

const shown = async (double: OpenitcockpitDouble, uuid: string = UUID.web01Ping): Promise<Record<string, unknown>> => {
    const page = await call(double, `/services/browser/${uuid}.json?angular=true`);
    return page.servicestatus as Record<string, unknown>;
};

/** What the API shows of an object, every time that it changes. */
const rowsOf = (world: World, ref: ObjectRef): Status[] => {
    const object = world.get(ref);
    const rows: Status[] = [];
    let {visible} = object;
    Object.defineProperty(object, 'visible', {
        get: () => visible,
        set: (row: Status) => {
            visible = row;
            rows.push(row);
        },
    });
    return rows;
};

const toldBy = (world: World): Notification[] => {
    const told: Notification[] = [];
    world.onNotification((notification) => told.push(notification));
    return told;
};

describe('the API shows a change after the core has told it', () => {
    it('by default', async () => {
        const double = await openDouble();
        const told = toldBy(double.world);
        double.world.setState(PING, 'CRITICAL', 'CRIT');
        expect(told.map((one) => one.notificationType)).toEqual(['PROBLEM']);
        expect(double.world.get(PING).visible.state).toBe(0);
        await waitFor(async () => (await shown(double)).currentState === 2);
    });

    it('never before the shortest lag', async () => {
        const double = await openDouble({lagMs: [NEVER_MS, NEVER_MS + 1]});
        double.world.setState(PING, 'CRITICAL', 'CRIT');
        expect((await shown(double)).currentState).toBe(0);
    });

    it('in the order of happening, whatever the delay of each change', async () => {
        const world = openWorld({lagMs: [0, 20]});
        const rows = rowsOf(world, PING);
        const outputs = Array.from({length: 50}, (_, at) => `result ${at}`);
        for (const output of outputs) {
            world.setState(PING, 'CRITICAL', output);
        }
        await world.settled();
        expect(rows.map(({output}) => output)).toEqual(outputs);
    });

    it('in one order for all services, and in one for all hosts', async () => {
        const world = openWorld({lagMs: [0, 20]});
        const seen: string[] = [];
        const objects = ['web01', 'db01', PING, 'db01/Ping', 'web01/Disk /'].map((name) => world.get(name));
        for (const object of objects) {
            let {visible} = object;
            Object.defineProperty(object, 'visible', {
                get: () => visible,
                set: (row: Status) => {
                    visible = row;
                    seen.push(`${object.kind} ${row.output}`);
                },
            });
        }
        for (let at = 0; at < 40; at += 1) {
            const object = objects[at % objects.length];
            world.setState(object ?? 'web01', 1, String(at));
        }
        await world.settled();
        for (const kind of ['host', 'service']) {
            const order = seen.filter((one) => one.startsWith(kind)).map((one) => Number(one.split(' ')[1]));
            expect(order).toEqual(order.toSorted((a, b) => a - b));
            expect(order).not.toEqual([]);
        }
    });

    it('an acknowledgement that came with the notification is not in the API yet', async () => {
        const double = await openDouble();
        double.world.setState(PING, 'CRITICAL', 'CRIT');
        await double.world.settled();
        const atTheMoment: unknown[] = [];
        double.world.onNotification(({notificationType, object}) =>
            atTheMoment.push([notificationType, object.core.acknowledged, object.visible.acknowledged]),
        );
        await call(double, COMMANDS, [ACK]);
        await waitFor(async () => (await shown(double)).problemHasBeenAcknowledged === true);
        expect(atTheMoment).toEqual([['ACKNOWLEDGEMENT', true, false]]);
    });

    it('columns that a test sets are not undone by a row that was on its way', async () => {
        const world = openWorld();
        world.setState(PING, 'CRITICAL', 'CRIT');
        world.setStatus(PING, {output: 'set by hand'});
        expect(world.get(PING).visible).toMatchObject({state: 0, output: 'set by hand'});
        await world.settled();
        expect(world.get(PING).visible).toMatchObject({state: 2, output: 'set by hand'});
    });
});

describe('the database’s worker', () => {
    it('stopped: the API is frozen, while commands are executed and notifications sent', async () => {
        const double = await openDouble();
        const told = toldBy(double.world);
        double.world.stopWorker();
        double.world.setState(PING, 'CRITICAL', 'CRIT');
        await call(double, COMMANDS, [ACK]);
        await waitFor(() => told.length === 2);
        expect(told.map((one) => one.notificationType)).toEqual(['PROBLEM', 'ACKNOWLEDGEMENT']);
        expect(double.commands).toMatchObject([{applied: true}]);
        expect(double.world.get(PING).core).toMatchObject({state: 2, acknowledged: true});
        expect(await shown(double)).toMatchObject({currentState: 0, problemHasBeenAcknowledged: false});
    });

    it('stopped: even the newest last check stands still', async () => {
        const world = openWorld({checkEveryMs: 1, lagMs: 0});
        const newest = () => Math.max(...world.services.map(({visible}) => visible.lastCheck));
        const newestInCore = () => Math.max(...world.services.map(({core}) => core.lastCheck));
        world.stopWorker();
        const before = newest();
        await waitFor(() => newestInCore() > before + 1);
        expect(newest()).toBe(before);
    });

    it('started again: what queued up arrives in order, the newest last', async () => {
        const world = openWorld({lagMs: [0, 20]});
        const rows = rowsOf(world, PING);
        world.stopWorker();
        for (const state of ['CRITICAL', 'WARNING', 'OK', 'UNKNOWN'] as const) {
            world.setState(PING, state, state);
        }
        world.startWorker();
        world.setState(PING, 'OK', 'after the start');
        await world.settled();
        expect(rows.map(({output}) => output)).toEqual(['CRITICAL', 'WARNING', 'OK', 'UNKNOWN', 'after the start']);
        expect(world.get(PING).visible).toMatchObject({state: 0});
    });
});

describe('objects are checked again by themselves', () => {
    it('so that the newest last check in the API moves on; nobody is told, nothing else changes', async () => {
        const double = await openDouble({checkEveryMs: 5});
        const told = toldBy(double.world);
        const before = structuredClone(double.world.services.map(({core}) => core));
        const asked = double.requests.length;
        await waitFor(() =>
            double.world.services.every(({visible}, at) => visible.lastCheck > (before[at]?.lastCheck ?? 0)),
        );
        expect([told, double.requests.length, double.commands.length]).toEqual([[], asked, 0]);
        const same = (status: Status) => ({...status, lastCheck: 0, lastTimeOk: 0});
        expect(double.world.services.map(({visible}) => same(visible))).toEqual(before.map(same));
        expect(await shown(double)).toMatchObject({currentState: 0, lastCheck: expect.stringMatching(/seconds ago$/)});
    });

    it('but not at once after something happened to them', async () => {
        const world = openWorld({checkEveryMs: 2, lagMs: 0});
        const longAgo = world.now() - 600;
        world.setStatus(PING, {lastCheck: longAgo});
        await waitFor(() => world.get('web01/Disk /').core.lastCheck > longAgo + 590);
        await waitFor(() => world.get('db01').core.lastCheck > longAgo + 590);
        expect(world.get(PING).core.lastCheck).toBe(longAgo);
    });

    it('after the interval also those', async () => {
        const world = openWorld({checkEveryMs: 2, checkIntervalSeconds: 1, lagMs: 0});
        world.setState(PING, 'CRITICAL', 'CRIT');
        const {lastCheck} = world.get(PING).core;
        await waitFor(() => world.get(PING).visible.lastCheck > lastCheck);
        expect(world.get(PING).visible).toMatchObject({state: 2, lastStateChange: lastCheck});
    });

    it('not those without active checks, nor what was never exported', async () => {
        const world = openWorld({checkEveryMs: 1, checkIntervalSeconds: 0, lagMs: 0});
        world.setStatus(PING, {activeChecks: false, lastCheck: 1000});
        const {lastCheck} = world.get('root01').core;
        await waitFor(() => world.get('root01').core.lastCheck > lastCheck);
        await waitFor(() => world.get('app02/Ping').core.lastCheck > lastCheck);
        expect(world.get(PING).core.lastCheck).toBe(1000);
        expect(world.get('new01').core.lastCheck).toBe(0);
    });
});

describe('a recheck', () => {
    const PING_TARGET = {hostUuid: UUID.web01, serviceUuid: UUID.web01Ping};
    const RECHECK = {...PING_TARGET, command: 'rescheduleService', satelliteId: 0};
    const RECHECK_HOST = {hostUuid: UUID.web01, command: 'rescheduleHost', satelliteId: 0, type: 'hostOnly'};
    const SUBMITTED = {...PING_TARGET, command: 'SCHEDULE_FORCED_SVC_CHECK'};
    const SUBMIT = '/nagios_module/cmd/submit.json';

    const checkedAgo = async (seconds: number, options: WorldOptions = {}): Promise<OpenitcockpitDouble> => {
        const double = await openDouble(options);
        for (const object of ['web01', PING]) {
            double.world.setStatus(object, {lastCheck: double.world.now() - seconds});
            double.world.setNextResult(object, object === 'web01' ? 'DOWN' : 'CRITICAL', 'found anew');
        }
        return double;
    };
    const executed = (double: OpenitcockpitDouble) =>
        waitFor(() => double.commands.length > 0 && double.commands.every(({applied}) => applied !== undefined));

    it.each([
        ['rescheduleService', COMMANDS, [RECHECK], PING],
        ['rescheduleHost', COMMANDS, [RECHECK_HOST], 'web01'],
        ['submit SCHEDULE_FORCED_SVC_CHECK', SUBMIT, SUBMITTED, PING],
    ])('%s within 15 s of the last check is answered with 200 and never runs', async (_, path, body, object) => {
        const double = await checkedAgo(5);
        await call(double, path, body);
        await executed(double);
        expect(double.commands).toMatchObject([{applied: false, dropped: 'was last checked within its cache horizon'}]);
        expect(double.world.get(object).core).toMatchObject({state: 0, lastStateChange: expect.any(Number)});
    });

    it.each([
        ['rescheduleService', COMMANDS, [RECHECK], PING],
        ['rescheduleHost', COMMANDS, [RECHECK_HOST], 'web01'],
        ['submit SCHEDULE_FORCED_SVC_CHECK', SUBMIT, SUBMITTED, PING],
    ])('%s after that runs', async (_, path, body, object) => {
        const double = await checkedAgo(20);
        await call(double, path, body);
        await waitFor(() => double.world.get(object).visible.output === 'found anew');
        const {lastCheck, lastStateChange} = double.world.get(object).visible;
        expect(lastStateChange).toBe(lastCheck);
    });

    it('of a host and its services forces the services, not the host', async () => {
        const double = await checkedAgo(5);
        await call(double, COMMANDS, [{...RECHECK_HOST, type: 'hostAndServices'}]);
        await waitFor(() => double.world.get(PING).visible.output === 'found anew');
        expect(double.world.get('web01').core.state).toBe(0);
        expect(double.commands.map(({applied}) => applied)).toEqual([false, true, true, true]);
    });

    it('runs at once where the horizon is set to 0, but never twice in a second', async () => {
        const double = await checkedAgo(0, {checkHorizonSeconds: 0});
        const {lastCheck} = double.world.get(PING).core;
        await call(double, COMMANDS, [RECHECK]);
        await waitFor(() => double.world.get(PING).visible.output === 'found anew');
        expect(double.world.get(PING).visible.lastCheck).toBeGreaterThan(lastCheck);
        expect(double.world.get(PING).visible.lastCheck).toBeLessThanOrEqual(double.world.now());
    });
});

describe('what waits in a line', () => {
    it('runs in its order, commands as well as rows', async () => {
        const line = new DelayLine([0, 10]);
        const ran: number[] = [];
        for (let at = 0; at < 100; at += 1) {
            line.push(() => ran.push(at));
        }
        await line.settled();
        expect(ran).toEqual(Array.from({length: 100}, (_, at) => at));
    });

    it('is forgotten when the line is closed, and waits while it is stopped', async () => {
        const line = new DelayLine(0);
        const ran: string[] = [];
        line.stop();
        line.push(() => ran.push('forgotten'));
        line.close();
        line.start();
        line.push(() => ran.push('at once'));
        expect(ran).toEqual(['at once']);
    });
});
