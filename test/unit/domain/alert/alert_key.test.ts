import {describe, expect, it} from 'vitest';
import {alertKey, earlierKey, isEarlierKey} from '../../../../server-proxy/src/domain/alert/alert_key';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';

const KEY = alertKey({hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID});

describe('the key of an alert', () => {
    it('is its host, or host and service', () => {
        expect(alertKey({hostUuid: 'host'})).toBe('host');
        expect(alertKey({hostUuid: 'host', serviceUuid: 'service'})).toBe('host/service');
    });

    it('of the problem before is told by that problem’s id', () => {
        expect(earlierKey('host', 'problem-1')).toBe('host#problem-1');
        expect(isEarlierKey(earlierKey(KEY, 'problem-1'))).toBe(true);
        expect(isEarlierKey(KEY)).toBe(false);
    });

    it('keeps an id of 40 characters as it is, and makes a short one of a longer', () => {
        const [longest, longer] = ['i'.repeat(40), 'i'.repeat(41)];
        expect(earlierKey('host', longest)).toBe(`host#${longest}`);
        expect(earlierKey('host', longer)).toMatch(/^host#[0-9a-f]{40}$/);
        expect(earlierKey('host', longer)).not.toBe(earlierKey('host', `${longer}i`));
    });

    it('fits into Mattermost’s table, however long the id', () => {
        expect(earlierKey(KEY, 'i'.repeat(1000)).length).toBeLessThanOrEqual(150);
    });
});
