import {describe, expect, it} from 'vitest';
import type {Row} from '../../support/model/core';
import {Database} from '../../support/model/database';
import type {World} from '../../support/model/scene';

const START = 1_000_000_000;
const WORLD: World = {
    ids: 'uuid',
    timed: true,
    dating: 'seconds',
    clockAhead: 0,
    attempts: 1,
    otherEveryMs: 5000,
    lagMs: 1000,
    recordLagMs: 0,
    stops: [{from: 60_000, to: 300_000}],
    apiMs: 0,
    chatMs: 0,
};

const row = (ms: number, state: Row['state']): Row => ({
    ms,
    state,
    output: '',
    acknowledged: false,
    downtimeDepth: 0,
    flapping: false,
    lastCheck: Math.floor(ms / 1000),
    stateSince: Math.floor(ms / 1000),
});

describe('the model of the database', () => {
    it('shows what the core said a while later', () => {
        const database = new Database(WORLD, START);
        database.addRow(row(START, 'OK'));
        database.addRow(row(START + 10_000, 'CRITICAL'));
        expect(database.state(START + 10_999)?.row.state).toBe('OK');
        expect(database.state(START + 11_000)?.row.state).toBe('CRITICAL');
    });

    it('grows fresher with the checks of the other object, and never claims to be fresher than its rows', () => {
        const database = new Database(WORLD, START);
        database.addRow(row(START, 'OK'));
        const before = database.state(START + 20_000);
        const after = database.state(START + 40_000);
        expect(after?.fresh).toBeGreaterThan(before?.fresh ?? 0);
        expect((after?.fresh ?? 0) * 1000).toBeLessThanOrEqual(after?.ms ?? 0);
    });

    it('stands still while its worker is stopped, and then knows everything', () => {
        const database = new Database(WORLD, START);
        database.addRow(row(START, 'OK'));
        database.addRow(row(START + 70_000, 'CRITICAL'));
        const frozen = database.state(START + 299_999);
        expect(frozen?.row.state).toBe('OK');
        expect(frozen?.fresh).toBeLessThan((START + 60_000) / 1000);
        expect(database.state(START + 300_000)?.row.state).toBe('CRITICAL');
    });
});
