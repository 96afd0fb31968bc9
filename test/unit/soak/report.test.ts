import {expect, it} from 'vitest';
import {FAULTS} from '../../soak/faults';
import {isGood, rowsOf} from '../../soak/report';
import type {Sample, SoakOutcome} from '../../soak/soak_run';

const sample = (at: number, fault: string): Sample => ({
    at,
    fault,
    handler: 100,
    doubles: 150,
    lateMs: [0, 1],
    pid: 1,
    requests: 1,
    edits: 1,
    lines: 1,
    posts: 1,
    inFlight: 0,
});

const outcome = (fields: Partial<SoakOutcome> = {}): SoakOutcome => ({
    options: {
        door: 'service',
        seed: 1,
        minutes: 1,
        notificationsPerSecond: 10,
        pressesPerSecond: 1,
        quietSeconds: 120,
    },
    samples: Array.from({length: 60}, (_, at) => sample(at, FAULTS[Math.floor(at / 10)] ?? '')),
    seconds: 60,
    sent: {sent: 600, accepted: 590, givenUp: 10},
    presses: {pressed: 60, accepted: 50, refused: 10, removals: 0, none: 0},
    givenUp: new Map(),
    latencies: [5],
    quietSeconds: 3,
    verdict: {lost: [], doubledPosts: [], doubledCommands: [], wrong: [], forgotten: []},
    log: '',
    ...fields,
});

it('is content with a run in which everything arrived, came right and stayed small', () => {
    expect(isGood(rowsOf(outcome()))).toBe(true);
});

it('does not take zeros for good when little was delivered or a fault never came', () => {
    expect(isGood(rowsOf(outcome({sent: {sent: 600, accepted: 60, givenUp: 540}})))).toBe(false);
    const samples = Array.from({length: 60}, (_, at) => sample(at, 'handler restarts'));
    expect(isGood(rowsOf(outcome({samples})))).toBe(false);
});

it('sees memory that grows', () => {
    const samples = outcome().samples.map((one) => ({...one, handler: 100 + one.at}));
    expect(isGood(rowsOf(outcome({samples})))).toBe(false);
});
