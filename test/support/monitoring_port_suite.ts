import {describe, expect, it} from 'vitest';
import type {State} from '#contract';
import type {AcknowledgeCommand, DowntimeCommand} from '../../server-proxy/src/app/actions/command_port';
import type {MonitoringPort} from '../../server-proxy/src/app/monitoring_port';
import type {TargetIds} from '../../server-proxy/src/domain/alert/alert';
import {alertKey} from '../../server-proxy/src/domain/alert/alert_key';
import {eventually} from './eventually';
import {refusalOf} from './openitcockpit/client_harness';
import {UUID} from './openitcockpit/recorded_objects';

/** An openITCOCKPIT and a port to it, with the recorded objects. */
export interface MonitoringSite {
    readonly port: MonitoringPort;
    /** Backdated so far that another check is allowed. Resolves once openITCOCKPIT shows it. */
    setState(object: SiteObject, state: State, output: string): Promise<void>;
    /** What the object's plugin will report at the next requested check. */
    setNextResult(object: SiteObject, state: State, output: string): void;
    setActiveChecks(object: SiteObject, on: boolean): void;
    /** Notifications sent, e.g. `CUSTOM web01: comment`. */
    notified(): readonly string[];
    /** Unix seconds. */
    now(): number;
}

type SiteObject = 'web01' | 'web01/Ping' | 'web01/HTTP shop';

const WEB01: TargetIds = {hostUuid: UUID.web01};
const PING: TargetIds = {hostUuid: UUID.web01, serviceUuid: UUID.web01Ping};
const SHOP: TargetIds = {hostUuid: UUID.web01, serviceUuid: UUID.web01Shop};
const UNKNOWN = '11111111-2222-3333-4444-555555555555';

const MOMENT = {earliest: expect.any(Number), latest: expect.any(Number)};
const DATED = {checkedAt: MOMENT, stateSince: MOMENT, freshAt: MOMENT};

const acknowledgementOf = (target: TargetIds, more: Partial<AcknowledgeCommand> = {}): AcknowledgeCommand => ({
    target,
    author: 'Jane Roe (Mattermost)',
    comment: 'OPS-1 “working” on it – ä € 😀',
    sticky: true,
    notify: false,
    hostAndServices: false,
    ...more,
});

/** Acknowledging, for every implementation, including the fakes in the app's tests. */
export const defineAcknowledgementSuite = (name: string, open: () => Promise<MonitoringSite>): void => {
    describe(`MonitoringPort, acknowledging: ${name}`, () => {
        it('an acknowledgement becomes readable with author, comment and stickiness, and goes when removed', async () => {
            const {port, setState} = await open();
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            expect(await port.readStatus(PING)).toMatchObject({state: 'CRITICAL', acknowledged: false});

            await port.acknowledge(acknowledgementOf(PING));
            await eventually(async () =>
                expect(await port.readStatus(PING)).toMatchObject({
                    acknowledged: true,
                    acknowledgement: {
                        author: 'Jane Roe (Mattermost)',
                        comment: 'OPS-1 “working” on it – ä € 😀',
                        sticky: true,
                    },
                }),
            );

            await port.removeAcknowledgement(PING);
            await eventually(async () => expect((await port.readStatus(PING)).acknowledged).toBe(false));
            expect(await port.readStatus(PING)).not.toHaveProperty('acknowledgement');
        });

        it('a second acknowledgement replaces the first', async () => {
            const {port, setState} = await open();
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            await port.acknowledge(acknowledgementOf(PING));
            await eventually(async () => expect((await port.readStatus(PING)).acknowledged).toBe(true));
            await port.acknowledge(acknowledgementOf(PING, {author: 'Max Muster', comment: 'mine', sticky: false}));
            await eventually(async () =>
                expect((await port.readStatus(PING)).acknowledgement).toMatchObject({
                    author: 'Max Muster',
                    comment: 'mine',
                    sticky: false,
                }),
            );
        });
    });
};

/** The expected ones that were found, in the order of the result. */
const both = (found: readonly {target: TargetIds}[], expected: readonly TargetIds[]): TargetIds[] => {
    const keys = new Set(expected.map(alertKey));
    return found.map(({target}) => target).filter((target) => keys.has(alertKey(target)));
};

