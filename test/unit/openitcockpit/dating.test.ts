import {describe, expect, it} from 'vitest';
import type {ObjectStatus} from '../../../server-proxy/src/app/catch_up/readings_port';
import {alertKey} from '../../../server-proxy/src/domain/alert/alert_key';
import {createDating} from '../../../server-proxy/src/openitcockpit/dated_readings';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {RecordingLogger} from '../../support/app/fakes';
import {openClient, openDouble, PING, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';
import type {DoubleOptions, OpenitcockpitDouble} from '../../support/openitcockpit/double';
import {UUID} from '../../support/openitcockpit/recorded_objects';
import {duration, stampOf} from '../../support/openitcockpit/time_format';

/** A client and a double whose clocks a test can let go on, together or not. */
const open = async (options: DoubleOptions = {}) => {
    const double = await openDouble(options);
    const passed = {milliseconds: 0, aheadSeconds: options.clockAheadSeconds ?? 0};
    const setClocks = () => double.setClockAhead(passed.aheadSeconds + passed.milliseconds / 1000);
    const client = openClient(double, {}, {clock: {...systemClock, now: () => Date.now() + passed.milliseconds}});
    return {
        double,
        client,
        /** Seconds pass everywhere. */
        pass: (seconds: number) => {
            passed.milliseconds += seconds * 1000;
            setClocks();
        },
        /** Only openITCOCKPIT's clock is set. */
        setAhead: (seconds: number) => {
            passed.aheadSeconds = seconds;
            setClocks();
        },
    };
};

const at = (unixSeconds: number) => ({earliest: unixSeconds, latest: unixSeconds});
const UNDATED = {checkedAt: undefined, stateSince: undefined, freshAt: undefined};
const asked = (double: OpenitcockpitDouble, path: string) =>
    double.requests.filter(({target}) => target.startsWith(path)).length;
/** Not a second ago: a test must not depend on when a second ends. */
const setTimes = (double: OpenitcockpitDouble, object: string, checkedAgo: number, sinceAgo: number) => {
    const times = {lastCheck: double.world.now() - checkedAgo, lastStateChange: double.world.now() - sinceAgo};
    double.world.setStatus(object, times);
    return {checkedAt: at(times.lastCheck), stateSince: at(times.lastStateChange)};
};

describe('readings are dated', () => {
    it.each([
        ['H:i:s - d.m.Y', 'Europe/Berlin'],
        ['F j, Y H:i:s', 'America/New_York'],
        ['m-d-Y h:i:s A', 'Asia/Kolkata'],
        ['Y-m-d H:i:s', 'Pacific/Chatham'],
    ])('%s in %s: on pages and in lists, hosts and services', async (dateformat, timezone) => {
        const {double, client} = await open();
        double.setUser('bot', {dateformat, timezone, language: 'de_DE'});
        const host = setTimes(double, 'web01', 90, 86_400 * 40 + 3700);
        const service = setTimes(double, 'web01/Ping', 45, 3700);
        double.world.setStatus('web01/Ping', {state: 2});
        expect(await client.readStatus(WEB01)).toMatchObject(host);
        expect(await client.readStatus(PING)).toMatchObject(service);
        const listed = await client.readStatuses([WEB01, PING]);
        expect(listed.get(alertKey(WEB01))).toMatchObject(host);
        expect(listed.get(alertKey(PING))).toMatchObject(service);
        expect((await client.problems({words: [], states: []})).objects).toMatchObject([service]);
        expect((await client.findHosts('web01')).objects).toMatchObject([host]);
        expect((await client.findServices('Ping', 'web01')).objects).toMatchObject([service]);
        expect(client.datingProblem()).toBeUndefined();
    });

    it('a format without seconds leaves the minute', async () => {
        const {double, client} = await open();
        double.setUser('bot', {dateformat: 'm-d-Y H:i'});
        setTimes(double, 'web01', 100, 3700);
        const checked = double.world.get('web01').core.lastCheck;
        const minute = Math.floor(checked / 60) * 60;
        const status = await client.readStatus(WEB01);
        expect(status.checkedAt).toEqual({earliest: minute, latest: minute + 59});
        expect(client.datingProblem()).toBeUndefined();
    });

    it('the acknowledgement has its own time', async () => {
        const {double, client} = await open();
        double.world.setState('web01/Ping', 'CRITICAL');
        double.world.acknowledge('web01/Ping');
        await double.world.settled();
        const entry = double.world.get('web01/Ping').core.records[0]?.entryTime ?? 0;
        expect((await client.readStatus(PING)).acknowledgement?.at).toEqual(at(entry));
        expect((await client.readStatuses([PING])).get(alertKey(PING))).toMatchObject({
            acknowledgement: {at: at(entry)},
        });
    });

    it('what was never checked has no times, and that is no trouble', async () => {
        const {double, client} = await open();
        for (const timezone of ['Europe/Berlin', 'America/New_York']) {
            double.setUser('bot', {timezone});
            expect(await client.readStatus({hostUuid: UUID.new01})).toMatchObject({
                lastCheck: expect.stringMatching(/19(70|69)$/),
            });
        }
        expect(await client.readStatus({hostUuid: UUID.new01})).not.toHaveProperty('checkedAt');
        expect(asked(double, '/profile/')).toBe(1);
        expect(client.datingProblem()).toBeUndefined();
    });

    it('format, zone and clock are asked for once a minute', async () => {
        const {double, client, pass} = await open();
        await Promise.all([client.readStatus(WEB01), client.readStatus(PING)]);
        await client.readStatuses([WEB01, PING]);
        expect([asked(double, '/profile/'), asked(double, '/angular/')]).toEqual([1, 1]);
        pass(61);
        await client.readStatus(WEB01);
        expect([asked(double, '/profile/'), asked(double, '/angular/')]).toEqual([2, 2]);
    });
});

describe('a format without seconds', () => {
    it('shows a minute that is not over yet only up to now', async () => {
        const {double, client} = await open();
        double.setUser('bot', {dateformat: 'd.m.Y H:i', timezone: 'Europe/Berlin'});
        const before = double.world.now();
        double.world.setStatus('web01', {lastCheck: before, lastStateChange: before - 600});
        const {checkedAt, stateSince} = await client.readStatus(WEB01);
        const minute = before - (before % 60);
        expect(checkedAt?.earliest).toBe(minute);
        expect(checkedAt?.latest).toBeLessThanOrEqual(Math.min(minute + 59, double.world.now() + 2));
        expect(stateSince).toEqual({earliest: minute - 600, latest: minute - 541});
    });
});

describe('the clock of openITCOCKPIT', () => {
    it('is as ours until it is read, and when the two cannot be told apart', async () => {
        const {client} = await open();
        expect(client.clockAhead()).toBe(0);
        await client.readStatus(WEB01);
        expect(client.clockAhead()).toBe(0);
    });

    it('can be learned before anything else is read, and is then not asked for again', async () => {
        const {double, client} = await open({clockAheadSeconds: 40});
        await client.learnClock();
        await client.learnClock();
        expect(Math.abs(client.clockAhead() - 40)).toBeLessThanOrEqual(1);
        expect(asked(double, '/angular/user_timezone')).toBe(1);
        expect(asked(double, '/hosts')).toBe(0);
    });

    it('stays as ours, and nothing fails, where it cannot be learned', async () => {
        const {double, client} = await open({clockAheadSeconds: 40});
        double.faults.set({databaseDown: true});
        await expect(client.learnClock()).resolves.toBeUndefined();
        expect(client.clockAhead()).toBe(0);
    });

    it.each([3600, -3600, 40])('%s s ahead', async (clockAheadSeconds) => {
        const {double, client} = await open({clockAheadSeconds});
        const times = setTimes(double, 'web01', 30, 600);
        expect(await client.readStatus(WEB01)).toMatchObject(times);
        expect(Math.abs(client.clockAhead() - clockAheadSeconds)).toBeLessThanOrEqual(1);
        expect(client.datingProblem()).toBeUndefined();
    });

    it.each([3600, -3600])('jumps by %s s: read again, and dated', async (jump) => {
        const {double, client, pass, setAhead} = await open();
        await client.readStatus(WEB01);
        pass(6);
        setAhead(jump);
        const times = setTimes(double, 'web01', 30, 600);
        expect(await client.readStatus(WEB01)).toMatchObject(times);
        expect(Math.abs(client.clockAhead() - jump)).toBeLessThanOrEqual(1);
        expect(client.datingProblem()).toBeUndefined();
    });

    it('a last check in the future is not dated, and no reason to doubt the rest', async () => {
        const {double, client} = await open();
        const {stateSince} = setTimes(double, 'web01', -600, 600);
        expect(await client.readStatus(WEB01)).toMatchObject({stateSince});
        expect((await client.readStatus(WEB01)).checkedAt).toBeUndefined();
        setTimes(double, 'web01', -600, -600);
        expect(await client.readStatus(WEB01)).not.toHaveProperty('stateSince');
        expect(client.datingProblem()).toBeUndefined();
        expect(asked(double, '/profile/')).toBe(1);
    });
});

describe('somebody changes the profile of the API user', () => {
    it.each([
        ['the format', {dateformat: 'd.m.Y - h:i:s A'}],
        ['the zone', {timezone: 'America/New_York'}],
        ['both', {dateformat: 'F j, Y H:i:s', timezone: 'Asia/Kathmandu'}],
    ] as const)('%s, between two readings: read again, and dated', async (_what, fields) => {
        const {double, client, pass} = await open();
        await client.readStatus(WEB01);
        pass(6);
        double.setUser('bot', fields);
        const times = setTimes(double, 'web01', 30, 600);
        expect(await client.readStatus(WEB01)).toMatchObject(times);
        expect((await client.readStatuses([WEB01])).get(alertKey(WEB01))).toMatchObject(times);
        expect(asked(double, '/profile/')).toBe(2);
        expect(client.datingProblem()).toBeUndefined();
    });

    it('a moment after they were read: undated, until they may be read again', async () => {
        const {double, client, pass} = await open();
        await client.readStatus(WEB01);
        double.setUser('bot', {timezone: 'America/New_York'});
        const times = setTimes(double, 'web01', 30, 600);
        const status = await client.readStatus(WEB01);
        expect(status).toMatchObject({state: 'UP'});
        expect([status.checkedAt, status.stateSince]).toEqual([undefined, undefined]);
        expect(client.datingProblem()).toBeUndefined();
        expect(asked(double, '/profile/')).toBe(1);
        pass(6);
        expect(await client.readStatus(WEB01)).toMatchObject(times);
    });

    it.each([
        [
            'a format',
            {dateformat: 'D, d M Y H:i:s'},
            'The date format "D, d M Y H:i:s" is not supported',
            'Datumsformat',
        ],
        ['a zone', {timezone: 'Mars/Olympus_Mons'}, 'The time zone "Mars/Olympus_Mons" is not supported', 'Zeitzone'],
    ] as const)('%s that is not known: undated, one line in the log, and over when it is changed', async (...row) => {
        const [, fields, en, de] = row;
        const {double, client, pass} = await open();
        double.setUser('bot', fields);
        for (const target of [WEB01, PING, WEB01]) {
            expect({...UNDATED, ...(await client.readStatus(target))}).toMatchObject(UNDATED);
        }
        expect(client.datingProblem()?.('en')).toContain(en);
        expect(client.datingProblem()?.('de')).toContain(de);
        const lines = () => client.logger.lines.filter(({message}) => message.includes('dated'));
        expect(lines()).toEqual([expect.objectContaining({level: 'warn'})]);

        double.setUser('bot', {dateformat: 'H:i:s - d.m.Y', timezone: 'Europe/Berlin'});
        pass(6);
        expect(await client.readStatus(WEB01)).toMatchObject({checkedAt: {earliest: expect.any(Number)}});
        expect(client.datingProblem()).toBeUndefined();
        expect(lines()).toHaveLength(2);
    });
});

describe('the profile or the clock cannot be read', () => {
    it.each(['/profile/', '/angular/'])('%s is refused: readings are undated, nothing else', async (blockedPath) => {
        const {double, client, pass} = await open();
        double.faults.set({blockedPath});
        expect({...UNDATED, ...(await client.readStatus(WEB01))}).toMatchObject({...UNDATED, state: 'UP'});
        expect(client.datingProblem()?.('en')).toMatch(/^The API user's date format cannot be read. Something in/);
        expect(client.datingProblem()?.('de')).toMatch(/^Das Datumsformat des API-Benutzers lässt sich nicht lesen. /);
        double.faults.clear();
        pass(6);
        expect((await client.readStatus(WEB01)).checkedAt).toBeDefined();
        expect(client.datingProblem()).toBeUndefined();
    });

    it('openITCOCKPIT is away: that is what the reading says, and nothing of dates', async () => {
        const {double, client} = await open();
        double.faults.set({gateway: 502});
        expect((await refusalOf(client.readStatus(WEB01))).code).toBe('openitcockpit_unreachable');
        expect(client.datingProblem()).toBeUndefined();
    });
});

/** Readings that contradict themselves, which the double never makes. */
describe('times that do not fit', () => {
    const now = Date.now();
    const seconds = Math.floor(now / 1000);
    const stamp = stampOf('Y-m-d H:i:s', 'UTC');
    const status = (hostName: string): ObjectStatus => ({
        hostName,
        output: '',
        acknowledged: false,
        inDowntime: false,
        flapping: false,
        lastCheck: '',
        activeChecks: true,
        mayEdit: true,
    });
    const reading = (name: string, shown: {checked?: string; since?: string; inWords?: string | undefined}) => ({
        target: {hostUuid: name},
        status: status(name),
        shown: {
            checked: stamp(seconds - 10),
            since: stamp(seconds - 600),
            acknowledged: '',
            inWords: duration(600),
            ...shown,
        },
        satellite: 0,
    });
    const openDating = (answers: {timezone?: unknown; profile?: unknown} = {}) => {
        const logger = new RecordingLogger();
        const clock = {...systemClock, at: now, now: () => clock.at};
        const dating = createDating({
            clock,
            logger,
            ask: async ({path}) => ({
                json: path.startsWith('/profile/')
                    ? (answers.profile ?? {user: {dateformat: 'Y-m-d H:i:s', timezone: 'UTC'}})
                    : {timezone: answers.timezone ?? {server_time_iso: new Date(clock.at).toISOString()}},
                asked: clock.at,
                answered: clock.at,
            }),
        });
        const date = async (...readings: ReturnType<typeof reading>[]) =>
            (await dating.date(readings, {json: {}, asked: clock.at, answered: clock.at}, new Map())).map(
                ({stateSince, checkedAt}) => [stateSince?.earliest, checkedAt?.earliest],
            );
        return {dating, date, logger, clock};
    };
    const DATED = [seconds - 600, seconds - 10];
    const NOTHING = [undefined, undefined];

    it('the start of a state and its length: nothing of that row, and only what is proven of the others', async () => {
        const {dating, date, clock, logger} = openDating();
        const odd = reading('odd', {inWords: duration(4200)});
        const unproven = reading('unproven', {inWords: undefined});
        expect(await date(reading('good', {}), unproven)).toEqual([DATED, DATED]);
        clock.at += 1;
        expect(await date(reading('good', {}), unproven, odd)).toEqual([DATED, NOTHING, NOTHING]);
        // Read a moment ago: the answer may be the one that is wrong.
        expect(dating.problem()).toBeUndefined();
        clock.at += 5000;
        expect(await date(odd)).toEqual([NOTHING]);
        expect(dating.problem()?.('en')).toContain('do not match its clock');
        expect(dating.problem()?.('de')).toContain('passen nicht zu seiner Uhr');
        expect(logger.lines.filter(({level}) => level === 'warn')).toHaveLength(1);
        expect(await date(reading('good', {since: stamp(seconds - 595)}))).toMatchObject([
            [seconds - 595, seconds - 10],
        ]);
        expect(dating.problem()).toBeUndefined();
    });

    it.each([
        ['a second or two make no difference', duration(602), DATED],
        ['ten do', duration(610), NOTHING],
        ['no length at all is for what begins in the future', '', NOTHING],
        ['what is not understood proves nothing', 'ten minutes', DATED],
        ['units of another language', '10хв 0с', DATED],
    ])('%s', async (_name, inWords, expected) => {
        expect(await openDating().date(reading('one', {inWords}))).toEqual([expected]);
    });

    it.each([
        ['a text that is no time', {checked: 'just now'}, NOTHING],
        ['a future with nothing that proves the format', {checked: stamp(seconds + 60), inWords: undefined}, NOTHING],
        ['a few seconds ahead', {checked: stamp(seconds + 4)}, [seconds - 600, seconds + 4]],
        ['no text', {checked: ''}, [seconds - 600, undefined]],
        ['never', {checked: '1970-01-01 00:00:00'}, [seconds - 600, undefined]],
    ])('%s', async (_name, shown, expected) => {
        expect(await openDating().date(reading('one', shown))).toEqual([expected]);
    });

    it.each([
        ['no clock', {timezone: {}}],
        ['no format', {profile: {user: {timezone: 'UTC'}}}],
        ['no zone', {profile: {user: {dateformat: 'Y-m-d H:i:s', timezone: null}}}],
        ['something else', {profile: []}],
    ])('openITCOCKPIT answers with %s', async (_name, answers) => {
        const {dating, date} = openDating(answers);
        expect(await date(reading('one', {}))).toEqual([NOTHING]);
        expect(dating.problem()?.('en')).toContain('openITCOCKPIT answered');
    });
});
