import {describe, expect, it} from 'vitest';
import {
    keepingPending,
    openAction,
    openActions,
    pendingAction,
    withoutPending,
    withPending,
} from '../../../../server-proxy/src/domain/action/pending_action';
import {pendingOf, recordOf} from '../../../support/records';

const ENDED = {result: 'confirmed', message: '', weight: 'info', threadLine: ''} as const;
const cancel = pendingOf({kind: 'cancel_downtime', planned: false});
const recheck = pendingOf();

describe('the outbox of an alert', () => {
    const record = recordOf({}, {pending: [cancel, recheck]});

    it('finds an action by its id', () => {
        expect(pendingAction(record, 'recheck')).toBe(recheck);
        expect(pendingAction(record, 'other')).toBeUndefined();
        expect(pendingAction(recordOf(), 'recheck')).toBeUndefined();
        expect(pendingAction(undefined, 'recheck')).toBeUndefined();
    });

    it('has open what has not ended and was asked for on this post', () => {
        const pending = [cancel, {...recheck, ended: ENDED}, pendingOf(undefined, {postId: 'an earlier post'})];
        expect(openActions(recordOf({}, {pending}))).toEqual([cancel]);
        expect(openActions(recordOf())).toEqual([]);
    });

    it('has at most one open of a kind', () => {
        expect(openAction(record, 'recheck')).toBe(recheck);
        expect(openAction(record, 'acknowledge')).toBeUndefined();
        expect(openAction(undefined, 'recheck')).toBeUndefined();
    });

    it('takes an action up, or replaces the one with its id', () => {
        expect(withPending(recordOf(), recheck).pending).toEqual([recheck]);
        const again = {...cancel, attempts: 1};
        expect(withPending(record, again).pending).toEqual([recheck, again]);
    });

    it('lets go of an action, and of itself with the last one', () => {
        expect(withoutPending(record, 'recheck').pending).toEqual([cancel]);
        expect(withoutPending(recordOf({}, {pending: [recheck]}), 'recheck')).not.toHaveProperty('pending');
        expect(withoutPending(recordOf(), 'recheck')).toEqual(recordOf());
    });

    it('goes on in the next record, so that nothing asked for vanishes', () => {
        expect(keepingPending(record, recordOf()).pending).toEqual([cancel, recheck]);
        expect(keepingPending(recordOf(), record)).toBe(record);
        expect(keepingPending(undefined, record)).toBe(record);
    });
});
