import {describe, expect, it} from 'vitest';
import {ACTION, ALERT_PROP, type AlertProps, CHOICE, FIELD} from '#contract';
import type {Downtime} from '../../../../server-proxy/src/app/actions/command_port';
import type {FoundObject} from '../../../../server-proxy/src/app/commands/search_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {type AppHarness, HOST_UUID, problem, startHarness} from '../../../support/app/harness';

const HOST = {type: 'Host', state: '1', serviceuuid: '', servicename: ''};
const AUTHOR = 'Jane Roe (@jane)';
const ALL = {[FIELD.hostAndServices]: true};

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;
const replies = (harness: AppHarness) => harness.chat.replies.map(({message}) => message);
const told = (harness: AppHarness) => harness.chat.told;
const seconds = (harness: AppHarness) => Math.floor(harness.clock.now() / 1000);

const open = async (): Promise<AppHarness> => {
    const harness = await startHarness();
    harness.monitoring.status = {...harness.monitoring.status, state: 'DOWN'};
    await harness.notify(problem(HOST));
    return harness;
};

const serviceOf = (number: number, more: Partial<FoundObject> = {}): FoundObject => ({
    target: {hostUuid: HOST_UUID, serviceUuid: `service-${number}`},
    hostName: 'web01',
    serviceName: `Service ${number}`,
    state: 'CRITICAL',
    output: 'gone',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    lastCheck: '',
    activeChecks: true,
    mayEdit: true,
    stateFor: '1h',
    ...more,
});

const acknowledged = (more: Partial<FoundObject['acknowledgement']> = {}): Partial<FoundObject> => ({
    acknowledged: true,
    acknowledgement: {author: AUTHOR, comment: 'replacing the disk', sticky: true, ...more},
});

describe('acknowledging a host and its services', () => {
    const acknowledge = async (harness: AppHarness) => {
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.submit({comment: 'replacing the disk', ...ALL});
        await harness.app.idle();
    };

    it('is confirmed once each service in a problem state shows it', async () => {
        const harness = await open();
        harness.monitoring.services = [serviceOf(1, acknowledged()), serviceOf(2, {state: 'OK'})];
        await acknowledge(harness);
        expect(shown(harness).look).toBe('acknowledged');
        expect(told(harness)).toEqual([]);
        expect(replies(harness)).toEqual(['Acknowledged by Jane Roe (@\u200bjane): replacing the disk']);
    });

    it('says which services do not show it', async () => {
        const harness = await open();
        harness.monitoring.services = [
            serviceOf(1, acknowledged()),
            serviceOf(2),
            serviceOf(3, acknowledged({author: 'Ada Admin', comment: 'long ago', at: momentAt(1)})),
            serviceOf(4, {acknowledged: true}),
        ];
        await acknowledge(harness);
        const sentence = '3 of 4 services do not show it: Service 2, Service 3, Service 4.';
        expect(shown(harness).look).toBe('acknowledged');
        expect(told(harness)).toEqual([
            expect.objectContaining({
                weight: 'warning',
                message: `openITCOCKPIT confirmed it for the host, but ${sentence}`,
            }),
        ]);
        expect(replies(harness)).toEqual([`Acknowledged by Jane Roe (@\u200bjane): replacing the disk\n${sentence}`]);
        expect(await harness.audit.recent({limit: 1})).toMatchObject([{result: 'partly'}]);
    });

    it('names at most five of them, cut and harmless', async () => {
        const harness = await open();
        harness.monitoring.services = Array.from({length: 12}, (_, at) =>
            serviceOf(at + 1, {serviceName: at === 0 ? `@all ${'x'.repeat(500)}` : `Service ${at + 1}`}),
        );
        await acknowledge(harness);
        const message = told(harness)[0]?.message ?? '';
        expect(message).toContain('12 of 12 services do not show it: @\u200ball x');
        expect(message).toMatch(/Service 5 and 7 more\.$/);
        expect(message.length).toBeLessThan(400);
    });

    it('a service that failed after the command is not counted', async () => {
        const harness = await open();
        const since = momentAt(seconds(harness) + 3600);
        harness.monitoring.services = [serviceOf(1, acknowledged()), serviceOf(2, {stateSince: since})];
        await acknowledge(harness);
        expect(told(harness)).toEqual([]);
        expect(replies(harness)).toEqual([expect.stringMatching(/^Acknowledged by .*: [^:\n]+$/)]);
    });

    it('somebody else’s newer acknowledgement of a service will do', async () => {
        const harness = await open();
        const at = momentAt(seconds(harness) + 3600);
        harness.monitoring.services = [serviceOf(1, acknowledged({author: 'Ada Admin', comment: 'mine', at}))];
        await acknowledge(harness);
        expect(told(harness)).toEqual([]);
        expect(replies(harness)).toEqual([expect.stringMatching(/^Acknowledged by .*: [^:\n]+$/)]);
    });

    it('its notification confirms the host alone', async () => {
        const harness = await open();
        harness.monitoring.applies = false;
        harness.monitoring.services = [serviceOf(1)];
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.submit({comment: 'replacing the disk', notify: true, ...ALL});
        await harness.notify(
            problem({
                ...HOST,
                notificationtype: 'ACKNOWLEDGEMENT',
                time: String(seconds(harness) + 2),
                ackauthor: AUTHOR,
                ackcomment: 'replacing the disk',
            }),
        );
        await harness.app.idle();
        expect(shown(harness).look).toBe('acknowledged');
        expect(told(harness)).toMatchObject([{message: expect.stringContaining('1 of 1 services does not show it')}]);
    });

    it('after a command that hung, services get their time to show it', async () => {
        const harness = await open();
        harness.monitoring.failures.acknowledge = new AppError('openitcockpit_timeout', 'no answer');
        harness.monitoring.visibleAfterReads = 30;
        harness.monitoring.services = [serviceOf(1)];
        await acknowledge(harness);
        expect(told(harness)).toMatchObject([{message: expect.stringContaining('queued')}]);
        while (!harness.monitoring.status.acknowledged) {
            await harness.monitoring.readDowntimes();
        }
        const readServices = harness.monitoring.readServices.bind(harness.monitoring);
        let reads = 0;
        harness.monitoring.readServices = (...asked) => {
            reads += 1;
            harness.monitoring.services = reads < 4 ? [serviceOf(1)] : [serviceOf(1, acknowledged())];
            return readServices(...asked);
        };
        harness.app.resume();
        await harness.app.idle();
        expect(replies(harness)).toEqual([expect.stringMatching(/^Acknowledged by .*: [^:\n]+$/)]);
        expect(harness.monitoring.commands).toHaveLength(1);
    });

    it('a service alone, and a host alone, ask for no services', async () => {
        const harness = await open();
        harness.monitoring.services = [serviceOf(1)];
        await harness.acknowledge();
        await harness.app.idle();
        expect(told(harness)).toEqual([]);
        expect(replies(harness)).toEqual([expect.stringMatching(/^Acknowledged by .*: [^:\n]+$/)]);
    });
});

