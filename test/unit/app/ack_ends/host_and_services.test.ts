import {describe, expect, it} from 'vitest';
import {ACTION, FIELD} from '#contract';
import type {FoundObject} from '../../../../server-proxy/src/app/commands/search_port';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {pressQuestion, shownAlert, turnAfter} from '../../../support/app/ack_ends';
import {foundObject} from '../../../support/app/found_objects';
import {type AppHarness, HOST_UUID, problem, startHarness} from '../../../support/app/harness';

const MINUTE = 60_000;

describe('an acknowledgement of a host and its services', () => {
    const HOST = {type: 'Host', state: '1', serviceuuid: '', servicename: ''};
    const OURS = {author: 'Jane Roe (@jane)', comment: 'replacing the disk', sticky: true};

    const serviceOf = (number: number, more: Partial<FoundObject>): FoundObject =>
        foundObject('web01', `Service ${number}`, {
            target: {hostUuid: HOST_UUID, serviceUuid: `service-${number}`},
            ...more,
        });

    const OTHERS = [
        serviceOf(3, {acknowledged: true, acknowledgement: {...OURS, author: 'Ada Admin'}}),
        serviceOf(4, {acknowledged: false}),
    ];

    /** @param gone a removal takes the acknowledgement from a service, too */
    const acknowledgedWithServices = async (gone: (serviceUuid: string) => boolean): Promise<AppHarness> => {
        const harness = await startHarness();
        const {monitoring} = harness;
        monitoring.status = {...monitoring.status, state: 'DOWN'};
        monitoring.services = [1, 2].map((number) => serviceOf(number, {acknowledged: true, acknowledgement: OURS}));
        await harness.notify(problem(HOST));
        await harness.app.pressAction(harness.pressOf(ACTION.acknowledge));
        await harness.submit({comment: OURS.comment, length: '1h', [FIELD.hostAndServices]: true});
        await harness.app.idle();
        expect(shownAlert(harness)).toMatchObject({look: 'acknowledged'});
        monitoring.services = [...monitoring.services, ...OTHERS];
        const remove = monitoring.removeAcknowledgement.bind(monitoring);
        monitoring.removeAcknowledgement = async (target) => {
            const {serviceUuid} = target;
            if (serviceUuid === undefined) {
                return remove(target);
            }
            monitoring.removals.push(target);
            const isIt = (one: FoundObject) => one.target.serviceUuid === serviceUuid && gone(serviceUuid);
            monitoring.services = monitoring.services.map((one) => (isIt(one) ? {...one, acknowledged: false} : one));
        };
        return harness;
    };

    const lines = ({chat}: AppHarness) => chat.replies.map(({message}) => message);
    const removed = ({monitoring}: AppHarness) => monitoring.removals.map(({serviceUuid}) => serviceUuid);

    it('ends on the services as well, except where it was replaced or removed meanwhile', async () => {
        const harness = await acknowledgedWithServices(() => true);
        await turnAfter(harness, 61 * MINUTE);
        expect(removed(harness)).toEqual(['service-1', 'service-2', undefined]);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
        expect(lines(harness).at(-1)).toMatch(/come to its end: nobody looks after this problem now\.$/);
    });

    it('says on which services it has not ended', async () => {
        const harness = await acknowledgedWithServices((uuid) => uuid !== 'service-2');
        await turnAfter(harness, 61 * MINUTE);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
        expect(lines(harness).at(-1)).toContain('\n1 of 2 services is still acknowledged: Service 2.');
    });

    it('is removed from the services as well by whoever releases it', async () => {
        const harness = await acknowledgedWithServices((uuid) => uuid !== 'service-2');
        await turnAfter(harness, 46 * MINUTE);
        await pressQuestion(harness, 'release');
        await harness.app.idle();
        expect(removed(harness)).toEqual(['service-1', 'service-2', undefined]);
        expect(harness.chat.told.at(-1)).toMatchObject({
            weight: 'warning',
            message:
                'openITCOCKPIT removed the acknowledgement of the host, but 1 of 2 services is still acknowledged: Service 2.',
        });
    });

    it('is not lost on the services by a removal that openITCOCKPIT did not take at first', async () => {
        const harness = await acknowledgedWithServices(() => true);
        const {monitoring} = harness;
        const remove = monitoring.removeAcknowledgement.bind(monitoring);
        let failures = 1;
        monitoring.removeAcknowledgement = async (target) => {
            if (target.serviceUuid === undefined && failures-- > 0) {
                throw new AppError('openitcockpit_unreachable', 'away');
            }
            return remove(target);
        };
        await turnAfter(harness, 61 * MINUTE);
        await turnAfter(harness, MINUTE);
        harness.app.resume();
        await harness.app.idle();
        expect(removed(harness).at(-1)).toBeUndefined();
        expect(monitoring.services.filter(({acknowledged}) => acknowledged)).toEqual([OTHERS[0]]);
        expect(shownAlert(harness)).toMatchObject({look: 'problem'});
    });
});
