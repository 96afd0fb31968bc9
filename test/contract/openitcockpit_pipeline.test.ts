import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {eventually} from '../support/eventually';
import type {Notification} from '../support/openitcockpit/core';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {loadPipeline, type PipelineStep} from '../support/openitcockpit/recordings';

/** Steps that only make sense with the history the recorded system had. */
const NOT_REPLAYED = new Map([
    ['downtime-delete', 'a restart had reset the ids: openITCOCKPIT hit an old row and deleted nothing'],
    ['downtime-host-delete', 'same'],
]);

const steps = loadPipeline().filter((step) => !NOT_REPLAYED.has(step.name));

const call = async (double: OpenitcockpitDouble, path: string, method = 'GET', body?: unknown) => {
    const response = await fetch(`${double.url}${path}`, {
        method,
        headers: {Authorization: `X-OITC-API ${double.apiKeys.bot}`, 'Content-Type': 'application/json'},
        ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    });
    return {status: response.status, json: (await response.json()) as Record<string, unknown>};
};

/** Times of the step moved to now. */
const today = (step: PipelineStep, now: number): unknown =>
    JSON.parse(
        JSON.stringify(step.request.body).replace(/"(start|end)":(\d{10})/g, (_, key: string, time: string) => {
            const at = step.at || Number(time);
            return `"${key}":${Number(time) - at + now}`;
        }),
    );

/** `s:<uuid>` or `h:<uuid>` as the API shows it, reduced to what was recorded. */
const stateOf = async (double: OpenitcockpitDouble, object: string) => {
    const table = object.startsWith('s:') ? 'services' : 'hosts';
    const {json} = await call(double, `/${table}/browser/${object.slice(2)}.json?angular=true`);
    const status = (json.servicestatus ?? json.hoststatus) as Record<string, unknown>;
    return {
        object,
        currentState: status.currentState,
        problemHasBeenAcknowledged: status.problemHasBeenAcknowledged,
        acknowledgement_type: status.acknowledgement_type,
        scheduledDowntimeDepth: status.scheduledDowntimeDepth,
        output: status.output,
        acknowledgement: withoutTimes(json.acknowledgement),
    };
};

const withoutTimes = (record: unknown): unknown => {
    if (typeof record !== 'object' || record === null || Array.isArray(record)) {
        return record;
    }
    const {entry_time, commentDataHtml, ...rest} = record as Record<string, unknown>;
    return rest;
};

const told = ({notificationType, object}: Notification): string => `${notificationType} ${object.uuid}`;

const recordedly = (macros: Readonly<Record<string, string>>): string =>
    `${macros.NOTIFICATIONTYPE} ${macros.SERVICEDESC ?? macros.HOSTNAME}`;

describe('the double runs through the recorded end-to-end sequence', () => {
    let double: OpenitcockpitDouble;
    const notifications: Notification[] = [];

    beforeAll(async () => {
        double = await startOpenitcockpitDouble({version: '5.0.1', commandDelayMs: 5});
        double.world.onNotification((notification) => notifications.push(notification));
    });
    afterAll(() => double.stop());

    it.each(steps)('$name', async (step) => {
        notifications.length = 0;
        const queued = double.commands.length;
        const body = today(step, double.world.now());
        const answer = await call(double, step.request.url, step.request.method, body);
        expect(answer.status).toBe(step.status);
        await eventually(() => {
            expect(double.commands.length).toBeGreaterThan(queued);
            expect(double.commands.every((command) => command.applied !== undefined)).toBe(true);
        });
        await double.world.settled();
        for (const state of step.state_after) {
            expect(await stateOf(double, String(state.object))).toEqual(state);
        }
        expect(notifications.map(told).sort()).toEqual(step.notifications.map(recordedly).sort());
        for (const recorded of step.notifications) {
            const ours = notifications.find((n) => told(n) === recordedly(recorded));
            expect(ours?.macros).toMatchObject(recorded);
        }
    });
});

