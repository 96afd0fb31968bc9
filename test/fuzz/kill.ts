import {buildAll} from '../../build/build_all';
import type {DoorName} from '../soak/doors';
import {isClean} from '../soak/judge';
import {type KillOutcome, runKills} from '../soak/kill_run';
import {putFigures} from '../support/put_figures';

const RUNS = 3;
const DOORS: readonly DoorName[] = ['service', 'plugin'];
const SHOWN = 5;

/**
 * Three runs of each door, with the seeds from `seed` on: findings are on the console.
 * @param write whether the table is put into docs/long_runs.md
 * @returns whether nothing was found
 */
export const fuzzKills = async (seed: number, write: boolean): Promise<boolean> => {
    await buildAll();
    const outcomes: (readonly [DoorName, number, KillOutcome])[] = [];
    for (const door of DOORS) {
        for (let run = 0; run < RUNS; run += 1) {
            const outcome = await runKills({
                door,
                seed: seed + run,
                presses: 200,
                notifications: 500,
                seconds: 80,
                killEveryMs: [5000, 14_000],
                quietSeconds: 60,
            });
            tell(door, seed + run, outcome);
            outcomes.push([door, seed + run, outcome]);
        }
    }
    const table = [...HEAD, ...outcomes.map(([door, of, outcome]) => rowOf(door, of, outcome))];
    console.log(`\n${table.join('\n')}`);
    if (write) {
        putFigures('docs/long_runs.md', 'npm run fuzz -- kill --write', table);
    }
    return outcomes.every(([, , {verdict}]) => isClean(verdict));
};

const HEAD = [
    '| Door | Seed | `kill -9` | Notifications: sent, delivered | Presses: made, accepted | Lost alerts | Doubled posts | Doubled commands | Wrong states | Forgotten presses | Right after |',
    '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
];

const rowOf = (door: DoorName, seed: number, outcome: KillOutcome): string => {
    const {kills, sent, delivered, pressed, accepted, quietSeconds, verdict} = outcome;
    const {lost, doubledPosts, doubledCommands, wrong, forgotten} = verdict;
    const found = [lost, doubledPosts, doubledCommands, wrong, forgotten].map(({length}) => length);
    const after = isClean(verdict) ? `${quietSeconds} s` : '–';
    const cells = [door, seed, kills, `${sent}, ${delivered}`, `${pressed}, ${accepted}`, ...found, after];
    return `| ${cells.join(' | ')} |`;
};

const tell = (door: DoorName, seed: number, {verdict, givenUp}: KillOutcome): void => {
    console.log(`kill: door ${door}, seed ${seed}: ${isClean(verdict) ? 'nothing found' : 'FINDINGS'}`);
    for (const [name, found] of Object.entries(verdict)) {
        for (const sentence of found.slice(0, SHOWN)) {
            console.log(`  ${name}: ${sentence}`);
        }
    }
    for (const [reason, times] of Object.entries(givenUp)) {
        console.log(`  ${times} notifications given up: ${reason}`);
    }
};
