import {describe, expect, it, vi} from 'vitest';
import type {State} from '#contract';
import type {AcknowledgeCommand, MonitoringPort} from '../../server-proxy/src/app/ports';
import type {TargetIds} from '../../server-proxy/src/domain/alert';
import {refusalOf} from './openitcockpit/client_harness';
import {UUID} from './openitcockpit/recorded_objects';

/** An openITCOCKPIT and a port that talks to it. The objects are the recorded ones. */
export interface MonitoringSite {
    readonly port: MonitoringPort;
    setState(object: 'web01' | 'web01/Ping' | 'web01/HTTP shop', state: State, output: string): void;
}

const WEB01: TargetIds = {hostUuid: UUID.web01};
const PING: TargetIds = {hostUuid: UUID.web01, serviceUuid: UUID.web01Ping};
const SHOP: TargetIds = {hostUuid: UUID.web01, serviceUuid: UUID.web01Shop};
const UNKNOWN = '11111111-2222-3333-4444-555555555555';

const acknowledgementOf = (target: TargetIds, more: Partial<AcknowledgeCommand> = {}): AcknowledgeCommand => ({
    target,
    author: 'Jane Roe (Mattermost)',
    comment: 'OPS-1 “working” on it – ä € 😀',
    sticky: true,
    notify: false,
    hostAndServices: false,
    ...more,
});

/** The loop every implementation must close, the fakes of the app's tests included. */
export const defineAcknowledgementSuite = (name: string, open: () => Promise<MonitoringSite>): void => {
    describe(`MonitoringPort, acknowledging: ${name}`, () => {
        it('an acknowledgement becomes readable with author, comment and stickiness, and goes when removed', async () => {
            const {port, setState} = await open();
            setState('web01/Ping', 'CRITICAL', 'rta nan');
            expect(await port.readStatus(PING)).toMatchObject({state: 'CRITICAL', acknowledged: false});

            await port.acknowledge(acknowledgementOf(PING));
            await vi.waitFor(async () =>
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
            await vi.waitFor(async () => expect((await port.readStatus(PING)).acknowledged).toBe(false));
            expect(await port.readStatus(PING)).not.toHaveProperty('acknowledgement');
        });

        it('a second acknowledgement replaces the first', async () => {
            const {port, setState} = await open();
            setState('web01/Ping', 'CRITICAL', 'rta nan');
            await port.acknowledge(acknowledgementOf(PING));
            await vi.waitFor(async () => expect((await port.readStatus(PING)).acknowledged).toBe(true));
            await port.acknowledge(acknowledgementOf(PING, {author: 'Max Muster', comment: 'mine', sticky: false}));
            await vi.waitFor(async () =>
                expect((await port.readStatus(PING)).acknowledgement).toEqual({
                    author: 'Max Muster',
                    comment: 'mine',
                    sticky: false,
                }),
            );
        });
    });
};

/** Everything a MonitoringPort over a real openITCOCKPIT (or its double) must do. */
export const defineMonitoringPortSuite = (name: string, open: () => Promise<MonitoringSite>): void => {
    defineAcknowledgementSuite(name, open);

    describe(`MonitoringPort: ${name}`, () => {
        it('reads a host', async () => {
            const {port, setState} = await open();
            setState('web01', 'DOWN', 'CRITICAL - rta nan');
            expect(await port.readStatus(WEB01)).toEqual({
                hostName: 'web01',
                state: 'DOWN',
                output: 'CRITICAL - rta nan',
                acknowledged: false,
                inDowntime: false,
                mayEdit: true,
            });
        });

        it('reads a service', async () => {
            const {port, setState} = await open();
            setState('web01/Ping', 'WARNING', 'rta 900ms <b>&');
            expect(await port.readStatus(PING)).toEqual({
                hostName: 'web01',
                serviceName: 'Ping',
                state: 'WARNING',
                output: 'rta 900ms <b>&',
                acknowledged: false,
                inDowntime: false,
                mayEdit: true,
            });
        });

        it('knows no state of what was never exported', async () => {
            const {port} = await open();
            const status = await port.readStatus({hostUuid: UUID.new01});
            expect(status).toMatchObject({hostName: 'new01', output: '', acknowledged: false});
            expect(status).not.toHaveProperty('state');
        });

        it('acknowledges a host alone', async () => {
            const {port, setState} = await open();
            setState('web01', 'DOWN', 'gone');
            setState('web01/Ping', 'CRITICAL', 'gone');
            await port.acknowledge(acknowledgementOf(WEB01));
            await vi.waitFor(async () => expect((await port.readStatus(WEB01)).acknowledged).toBe(true));
            expect((await port.readStatus(PING)).acknowledged).toBe(false);
        });

        it('acknowledges a host and its services that have a problem', async () => {
            const {port, setState} = await open();
            setState('web01', 'DOWN', 'gone');
            setState('web01/Ping', 'CRITICAL', 'gone');
            await port.acknowledge(acknowledgementOf(WEB01, {hostAndServices: true}));
            await vi.waitFor(async () => {
                expect((await port.readStatus(WEB01)).acknowledged).toBe(true);
                expect((await port.readStatus(PING)).acknowledged).toBe(true);
            });
            expect((await port.readStatus(SHOP)).acknowledged).toBe(false);

            await port.removeAcknowledgement(WEB01);
            await vi.waitFor(async () => expect((await port.readStatus(WEB01)).acknowledged).toBe(false));
            expect((await port.readStatus(PING)).acknowledged).toBe(true);
        });

        it('names hosts and services', async () => {
            const {port} = await open();
            expect(await port.lookup(WEB01)).toEqual({hostName: 'web01'});
            expect(await port.lookup(SHOP)).toEqual({hostName: 'web01', serviceName: 'HTTP shop'});
            // This one takes its name from its template.
            expect(await port.lookup(PING)).toEqual({hostName: 'web01', serviceName: 'Ping'});
        });

        it('says who it is and that no right is missing', async () => {
            const {port} = await open();
            expect(await port.whoAmI()).toEqual({
                version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
                userName: 'Matter Most',
                email: 'bot@example.org',
                missingRights: [],
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
