import {describe, expect, it} from 'vitest';
import {
    plannedDowntime,
    runningDowntime,
    withDowntime,
    withoutDowntime,
} from '../../../../server-proxy/src/domain/action/downtime';
import {NOW, recordOf} from '../../../support/records';

const downtimeAt = (start: number) => ({start, end: start + 3600, author: 'Jane', comment: 'new disk'});
const inOne = (start: number) => recordOf({}, {inDowntime: true, downtime: downtimeAt(start), updatedAt: NOW});

describe('an object that goes into downtime', () => {
    it('shows it, and keeps the one that was scheduled here', () => {
        const before = recordOf({}, {downtime: downtimeAt(NOW - 60)});
        expect(withDowntime(before, true, NOW)).toEqual({...before, inDowntime: true});
        expect(withDowntime(recordOf(), true, NOW)).toEqual({...recordOf(), inDowntime: true});
    });
});

describe('an object that leaves a downtime', () => {
    it('forgets the one that was scheduled here', () => {
        const after = withDowntime(inOne(NOW - 60), false, NOW);
        expect(after.inDowntime).toBe(false);
        expect(after).not.toHaveProperty('downtime');
    });

    it('forgets one that begins this second', () => {
        expect(withDowntime(inOne(NOW), false, NOW)).not.toHaveProperty('downtime');
    });

    it('keeps one that lies ahead', () => {
        expect(withDowntime(inOne(NOW + 1), false, NOW)).toMatchObject({
            inDowntime: false,
            downtime: downtimeAt(NOW + 1),
        });
    });

    it('had none of ours', () => {
        expect(withDowntime(recordOf({}, {inDowntime: true}), false, NOW)).toEqual(recordOf());
        expect(withoutDowntime(recordOf())).toEqual(recordOf());
    });
});

describe('the downtime that was scheduled here', () => {
    it('runs when the object is in one and it has begun', () => {
        expect(runningDowntime(inOne(NOW))).toEqual(downtimeAt(NOW));
        expect(runningDowntime(inOne(NOW + 1))).toBeUndefined();
        expect(runningDowntime({...inOne(NOW), inDowntime: false})).toBeUndefined();
        expect(runningDowntime(recordOf({}, {inDowntime: true}))).toBeUndefined();
    });

    it('is planned while the object is in none', () => {
        expect(plannedDowntime({...inOne(NOW), inDowntime: false})).toEqual(downtimeAt(NOW));
        expect(plannedDowntime(inOne(NOW))).toBeUndefined();
    });
});