describe('what the sequence does not show', () => {
    const ACK = {
        command: 'submitServicestateAck',
        hostUuid: UUID.web01,
        serviceUuid: UUID.web01Ping,
        author: 'Jane Roe',
        comment: 'OPS-1',
        sticky: 2,
        notify: 0,
    };
    const COMMANDS = '/nagios_module/cmd/submit_bulk_naemon.json';

    const withDouble = async (use: (double: OpenitcockpitDouble) => Promise<void>): Promise<void> => {
        const double = await startOpenitcockpitDouble({commandDelayMs: 5});
        try {
            double.world.setState('web01/Ping', 'CRITICAL', 'CRIT');
            await use(double);
        } finally {
            await double.stop();
        }
    };
    const ping = (double: OpenitcockpitDouble) => stateOf(double, `s:${UUID.web01Ping}`);

    it('a normal acknowledgement ends with the next state, a sticky one with the recovery', () =>
        withDouble(async ({world}) => {
            world.acknowledge('web01/Ping', {sticky: 0});
            world.setState('web01/Ping', 'WARNING');
            expect(world.get('web01/Ping').core).toMatchObject({acknowledged: false, acknowledgementType: 0});
            world.acknowledge('web01/Ping', {sticky: 2});
            world.setState('web01/Ping', 'CRITICAL');
            expect(world.get('web01/Ping').core).toMatchObject({acknowledged: true, acknowledgementType: 2});
            world.setState('web01/Ping', 'OK');
            expect(world.get('web01/Ping').core).toMatchObject({acknowledged: false, acknowledgementType: 0});
        }));

    it('a hung queue executes the command when it wakes up, although the caller has given up', () =>
        withDouble(async (double) => {
            double.faults.set({hangCommands: true});
            const impatient = fetch(`${double.url}${COMMANDS}`, {
                method: 'POST',
                headers: {Authorization: `X-OITC-API ${double.apiKeys.bot}`, 'Content-Type': 'application/json'},
                body: JSON.stringify([ACK]),
                signal: AbortSignal.timeout(50),
            });
            await expect(impatient).rejects.toThrow();
            expect((await ping(double)).problemHasBeenAcknowledged).toBe(false);
            double.faults.clear();
            double.release();
            await eventually(async () => expect((await ping(double)).problemHasBeenAcknowledged).toBe(true));
        }));

    it('queued but never applied: 200, and nothing changes', () =>
        withDouble(async (double) => {
            double.faults.set({dropCommands: true});
            expect((await call(double, COMMANDS, 'POST', [ACK])).status).toBe(200);
            expect(double.commands).toMatchObject([{applied: false}]);
            await double.world.settled();
            expect((await ping(double)).problemHasBeenAcknowledged).toBe(false);
        }));

    it('the flag can be there before the record', () =>
        withDouble(async (double) => {
            double.faults.set({recordMissing: true});
            await call(double, COMMANDS, 'POST', [ACK]);
            await eventually(async () =>
                expect(await ping(double)).toMatchObject({problemHasBeenAcknowledged: true, acknowledgement: null}),
            );
            double.faults.clear();
            expect(await ping(double)).toMatchObject({acknowledgement: {author_name: 'Jane Roe'}});
        }));

    it('while the record lags behind the flag, the one of the earlier problem shows', () =>
        withDouble(async (double) => {
            const record = {sticky: true, notify: false, state: 2};
            const now = double.world.now();
            const earlier = {...record, author: 'Max Muster', comment: 'last week', entryTime: now - 600_000};
            const newest = {...record, author: 'Jane Roe', comment: 'OPS-1', entryTime: now};
            double.world.setStatus('web01/Ping', {acknowledged: true, records: [earlier, newest]});
            double.faults.set({recordLagMs: 60_000});
            expect(await ping(double)).toMatchObject({acknowledgement: {comment_data: 'last week'}});
            double.faults.clear();
            expect(await ping(double)).toMatchObject({acknowledgement: {comment_data: 'OPS-1'}});
        }));

    it('a service of a host that is down is not notified, nor an object in downtime or with notifications off', () =>
        withDouble(async ({world}) => {
            const seen: string[] = [];
            world.onNotification((n) => seen.push(told(n)));
            world.setState('web01', 'DOWN', 'gone');
            world.setState('web01/HTTP shop', 'CRITICAL', 'gone');
            world.startDowntime('db01');
            world.setState('db01', 'DOWN', 'gone');
            world.setNotificationsEnabled('app02', false);
            world.setState('app02', 'DOWN', 'gone');
            expect(seen).toEqual([`PROBLEM ${UUID.web01}`, `DOWNTIMESTART ${UUID.db01}`]);
        }));

    it('tells downtimes, flapping, repeats and custom notifications', () =>
        withDouble(async ({world}) => {
            const seen: string[] = [];
            world.onNotification((n) => seen.push(`${n.notificationType} ${n.comment}`.trim()));
            world.startDowntime('db01', {comment: 'disk'});
            world.endDowntime('db01');
            world.startDowntime('db01', {comment: 'disk'});
            world.endDowntime('db01', 'cancel');
            world.setFlapping('db01', true);
            world.setFlapping('db01', false);
            world.renotify('web01/Ping');
            world.sendCustomNotification('db01', 'Jane Roe', 'hello');
            expect(seen).toEqual([
                'DOWNTIMESTART disk',
                'DOWNTIMEEND disk',
                'DOWNTIMESTART disk',
                'DOWNTIMECANCELLED',
                'FLAPPINGSTART',
                'FLAPPINGSTOP',
                'PROBLEM',
                'CUSTOM hello',
            ]);
        }));

    it('keeps one problem id from the first notification to the recovery', () =>
        withDouble(async ({world}) => {
            const seen: Notification[] = [];
            world.onNotification((n) => seen.push(n));
            const first = world.get('web01/Ping').problemId;
            world.setState('web01/Ping', 'WARNING');
            world.setState('web01/Ping', 'OK');
            world.setState('web01/Ping', 'CRITICAL');
            expect(seen.map((n) => n.problemId === first)).toEqual([true, false, false]);
            expect(seen[1]?.macros).toMatchObject({SERVICEPROBLEMID: '', LASTSERVICEPROBLEMID: first});
        }));
});
