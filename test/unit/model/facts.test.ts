import {describe, expect, it} from 'vitest';
import type {ObjectStatus} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {Notification} from '../../support/model/core';
import {Facts} from '../../support/model/facts';
import type {World} from '../../support/model/scene';

const notification = (type: string, state: 'OK' | 'CRITICAL', ms: number): Notification => ({
    ...{type, state, ms, output: '', stateSince: 0, problem: 1, author: '', comment: '', tell: {delayMs: 0}},
});

/** A reading of the second `checked`, from a database as fresh as `fresh`. */
const reading = (state: 'OK' | 'CRITICAL', checked: number, fresh: number, more: Partial<ObjectStatus> = {}) => ({
    ms: fresh * 1000,
    status: {
        ...{hostName: '', output: '', acknowledged: false, inDowntime: false, flapping: false, lastCheck: ''},
        ...{activeChecks: true, mayEdit: true, state},
        checkedAt: {earliest: checked, latest: checked},
        freshAt: {earliest: fresh, latest: fresh},
        ...more,
    },
});

const told = (facts: Facts, said: Notification) => facts.notified(said, said.ms)(said.ms);

describe('what the handler can know', () => {
    it('a younger notification denies an older reading, not the other way round', () => {
        const facts = new Facts({timed: true, clockAhead: 0} as World);
        facts.read(reading('OK', 90, 99), 120_000);
        told(facts, notification('PROBLEM', 'CRITICAL', 100_500));
        expect(facts.denied('good', true, 130_000)).toContain('PROBLEM');
        expect(facts.denied('good', false, 130_000)).toBeUndefined();
    });

    it('of the same second the core counts, if it truly was the later one', () => {
        const facts = new Facts({timed: true, clockAhead: 0} as World);
        facts.read(reading('OK', 100, 100), 120_000);
        told(facts, notification('PROBLEM', 'CRITICAL', 100_500));
        expect(facts.denied('good', true, 130_000)).toContain('PROBLEM');
        told(facts, notification('RECOVERY', 'OK', 100_900));
        expect(facts.denied('good', true, 130_000)).toBeUndefined();
    });

    it('flags are as old as the database is fresh: a removal is known', () => {
        const facts = new Facts({timed: true, clockAhead: 0} as World);
        told(facts, notification('ACKNOWLEDGEMENT', 'CRITICAL', 100_500));
        facts.read(reading('CRITICAL', 90, 100), 120_000);
        expect(facts.denied('acknowledged', true, 130_000)).toBeUndefined();
        facts.read(reading('CRITICAL', 90, 101), 121_000);
        expect(facts.denied('acknowledged', true, 130_000)).toContain('reading');
    });

    it('what has no time denies nothing', () => {
        const facts = new Facts({timed: false, clockAhead: 0} as World);
        const {checkedAt: _checked, freshAt: _fresh, ...undated} = reading('CRITICAL', 0, 0).status;
        facts.read({ms: 110_000, status: undated}, 111_000);
        told(facts, notification('PROBLEM', 'CRITICAL', 112_000));
        expect(facts.denied('good', true, 130_000)).toBeUndefined();
    });

    it('counts against the handler only from when it has dealt with it', () => {
        const facts = new Facts({timed: true, clockAhead: 0} as World);
        const dealtWith = facts.notified(notification('PROBLEM', 'CRITICAL', 100_500), 101_000);
        expect(facts.denied('good', true, 130_000)).toBeUndefined();
        dealtWith(102_000);
        expect(facts.denied('good', true, 102_000)).toBeUndefined();
        expect(facts.denied('good', true, 102_001)).toContain('PROBLEM');
    });
});
