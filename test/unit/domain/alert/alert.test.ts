import {describe, expect, it} from 'vitest';
import {lacksNames, targetIds, withFoundNames} from '../../../../server-proxy/src/domain/alert/alert';
import {alertKey} from '../../../../server-proxy/src/domain/alert/alert_key';
import {HOST_UUID, KEY, SERVICE_UUID} from '../../../support/app/problem';
import {hostRecordOf, recordOf} from '../../../support/records';

const service = recordOf().alert;
const host = hostRecordOf().alert;

describe('what an alert is about', () => {
    it('is a host, or a service on it', () => {
        expect(targetIds(host.target)).toEqual({hostUuid: HOST_UUID});
        expect(targetIds(service.target)).toEqual({hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID});
    });

    it('has one key in the store', () => {
        expect(alertKey(targetIds(host.target))).toBe(HOST_UUID);
        expect(alertKey(targetIds(service.target))).toBe(KEY);
    });

    it('lacks names while an id stands for one of them', () => {
        expect(lacksNames(service)).toBe(false);
        expect(lacksNames(recordOf({hostname: ''}).alert)).toBe(true);
        expect(lacksNames(recordOf({servicename: ''}).alert)).toBe(true);
        expect(lacksNames(host)).toBe(false);
    });

    it('gets the names that were found; a service without one keeps what it has', () => {
        expect(withFoundNames(service, {hostName: 'db1', serviceName: 'Disk'}).target).toEqual({
            host: {uuid: HOST_UUID, name: 'db1'},
            service: {uuid: SERVICE_UUID, name: 'Disk'},
        });
        expect(withFoundNames(service, {hostName: 'db1'}).target.service?.name).toBe('Ping');
        expect(withFoundNames(host, {hostName: 'db1'}).target).toEqual({host: {uuid: HOST_UUID, name: 'db1'}});
    });
});