describe('a downtime of a host and its services', () => {
    const downtimeOf = (id: number, more: Partial<Downtime> = {}): Downtime => ({
        id,
        author: AUTHOR,
        comment: 'new disk',
        seconds: 3600,
        running: true,
        ...more,
    });
    const schedule = async (harness: AppHarness) => {
        await harness.choose(CHOICE.scheduleDowntime);
        await harness.submit({length: '1h', comment: 'new disk', ...ALL});
        await harness.app.idle();
    };

    it('is confirmed once each service shows it', async () => {
        const harness = await open();
        harness.monitoring.services = [serviceOf(1, {inDowntime: true}), serviceOf(2, {state: 'OK', inDowntime: true})];
        harness.monitoring.serviceDowntimes = new Map();
        const schedules = harness.monitoring.scheduleDowntime.bind(harness.monitoring);
        harness.monitoring.scheduleDowntime = async (command) => {
            await schedules(command);
            harness.monitoring.serviceDowntimes = new Map([
                ['service-1', [downtimeOf(21)]],
                ['service-2', [downtimeOf(22)]],
            ]);
        };
        await schedule(harness);
        expect(shown(harness).in_downtime).toBe(true);
        expect(told(harness)).toEqual([]);
    });

    it('says which services have none, an old one, or one that does not apply', async () => {
        const harness = await open();
        harness.monitoring.services = [
            serviceOf(1, {inDowntime: true}),
            serviceOf(2, {inDowntime: true}),
            serviceOf(3),
            serviceOf(4),
            serviceOf(5, {inDowntime: true}),
        ];
        const old = new Map([['service-2', [downtimeOf(7)]]]);
        harness.monitoring.serviceDowntimes = old;
        const schedules = harness.monitoring.scheduleDowntime.bind(harness.monitoring);
        harness.monitoring.scheduleDowntime = async (command) => {
            await schedules(command);
            harness.monitoring.serviceDowntimes = new Map([
                ...old,
                ['service-1', [downtimeOf(21)]],
                ['service-3', [downtimeOf(23)]],
                ['service-5', [downtimeOf(25, {author: 'Ada Admin'})]],
            ]);
        };
        await schedule(harness);
        const sentence = '4 of 5 services do not show it: Service 2, Service 3, Service 4, Service 5.';
        expect(shown(harness).in_downtime).toBe(true);
        expect(told(harness)).toEqual([
            expect.objectContaining({
                weight: 'warning',
                message: `openITCOCKPIT confirmed it for the host, but ${sentence}`,
            }),
        ]);
        expect(replies(harness)).toEqual([expect.stringContaining(`: new disk\n${sentence}`)]);
    });
});
