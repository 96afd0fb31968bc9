import {expect, it} from 'vitest';
import {runKills} from '../soak/kill_run';

/** Load, three starts of the executable, and the quiet after it, on a busy machine. */
const LONG = 240_000;

// The small form of `npm run fuzz -- kill`.
it.each(['service', 'plugin'] as const)(
    'kill -9 at random, door %s: nothing lost, nothing false',
    async (door) => {
        const {kills, delivered, verdict} = await runKills({
            door,
            seed: 1,
            notifications: 40,
            presses: 12,
            seconds: 8,
            killEveryMs: [1500, 4000],
            quietSeconds: 60,
        });
        const {lost, doubledPosts, doubledCommands, wrong, forgotten} = verdict;
        expect({lost, doubledPosts, doubledCommands, wrong, forgotten}).toEqual({
            lost: [],
            doubledPosts: [],
            doubledCommands: [],
            wrong: [],
            forgotten: [],
        });
        expect(kills).toBeGreaterThan(0);
        expect(delivered).toBeGreaterThan(0);
    },
    LONG,
);
