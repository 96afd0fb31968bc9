import {describe, expect, it} from 'vitest';
import {eventually} from '../../support/eventually';
import {mainRequests, openClient, openDouble, PING, refusalOf, WEB01} from '../../support/openitcockpit/client_harness';

const ACK = {
    target: PING,
    author: 'Jane Roe',
    comment: 'OPS-1',
    sticky: true,
    notify: false,
    hostAndServices: false,
};

const PATIENT = {breaker: {failures: 99, halfOpenAfterMs: 1}};

describe('repetition', () => {
    it.each([{gateway: 502}, {gateway: 503}, {gateway: 504}, {reset: 'before'}, {reset: 'after'}] as const)(
        'a read is repeated after %o',
        async (fault) => {
            const double = await openDouble();
            double.faults.once(fault, 2);
            expect(await openClient(double, {}, PATIENT).readStatus(WEB01)).toMatchObject({hostName: 'web01'});
        },
    );

    it('a read gives up after as many pauses as it was given', async () => {
        const double = await openDouble();
        double.faults.set({gateway: 502});
        const client = openClient(double, {}, {...PATIENT, retryDelaysMs: [1, 1, 1]});
        await refusalOf(client.readStatus(WEB01));
        expect(mainRequests(double)).toHaveLength(4);
    });

    it('a command is repeated while the queue is down, and then sent once', async () => {
        const double = await openDouble();
        double.world.setState('web01/Ping', 'CRITICAL');
        double.faults.once({queueDown: true}, 2);
        await openClient(double).acknowledge(ACK);
        expect(double.requests.map((r) => r.status)).toEqual([500, 500, 200]);
        expect(double.commands).toHaveLength(1);
    });

    it.each([{gateway: 502}, {gateway: 504}, {reset: 'before'}, {reset: 'after'}] as const)(
        'a command that may have arrived is not repeated after %o',
        async (fault) => {
            const double = await openDouble();
            double.faults.once(fault);
            const client = openClient(double, {}, PATIENT);
            expect((await refusalOf(client.acknowledge(ACK))).code).toBe('openitcockpit_unreachable');
            expect(client.metrics.operations).toEqual(['acknowledge']);
        },
    );

    it.each([
        [{queueDown: true}, true],
        [{gateway: 504}, false],
        [{reset: 'after'}, false],
        [{waf: true}, false],
    ] as const)('after %o it is known whether surely nothing was sent: %s', async (fault, nothingSent) => {
        const double = await openDouble();
        double.faults.set(fault);
        expect(await refusalOf(openClient(double, {}, PATIENT).acknowledge(ACK))).toMatchObject({nothingSent});
    });

    it('an open circuit and a server that is not there sent nothing', async () => {
        const double = await openDouble();
        await double.stop();
        const client = openClient(double, {}, {breaker: {failures: 3, halfOpenAfterMs: 60_000}});
        expect(await refusalOf(client.acknowledge(ACK))).toMatchObject({
            code: expect.stringMatching(/unreachable|circuit_open/),
            nothingSent: true,
        });
        expect(await refusalOf(client.acknowledge(ACK))).toMatchObject({
            code: 'openitcockpit_circuit_open',
            nothingSent: true,
        });
    });

    it('a command whose answer broke off was executed all the same: read back', async () => {
        const double = await openDouble();
        double.world.setState('web01/Ping', 'CRITICAL');
        double.faults.once({reset: 'after'});
        const client = openClient(double);
        await refusalOf(client.acknowledge(ACK));
        await eventually(async () => expect((await client.readStatus(PING)).acknowledged).toBe(true));
        expect(double.commands).toHaveLength(1);
    });

    it('nothing is repeated after a time-out, neither command nor read', async () => {
        const double = await openDouble();
        double.faults.set({hangAll: true});
        const client = openClient(double, {timeoutMs: 1000});
        await refusalOf(client.acknowledge(ACK));
        await refusalOf(client.readStatus(WEB01));
        expect(mainRequests(double)).toHaveLength(2);
    });

    it('a hung queue: the command times out, and is executed when the queue wakes up', async () => {
        const double = await openDouble();
        double.world.setState('web01/Ping', 'CRITICAL');
        double.faults.set({hangCommands: true});
        const client = openClient(double, {timeoutMs: 50});
        expect((await refusalOf(client.acknowledge(ACK))).code).toBe('openitcockpit_timeout');
        double.release();
        await eventually(async () => expect((await client.readStatus(PING)).acknowledged).toBe(true));
    });

    it('refusals are not repeated', async () => {
        const double = await openDouble();
        await refusalOf(openClient(double, {apiKey: 'wrong'}).readStatus(WEB01));
        await refusalOf(openClient(double, {apiKey: double.apiKeys.nocmd}).acknowledge(ACK));
        expect(mainRequests(double)).toHaveLength(2);
    });
});