const downtimeOf = (target: TargetIds, now: number, more: Partial<DowntimeCommand> = {}): DowntimeCommand => ({
    target,
    author: 'Jane Roe (@jane)',
    comment: 'disk – “ä”',
    start: now,
    end: now + 3600,
    hostAndServices: false,
    ...more,
});

/** Downtimes and checks, for every implementation, including the fakes in the app's tests. */
export const defineActionsSuite = (name: string, open: () => Promise<MonitoringSite>): void => {
    describe(`MonitoringPort, downtimes and checks: ${name}`, () => {
        it('a downtime that begins now becomes readable, and goes when it is cancelled', async () => {
            const {port, now} = await open();
            expect(await port.readDowntimes(PING, 'web01')).toEqual([]);
            await port.scheduleDowntime(downtimeOf(PING, now()));
            await eventually(async () => expect((await port.readStatus(PING)).inDowntime).toBe(true));
            const [downtime, ...others] = await port.readDowntimes(PING, 'web01');
            expect(others).toEqual([]);
            const expected = {author: 'Jane Roe (@jane)', comment: 'disk – “ä”', seconds: 3600, running: true};
            expect(downtime).toEqual({...expected, id: expect.any(Number)});

            await port.cancelDowntimes(PING, [downtime?.id ?? 0]);
            await eventually(async () => expect((await port.readStatus(PING)).inDowntime).toBe(false));
            expect(await port.readDowntimes(PING, 'web01')).toEqual([]);
        });

        it('a planned downtime is in the list, not in the state', async () => {
            const {port, now} = await open();
            const start = now() + 86_400;
            await port.scheduleDowntime(downtimeOf(PING, now(), {start, end: start + 600}));
            await eventually(async () => expect(await port.readDowntimes(PING, 'web01')).toHaveLength(1));
            expect(await port.readDowntimes(PING, 'web01')).toMatchObject([{seconds: 600, running: false}]);
            expect((await port.readStatus(PING)).inDowntime).toBe(false);
        });

        it('a check brings state and output, and another time of the last check', async () => {
            const {port, setState, setNextResult} = await open();
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            const before = await port.readStatus(PING);
            expect(before).toMatchObject({activeChecks: true, lastCheck: expect.stringMatching(/\d/)});
            setNextResult('web01/Ping', 'OK', 'rta 1ms');
            await port.recheck(PING, false);
            await eventually(async () => expect((await port.readStatus(PING)).lastCheck).not.toBe(before.lastCheck));
            expect(await port.readStatus(PING)).toMatchObject({state: 'OK', output: 'rta 1ms'});
        });
    });
};

