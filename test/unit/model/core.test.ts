import {beforeEach, describe, expect, it} from 'vitest';
import {Core, type Notification, type Row} from '../../support/model/core';

const TELL = {delayMs: 0};

describe('the model of the core', () => {
    let now = 0;
    let notified: Notification[] = [];
    let rows: Row[] = [];
    let later: {ms: number; then: () => void}[] = [];
    let core: Core;

    const start = (attempts = 1) => {
        [now, notified, rows, later] = [1_000_000_000, [], [], []];
        core = new Core(() => now, attempts, {
            row: (row) => rows.push(row),
            acknowledgement: () => undefined,
            downtimes: () => undefined,
            notification: (notification) => notified.push(notification),
            later: (ms, then) => later.push({ms, then}),
        });
    };
    const check = (state: Row['state'], again = false) => {
        now += 60_000;
        core.check(state, 200, again, TELL);
    };
    const types = () => notified.map(({type, state}) => `${type} ${state}`);
    const downtime = () => {
        const second = now / 1000;
        core.scheduleDowntime('Admin', 'maintenance', second, second + 600, TELL);
        later.at(-2)?.then();
    };

    beforeEach(() => start());

    it('notifies a problem, each other state of it, and its end, and repeats itself only when it is time', () => {
        for (const state of ['CRITICAL', 'CRITICAL', 'WARNING', 'OK', 'OK'] as const) {
            check(state);
        }
        check('UNKNOWN');
        check('UNKNOWN', true);
        expect(types()).toEqual([
            'PROBLEM CRITICAL',
            'PROBLEM WARNING',
            'RECOVERY OK',
            'PROBLEM UNKNOWN',
            'PROBLEM UNKNOWN',
        ]);
        expect(notified.map(({problem}) => problem)).toEqual([1, 1, 1, 2, 2]);
    });

    it('notifies nothing while a state is soft, and no recovery of what was never notified', () => {
        start(3);
        check('CRITICAL');
        check('CRITICAL');
        check('OK');
        expect(types()).toEqual([]);
        for (let times = 0; times < 3; times += 1) {
            check('CRITICAL');
        }
        expect(types()).toEqual(['PROBLEM CRITICAL']);
    });

    it('a state begins when its check began', () => {
        check('CRITICAL');
        expect(rows.at(-1)).toMatchObject({stateSince: now / 1000 - 1, lastCheck: now / 1000 - 1, ms: now});
    });

    it('a normal acknowledgement goes with any change of state, a sticky one with OK only', () => {
        check('CRITICAL');
        core.acknowledge('Admin', 'seen', false, false, TELL);
        check('CRITICAL');
        expect(core.acknowledgement).toBeDefined();
        check('WARNING');
        expect(core.acknowledgement).toBeUndefined();
        core.acknowledge('Admin', 'seen', true, false, TELL);
        check('CRITICAL');
        expect(core.acknowledgement).toBeDefined();
        check('OK');
        expect(core.acknowledgement).toBeUndefined();
    });

    it('no problem is notified while it is acknowledged, in a downtime or flapping', () => {
        check('CRITICAL');
        core.acknowledge('Admin', 'seen', true, true, TELL);
        check('WARNING', true);
        core.removeAcknowledgement();
        downtime();
        check('CRITICAL', true);
        core.cancelDowntimes(TELL);
        core.setFlapping(true, TELL);
        check('UNKNOWN', true);
        expect(types()).toEqual([
            'PROBLEM CRITICAL',
            'ACKNOWLEDGEMENT CRITICAL',
            'DOWNTIMESTART WARNING',
            'DOWNTIMECANCELLED CRITICAL',
            'FLAPPINGSTART CRITICAL',
        ]);
    });

    it('what is OK cannot be acknowledged', () => {
        expect(core.acknowledge('Admin', 'seen', true, true, TELL)).toBe(false);
        expect(types()).toEqual([]);
    });

    it('of downtimes that overlap, the first beginning and the last end are notified', () => {
        check('CRITICAL');
        downtime();
        downtime();
        core.cancelDowntimes(TELL, [1]);
        expect(core.inDowntime).toBe(true);
        core.cancelDowntimes(TELL);
        expect(types().slice(1)).toEqual(['DOWNTIMESTART CRITICAL', 'DOWNTIMECANCELLED CRITICAL']);
    });

    it('a recheck within 15 s of the last check is dropped', () => {
        check('CRITICAL');
        const before = rows.length;
        now += 14_000;
        core.recheck(TELL);
        expect(rows.length).toBe(before);
        now += 2000;
        core.recheck(TELL);
        expect(rows.length).toBe(before + 1);
    });
});
