import {afterEach, beforeEach, describe, expect, it, onTestFinished, vi} from 'vitest';
import {Background} from '../../../../server-proxy/src/app/background';
import {Findings} from '../../../../server-proxy/src/app/health/findings';
import {FactsCache} from '../../../../server-proxy/src/app/routing/facts_cache';
import type {FactsSink} from '../../../../server-proxy/src/app/routing/facts_port';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeClock, FakeMonitoring, RecordingLogger} from '../../../support/app/fakes';

const WEB01 = {hostUuid: 'web01'};
const PING = {hostUuid: 'web01', serviceUuid: 'ping'};
const NEW = {hostUuid: 'web01', serviceUuid: 'new'};
const NOBODY = {hostUuid: 'nobody'};
const NAMES = {hostName: 'web01', serviceName: 'Ping'};

const facts =
    (groups: readonly string[] = ['Berlin']) =>
    async (sink: FactsSink): Promise<void> => {
        sink.container(2, ['root', 'Tenant A']);
        sink.host({target: WEB01, hostName: 'web01', tags: 'shop', priority: 4, containers: [2], satellite: 'master'});
        sink.service({target: PING, hostName: 'web01', serviceName: 'Ping', tags: '', priority: undefined});
        for (const name of groups) {
            sink.group('hostGroups', name, ['web01']);
        }
    };

const open = () => {
    const clock = new FakeClock();
    const monitoring = new FakeMonitoring();
    const logger = new RecordingLogger();
    const findings = new Findings(clock, logger);
    const background = new Background(logger);
    let reads = 0;
    monitoring.facts = facts();
    const cache = new FactsCache({
        monitoring: {
            readFacts: async (turn, sink) => {
                reads += 1;
                await monitoring.readFacts(turn, sink);
            },
        },
        turn: (work) => work(),
        clock,
        logger,
        findings,
        background,
        random: () => 0.5,
    });
    onTestFinished(() => cache.rest());
    /** Both clocks: that of the timers and that of the app. */
    const pass = async (milliseconds: number) => {
        await clock.sleep(milliseconds);
        await vi.advanceTimersByTimeAsync(milliseconds);
        await background.idle();
    };
    return {cache, clock, monitoring, findings, background, pass, reads: () => reads};
};

const AWAY = new AppError('openitcockpit_unreachable', 'openITCOCKPIT is away.');

const MINUTE = 60_000;

beforeEach(() => {
    vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
});
afterEach(() => {
    vi.useRealTimers();
});