/** What a MonitoringPort to a real openITCOCKPIT (or its double) must do. */
export const defineMonitoringPortSuite = (name: string, open: () => Promise<MonitoringSite>): void => {
    defineAcknowledgementSuite(name, open);
    defineActionsSuite(name, open);

    describe(`MonitoringPort: ${name}`, () => {
        it('reads a host', async () => {
            const {port, setState} = await open();
            await setState('web01', 'DOWN', 'CRITICAL - rta nan');
            expect(await port.readStatus(WEB01)).toEqual({
                hostName: 'web01',
                state: 'DOWN',
                output: 'CRITICAL - rta nan',
                acknowledged: false,
                inDowntime: false,
                flapping: false,
                ...DATED,
                lastCheck: expect.stringMatching(/^\d\d:\d\d:\d\d - /),
                activeChecks: true,
                mayEdit: true,
            });
        });

        it('reads a service', async () => {
            const {port, setState} = await open();
            await setState('web01/Ping', 'WARNING', 'rta 900ms <b>&');
            expect(await port.readStatus(PING)).toEqual({
                hostName: 'web01',
                serviceName: 'Ping',
                state: 'WARNING',
                output: 'rta 900ms <b>&',
                acknowledged: false,
                inDowntime: false,
                flapping: false,
                ...DATED,
                lastCheck: expect.stringMatching(/^\d\d:\d\d:\d\d - /),
                activeChecks: true,
                mayEdit: true,
            });
        });

        it('reads many at once as it reads each of them, and says what does not exist', async () => {
            const {port, setState} = await open();
            await setState('web01', 'DOWN', 'gone');
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            await port.acknowledge(acknowledgementOf(PING));
            await eventually(async () => expect((await port.readStatus(PING)).acknowledged).toBe(true));
            const never = {hostUuid: UUID.new01};
            const unknown = {hostUuid: UUID.web01, serviceUuid: UNKNOWN};
            const statuses = await port.readStatuses([WEB01, PING, SHOP, never, unknown, {hostUuid: 'web01'}]);
            expect(statuses.size).toBe(5);
            for (const target of [WEB01, PING, SHOP, never]) {
                // Lists word the last check differently from pages, and the database moves on meanwhile.
                const {lastCheck: _, freshAt: _freshAt, ...status} = await port.readStatus(target);
                expect(statuses.get(alertKey(target))).toMatchObject(status);
            }
            expect(statuses.get(alertKey(unknown))).toBe('deleted');
            expect(await port.readStatuses([])).toEqual(new Map());
        });

        it('finds problems that nobody looks after, and nothing else', async () => {
            const {port, setState, now} = await open();
            await setState('web01', 'DOWN', 'gone');
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            await setState('web01/HTTP shop', 'WARNING', 'slow');
            const all = await port.problems({words: [], states: []});
            expect(all.complete).toBe(true);
            expect(all.objects.map(({target}) => target)).toEqual([WEB01, ...both(all.objects, [PING, SHOP])]);
            const {lastCheck: _, freshAt: _freshAt, ...ping} = await port.readStatus(PING);
            const found = all.objects.find(({serviceName}) => serviceName === 'Ping');
            expect(found).toMatchObject({...ping, stateFor: expect.stringMatching(/^\d+[a-z]/)});

            await port.acknowledge(acknowledgementOf(PING));
            await port.scheduleDowntime(downtimeOf(SHOP, now()));
            await eventually(async () => {
                const left = await port.problems({words: [], states: []});
                expect(left.objects.map(({target}) => target)).toEqual([WEB01]);
            });
        });

        it('finds problems by parts of both names, in any case, and by state', async () => {
            const {port, setState} = await open();
            await setState('web01', 'DOWN', 'gone');
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            await setState('web01/HTTP shop', 'WARNING', 'slow');
            const targets = async (words: string[], states: State[] = []) =>
                (await port.problems({words, states})).objects.map(({target}) => target);
            expect(await targets(['WEB'])).toHaveLength(3);
            expect(await targets(['shop'])).toEqual([SHOP]);
            expect(await targets(['web01', 'ping'])).toEqual([PING]);
            expect(await targets(['ping', 'web01'])).toEqual([PING]);
            expect(await targets(['nothing of that name'])).toEqual([]);
            expect(await targets(['%'])).toEqual([]);
            expect(await targets([], ['DOWN'])).toEqual([WEB01]);
            expect(await targets([], ['WARNING', 'UNKNOWN'])).toEqual([SHOP]);
            expect(await targets(['web'], ['CRITICAL', 'DOWN'])).toEqual([WEB01, PING]);
        });

        it('finds hosts and services by parts of their names, whatever their state', async () => {
            const {port, setState} = await open();
            await setState('web01/Ping', 'CRITICAL', 'rta nan');
            expect((await port.findHosts('EB0')).objects).toMatchObject([
                {target: WEB01, hostName: 'web01', state: 'UP'},
            ]);
            const pings = await port.findServices('ping', '');
            expect(new Set(pings.objects.map(({hostName}) => hostName))).toEqual(new Set(['web01', 'db01', 'app02']));
            const [ping, ...others] = (await port.findServices('ping', 'web01')).objects;
            expect(others).toEqual([]);
            expect(ping).toMatchObject({target: PING, serviceName: 'Ping', state: 'CRITICAL', output: 'rta nan'});
            for (const name of ['new01', '_eb01', 'web01%', "'; --"]) {
                expect(await port.findHosts(name)).toEqual({objects: [], complete: true});
            }
            expect(await port.findServices('x'.repeat(5000), '')).toEqual({objects: [], complete: true});
        });

        it('knows no state of what was never exported', async () => {
            const {port} = await open();
            const status = await port.readStatus({hostUuid: UUID.new01});
            expect(status).toMatchObject({hostName: 'new01', output: '', acknowledged: false});
            expect(status).not.toHaveProperty('state');
        });

        it('acknowledges a host alone', async () => {
            const {port, setState} = await open();
            await setState('web01', 'DOWN', 'gone');
            await setState('web01/Ping', 'CRITICAL', 'gone');
            await port.acknowledge(acknowledgementOf(WEB01));
            await eventually(async () => expect((await port.readStatus(WEB01)).acknowledged).toBe(true));
            expect((await port.readStatus(PING)).acknowledged).toBe(false);
        });

        it('acknowledges a host and its services that have a problem', async () => {
            const {port, setState} = await open();
            await setState('web01', 'DOWN', 'gone');
            await setState('web01/Ping', 'CRITICAL', 'gone');
            await port.acknowledge(acknowledgementOf(WEB01, {hostAndServices: true}));
            await eventually(async () => {
                expect((await port.readStatus(WEB01)).acknowledged).toBe(true);
                expect((await port.readStatus(PING)).acknowledged).toBe(true);
            });
            expect((await port.readStatus(SHOP)).acknowledged).toBe(false);

            await port.removeAcknowledgement(WEB01);
            await eventually(async () => expect((await port.readStatus(WEB01)).acknowledged).toBe(false));
            expect((await port.readStatus(PING)).acknowledged).toBe(true);
        });

        it('puts a host into downtime alone', async () => {
            const {port, now} = await open();
            await port.scheduleDowntime(downtimeOf(WEB01, now()));
            await eventually(async () => expect((await port.readStatus(WEB01)).inDowntime).toBe(true));
            expect((await port.readStatus(PING)).inDowntime).toBe(false);
            expect(await port.readDowntimes(WEB01, 'web01')).toHaveLength(1);
            expect(await port.readDowntimes(PING, 'web01')).toEqual([]);
        });

        it('puts a host and all its services into downtime, and takes all of them out again', async () => {
            const {port, now} = await open();
            await port.scheduleDowntime(downtimeOf(WEB01, now(), {hostAndServices: true}));
            const inDowntime = async () =>
                Promise.all([WEB01, PING, SHOP].map(async (target) => (await port.readStatus(target)).inDowntime));
            await eventually(async () => expect(await inDowntime()).toEqual([true, true, true]));
            const [downtime] = await port.readDowntimes(WEB01, 'web01');
            await port.cancelDowntimes(WEB01, [downtime?.id ?? 0]);
            await eventually(async () => expect(await inDowntime()).toEqual([false, false, false]));
        });

        it('cancels the downtimes that are named and leaves the others', async () => {
            const {port, now} = await open();
            for (const seconds of [600, 1200, 1800]) {
                await port.scheduleDowntime(downtimeOf(PING, now(), {end: now() + seconds, comment: `${seconds}`}));
            }
            await eventually(async () => expect(await port.readDowntimes(PING, 'web01')).toHaveLength(3));
            const named = (await port.readDowntimes(PING, 'web01')).filter(({comment}) => comment !== '1200');
            await port.cancelDowntimes(
                PING,
                named.map(({id}) => id),
            );
            await eventually(async () => expect(await port.readDowntimes(PING, 'web01')).toHaveLength(1));
            expect(await port.readDowntimes(PING, 'web01')).toMatchObject([{comment: '1200', running: true}]);
        });

        it('a downtime that is already over is taken and never shows', async () => {
            const {port, now} = await open();
            await port.scheduleDowntime(downtimeOf(PING, now(), {start: now() - 600, end: now() - 300}));
            await port.scheduleDowntime(downtimeOf(SHOP, now()));
            await eventually(async () => expect((await port.readStatus(SHOP)).inDowntime).toBe(true));
            expect(await port.readDowntimes(PING, 'web01')).toEqual([]);
        });

        it.each([
            ['an end before the start', {end: 1}],
            ['no length', {start: 1000, end: 1000}],
            ['parts of a second', {end: 1e10 + 0.5}],
            ['a start before 1970', {start: -1}],
            ['no author', {author: ' '}],
            ['no comment', {comment: ''}],
        ])('a downtime with %s is refused without a request', async (_, more) => {
            const {port, now} = await open();
            const refusal = await refusalOf(port.scheduleDowntime(downtimeOf(PING, now(), more)));
            expect(refusal.code).toBe('bad_request');
        });

        it('checks a host and its services', async () => {
            const {port, setNextResult} = await open();
            setNextResult('web01', 'DOWN', 'gone');
            setNextResult('web01/Ping', 'CRITICAL', 'gone, too');
            await port.recheck(WEB01, true);
            await eventually(async () => {
                expect(await port.readStatus(WEB01)).toMatchObject({state: 'DOWN', output: 'gone'});
                expect(await port.readStatus(PING)).toMatchObject({state: 'CRITICAL', output: 'gone, too'});
            });
        });

        it('checks a host alone', async () => {
            const {port, setNextResult} = await open();
            setNextResult('web01', 'DOWN', 'gone');
            setNextResult('web01/Ping', 'CRITICAL', 'gone, too');
            await port.recheck(WEB01, false);
            await eventually(async () => expect((await port.readStatus(WEB01)).state).toBe('DOWN'));
            expect((await port.readStatus(PING)).state).toBe('OK');
        });

        it('says which object has no active checks', async () => {
            const {port, setActiveChecks} = await open();
            setActiveChecks('web01/Ping', false);
            expect((await port.readStatus(PING)).activeChecks).toBe(false);
        });

        it('hands over a notification about a host', async () => {
            const {port, notified} = await open();
            const command = {hostUuid: UUID.web01, author: 'openITCOCKPIT Doctor', comment: 'A test; nothing to do'};
            await port.sendHostNotification(command);
            await eventually(() => expect(notified()).toEqual([`CUSTOM web01: ${command.comment}`]));
            expect((await refusalOf(port.sendHostNotification({...command, comment: ' '}))).code).toBe('bad_request');
        });

        it('names hosts and services', async () => {
            const {port} = await open();
            expect(await port.lookup(WEB01)).toEqual({hostName: 'web01'});
            expect(await port.lookup(SHOP)).toEqual({hostName: 'web01', serviceName: 'HTTP shop'});
            // Its name comes from its template.
            expect(await port.lookup(PING)).toEqual({hostName: 'web01', serviceName: 'Ping'});
        });

        it('says who it is and that no right is missing', async () => {
            const {port} = await open();
            expect(await port.whoAmI()).toEqual({
                version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
                userName: 'Matter Most',
                email: 'bot@example.org',
                missingRights: [],
                missingCatchUpRights: ['Notifications.index', 'Notifications.services'],
                mayListUsers: false,
            });
        });

        it.each([
            ['host', {hostUuid: UNKNOWN}],
            ['service', {hostUuid: UUID.web01, serviceUuid: UNKNOWN}],
        ])('an unknown %s is not found', async (_, target) => {
            const {port} = await open();
            expect((await refusalOf(port.readStatus(target))).code).toBe('openitcockpit_not_found');
            expect((await refusalOf(port.lookup(target))).code).toBe('openitcockpit_not_found');
        });

        it.each([
            ['a name', {hostUuid: 'web01'}],
            ['upper case', {hostUuid: UUID.web01.toUpperCase()}],
            ['a path', {hostUuid: '../profile/edit'}],
            ['nothing', {hostUuid: ''}],
            ['a name of a service', {hostUuid: UUID.web01, serviceUuid: 'Ping'}],
        ])('%s instead of a UUID is refused without a request', async (_, target) => {
            const {port} = await open();
            const calls = [
                () => port.readStatus(target),
                () => port.lookup(target),
                () => port.acknowledge(acknowledgementOf(target)),
                () => port.removeAcknowledgement(target),
                () => port.scheduleDowntime(downtimeOf(target, 1000)),
                () => port.cancelDowntimes(target, [1]),
                () => port.recheck(target, false),
                () => port.readDowntimes(target, 'web01'),
            ];
            for (const call of calls) {
                expect((await refusalOf(call())).code).toBe('unknown_object');
            }
        });

        it('a service on another host is refused', async () => {
            const {port} = await open();
            const target = {hostUuid: UUID.db01, serviceUuid: UUID.web01Ping};
            expect((await refusalOf(port.readStatus(target))).code).toBe('unknown_object');
            expect((await refusalOf(port.lookup(target))).code).toBe('unknown_object');
        });

        it.each(['author', 'comment'])(
            'an empty %s is refused, because the core would drop it silently',
            async (field) => {
                const {port} = await open();
                const refusal = await refusalOf(port.acknowledge(acknowledgementOf(PING, {[field]: '  '})));
                expect(refusal.code).toBe('bad_request');
            },
        );
    });
};