describe('circuit breaker', () => {
    const BREAKER = {retryDelaysMs: [], breaker: {failures: 3, halfOpenAfterMs: 20}};

    it('opens after failures in a row, refuses at once, and closes when openITCOCKPIT is back', async () => {
        const double = await openDouble();
        const client = openClient(double, {}, BREAKER);
        expect(client.circuit()).toBe('closed');

        double.faults.set({gateway: 502});
        for (let i = 0; i < 3; i += 1) {
            expect((await refusalOf(client.readStatus(WEB01))).code).toBe('openitcockpit_unreachable');
        }
        expect(client.circuit()).toBe('open');
        double.faults.clear();
        await eventually(async () => expect(await client.readStatus(WEB01)).toMatchObject({hostName: 'web01'}));
        expect(client.circuit()).toBe('closed');
        expect(client.logger.lines.filter((l) => l.facts?.circuit).map((l) => l.facts?.circuit)).toEqual(
            expect.arrayContaining(['open', 'half-open', 'closed']),
        );
    });

    it('an open circuit is for all calls, sends nothing and says what happened last', async () => {
        const double = await openDouble();
        const client = openClient(double, {}, {...BREAKER, breaker: {failures: 2, halfOpenAfterMs: 3_600_000}});
        double.faults.set({gateway: 502});
        await Promise.allSettled([client.readStatus(WEB01), client.readStatus(PING)]);
        const sent = double.requests.length;
        for (const call of [
            () => client.acknowledge(ACK),
            () => client.readStatus(WEB01),
            () => client.lookup(PING),
            () => client.whoAmI(),
        ]) {
            expect(await refusalOf(call())).toMatchObject({
                code: 'openitcockpit_circuit_open',
                message: expect.stringContaining('(502)'),
            });
        }
        expect(double.requests).toHaveLength(sent);
    });

    it('a failed try keeps it open', async () => {
        const double = await openDouble();
        const client = openClient(double, {}, {...BREAKER, breaker: {failures: 1, halfOpenAfterMs: 10}});
        double.faults.set({gateway: 502});
        await refusalOf(client.readStatus(WEB01));
        await eventually(async () =>
            expect((await refusalOf(client.readStatus(WEB01))).code).toBe('openitcockpit_unreachable'),
        );
        expect(client.circuit()).toBe('open');
    });

    it('refusals prove that openITCOCKPIT is there: they keep it closed', async () => {
        const double = await openDouble();
        const client = openClient(double, {apiKey: double.apiKeys.nocmd}, BREAKER);
        for (let i = 0; i < 4; i += 1) {
            await refusalOf(client.acknowledge(ACK));
        }
        expect(client.circuit()).toBe('closed');

        // Two failures, a refusal, two failures: never three in a row.
        for (const fault of [{gateway: 502}, {gateway: 502}, {}, {gateway: 502}, {gateway: 502}] as const) {
            double.faults.once(fault);
            await refusalOf(client.acknowledge(ACK));
        }
        expect(client.circuit()).toBe('closed');
    });
});

describe('load', () => {
    it('takes at most three of openITCOCKPIT’s five workers at once', async () => {
        const double = await openDouble();
        double.faults.set({slowMs: 15});
        const client = openClient(double);
        await Promise.all(Array.from({length: 15}, () => client.readStatus(WEB01)));
        expect(double.load.maxInFlight).toBe(3);
        expect(mainRequests(double)).toHaveLength(15);
    });

    it('waiting calls fail at once when the circuit opens', async () => {
        const double = await openDouble();
        double.faults.set({gateway: 502});
        const client = openClient(double, {}, {retryDelaysMs: [], breaker: {failures: 3, halfOpenAfterMs: 3_600_000}});
        const results = await Promise.allSettled(Array.from({length: 30}, () => client.readStatus(WEB01)));
        expect(results.every((r) => r.status === 'rejected')).toBe(true);
        expect(double.requests.length).toBeLessThan(10);
    });
});