describe('the cache of object facts', () => {
    it('asks nothing until facts are needed', async () => {
        const {cache, pass, reads} = open();
        expect(cache.of(PING, NAMES)).toEqual(NAMES);
        await pass(30 * MINUTE);
        expect(reads()).toBe(0);
        expect(cache.report()).toBeUndefined();
    });

    it('reads them once they are needed, and every ten minutes', async () => {
        const {cache, pass, reads} = open();
        cache.keep();
        cache.keep();
        await pass(1);
        expect(reads()).toBe(1);
        expect(cache.report()).toMatchObject({hosts: 1, services: 1, missing: []});
        await pass(9 * MINUTE);
        expect(reads()).toBe(1);
        await pass(2 * MINUTE);
        expect(reads()).toBe(2);
        cache.rest();
        await pass(60 * MINUTE);
        expect(reads()).toBe(2);
    });

    it('gives a service without priority and tags of its own those of its host', async () => {
        const {cache} = open();
        await cache.refresh();
        expect(cache.of(PING, NAMES)).toEqual({
            ...NAMES,
            hostGroups: ['Berlin'],
            serviceGroups: [],
            containers: ['Tenant A', 'root'],
            tags: ['shop'],
            satellite: 'master',
            priority: 4,
        });
    });

    it('reads again soon after an unknown object appeared', async () => {
        const {cache, monitoring, pass, reads} = open();
        cache.keep();
        await pass(3 * MINUTE);
        monitoring.facts = async (sink) => {
            await facts()(sink);
            sink.service({target: NEW, hostName: 'web01', serviceName: 'New', tags: 'fresh', priority: 2});
        };
        let fresh = 0;
        cache.onFresh(() => {
            fresh += 1;
        });
        // Until then what its host has for certain is known, and what it may have itself is not.
        expect(cache.of(NEW, NAMES)).toMatchObject({hostGroups: ['Berlin'], satellite: 'master'});
        expect(cache.of(NEW, NAMES)).not.toHaveProperty('tags');
        expect(cache.mayLearn(NEW)).toBe(true);
        await pass(10_000);
        expect([reads(), fresh]).toEqual([2, 1]);
        expect(cache.of(NEW, NAMES)).toMatchObject({tags: ['fresh'], priority: 2});
        expect(cache.mayLearn(NEW)).toBe(false);
    });

    it('is asked once for an object that was deleted, which then counts as its host does', async () => {
        const {cache, pass, reads} = open();
        cache.keep();
        await pass(3 * MINUTE);
        for (let at = 0; at < 20; at += 1) {
            cache.of(NEW, NAMES);
            cache.of(NOBODY, {hostName: 'nobody'});
            await pass(10_000);
        }
        expect(reads()).toBe(2);
        expect(cache.of(NEW, NAMES)).toMatchObject({tags: ['shop'], priority: 4, serviceGroups: []});
        expect(cache.of(NOBODY, {hostName: 'nobody'})).toEqual({hostName: 'nobody'});
        expect(cache.mayLearn(NOBODY)).toBe(false);
    });

    it('reads rarely although a thousand unknown objects appear one after another', async () => {
        const {cache, pass, reads} = open();
        cache.keep();
        await pass(3 * MINUTE);
        for (let at = 0; at < 1000; at += 1) {
            cache.of({hostUuid: 'web01', serviceUuid: `new${at}`}, NAMES);
            await pass(300);
        }
        // Five minutes.
        expect(reads()).toBeLessThanOrEqual(4);
    });

    it('keeps the old facts whole when a refresh fails half-way, knows their age, and asks again', async () => {
        const {cache, monitoring, pass, reads} = open();
        cache.keep();
        await pass(1);
        const at = cache.report()?.at;
        monitoring.facts = async (sink) => {
            sink.host({target: WEB01, hostName: 'half', tags: '', priority: 1, containers: [], satellite: undefined});
            throw AWAY;
        };
        await pass(10.5 * MINUTE);
        expect(reads()).toBe(2);
        expect(cache.of(PING, NAMES)).toMatchObject({hostGroups: ['Berlin'], tags: ['shop']});
        expect(cache.report()).toMatchObject({at, error: 'openITCOCKPIT is away.'});
        monitoring.facts = facts(['Hamburg']);
        await pass(2 * MINUTE);
        expect(cache.of(PING, NAMES).hostGroups).toEqual(['Hamburg']);
        expect(cache.report()).not.toHaveProperty('error');
    });

    it('says that there are no facts, or old ones, where openITCOCKPIT is away', async () => {
        const {cache, monitoring, findings, pass} = open();
        monitoring.facts = () => Promise.reject(AWAY);
        cache.keep();
        await pass(1);
        expect(findings.of('problem')).toEqual([expect.stringContaining('could not be read')]);
        await expect(cache.whole()).rejects.toBe(AWAY);
        monitoring.facts = facts();
        await pass(2 * MINUTE);
        expect(findings.of('problem')).toEqual([]);
        monitoring.facts = () => Promise.reject(AWAY);
        for (let at = 0; at < 80; at += 1) {
            await pass(MINUTE);
        }
        expect(findings.of('problem')).toEqual([expect.stringMatching(/are [78]\d minutes old/)]);
        expect(findings.of('problem', 'de')).toEqual([expect.stringMatching(/sind [78]\d Minuten alt/)]);
    });

    it('follows groups that are renamed between two refreshes', async () => {
        const {cache, monitoring, pass} = open();
        cache.keep();
        await pass(1);
        monitoring.facts = facts(['Berlin-Mitte', '"B" / 🔥']);
        await pass(11 * MINUTE);
        expect(cache.of(WEB01, {hostName: 'web01'}).hostGroups).toEqual(['"B" / 🔥', 'Berlin-Mitte']);
        expect((await cache.whole()).names.hostGroups).toEqual(['Berlin-Mitte', '"B" / 🔥']);
    });

    it('names the right that is missing, until it is there', async () => {
        const {cache, monitoring, findings} = open();
        monitoring.facts = async (sink) => {
            await facts()(sink);
            sink.missing('hostGroups', () => 'The right Hostgroups › index is missing.');
        };
        await cache.refresh();
        expect(findings.of('note')).toEqual([
            'Subscriptions cannot be matched by host groups; everything else works. The right Hostgroups › index is missing.',
        ]);
        expect(cache.of(PING, NAMES)).toMatchObject({hostGroups: undefined, tags: ['shop']});
        monitoring.facts = facts();
        await cache.refresh();
        expect(findings.of('note')).toEqual([]);
    });

    it('takes the names of the alert, which may be younger', async () => {
        const {cache} = open();
        await cache.refresh();
        expect(cache.of(PING, {hostName: 'renamed', serviceName: 'Ping6'})).toMatchObject({
            hostName: 'renamed',
            serviceName: 'Ping6',
            hostGroups: ['Berlin'],
        });
    });
});
