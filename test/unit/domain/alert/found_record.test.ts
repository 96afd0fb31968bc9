import {describe, expect, it} from 'vitest';
import {alertOf, recordOf, type SeenObject} from '../../../../server-proxy/src/domain/alert/found_record';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';
import {NOW} from '../../../support/records';
import {at, BEGAN, seen} from '../../../support/words';

const HOST = {hostUuid: HOST_UUID};
const SERVICE = {...HOST, serviceUuid: SERVICE_UUID};
const found = (more: Partial<SeenObject> = {}): SeenObject => ({...seen(undefined), target: SERVICE, ...more});

describe('the notification that openITCOCKPIT would have sent about a problem that was found', () => {
    it('names host and service and says what is wrong', () => {
        expect(alertOf(found(), 'CRITICAL')).toEqual({
            target: {host: {uuid: HOST_UUID, name: 'web01'}, service: {uuid: SERVICE_UUID, name: 'Ping'}},
            notificationType: 'PROBLEM',
            state: 'CRITICAL',
            output: 'rta nan, lost 100%',
            problemId: '',
            author: '',
            comment: '',
            channel: '',
            noEmoji: false,
        });
    });

    it('is about a host where it is one', () => {
        expect(alertOf(found({target: HOST}), 'DOWN').target).toEqual({host: {uuid: HOST_UUID, name: 'web01'}});
    });

    it('has the UUID for a name that is not told', () => {
        const {serviceName: _name, ...unnamed} = found();
        expect(alertOf(unnamed, 'CRITICAL').target.service?.name).toBe(SERVICE_UUID);
    });

    it('is of a state that began at the earliest, and was checked at the latest, that openITCOCKPIT’s minutes allow', () => {
        const minute = {earliest: BEGAN, latest: BEGAN + 59};
        expect(alertOf(found({stateSince: minute, checkedAt: minute}), 'CRITICAL')).toMatchObject({
            since: BEGAN,
            time: BEGAN + 59,
        });
    });
});

describe('the record of a problem that was found', () => {
    it('shows all that openITCOCKPIT shows, dated or not', () => {
        const acknowledgement = {author: 'Ada', comment: 'seen', sticky: true};
        const more = {acknowledged: true, acknowledgement, inDowntime: true, flapping: true};
        expect(recordOf(found(more), 'CRITICAL', NOW)).toMatchObject({
            look: 'acknowledged',
            ack: {author: 'Ada', comment: 'seen'},
            inDowntime: true,
            flapping: true,
            alert: {state: 'CRITICAL', output: 'rta nan, lost 100%'},
        });
        expect(recordOf(found(), 'CRITICAL', NOW)).toMatchObject({look: 'problem', inDowntime: false});
    });

    it('shows an acknowledgement that is older than the newest state', () => {
        const acknowledgement = {author: 'Ada', comment: 'seen', sticky: true, at: at(-500)};
        const object = found({acknowledged: true, acknowledgement, stateSince: at(0), checkedAt: at(10)});
        expect(recordOf(object, 'CRITICAL', NOW)).toMatchObject({look: 'acknowledged', ack: {author: 'Ada'}});
    });
});
