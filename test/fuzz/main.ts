// `npm run fuzz [-- gob truth kill …] [--count 1000000] [--seed 1] [--write]`: every parser of the wire against mutated
// inputs, each in a process of its own, so that its memory can be told and an endless loop can be seen and ended. `truth`:
// random histories of an object against a model of the core, on all cores; `--write` puts its figures into docs/proof.md.
// `kill`, which must be named: `kill -9` at random during a storm; `--write` puts its figures into docs/long_runs.md.
// `patterns`: every regular expression of the programs against texts that are made to be slow. `answers`: the largest
// answers and requests that are read, made to be slow, and how long they keep everything else waiting.
import {fork} from 'node:child_process';
import {parseArgs} from 'node:util';
import {inRepository} from '../../build/paths';
import {fuzzAnswers} from './answers';
import {fuzzKills} from './kill';
import {fuzzPatterns} from './patterns';
import {type Outcome, runTarget, TARGETS} from './run_target';
import {fuzzTruth, truthChild} from './truth';
import {writeFigures} from './write_figures';

const SILENCE_MS = 30_000;

const TRUTH = 'truth';
const PATTERNS = 'patterns';
const ANSWERS = 'answers';
/** Takes a quarter of an hour, whatever the count, so it runs only by name. */
const KILL = 'kill';

const {values, positionals} = parseArgs({
    allowPositionals: true,
    options: {
        count: {type: 'string', default: '1000000'},
        seed: {type: 'string', default: '1'},
        only: {type: 'string'},
        write: {type: 'boolean', default: false},
        child: {type: 'string'},
    },
});
const count = Number(values.count);
const seed = Number(values.seed);
const wanted = [...positionals, ...(values.only === undefined ? [] : [values.only])];
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

const child = async (name: string): Promise<void> => {
    const lost = (error: unknown): void => {
        process.send?.({fatal: error instanceof Error ? error.stack : String(error)}, () => process.exit(1));
    };
    process.on('uncaughtException', lost);
    process.on('unhandledRejection', lost);
    const target = TARGETS[name]?.();
    if (target === undefined) {
        throw new Error(`There is no parser named ${name}; there are ${Object.keys(TARGETS).join(', ')}.`);
    }
    const outcome = await runTarget(target, seed, count, (soFar, at) => process.send?.({at, inputs: soFar.inputs}));
    process.send?.({outcome}, () => process.exit(0));
};

interface Message {
    readonly at?: number;
    readonly fatal?: string;
    readonly outcome?: Outcome;
}

/** Runs one parser in its own process. Undefined and a word on the console when it hung or fell. */
const inOwnProcess = (name: string): Promise<Outcome | undefined> =>
    new Promise((resolve) => {
        const args = ['test/fuzz/main.ts', '--child', name, '--count', `${count}`, '--seed', `${seed}`];
        const runner = fork(inRepository('build/run.mjs'), args, {cwd: inRepository()});
        let at = seed;
        let outcome: Outcome | undefined;
        const silent = (): void => {
            console.log(`${name}: hangs at an input after seed ${at}`);
            runner.kill('SIGKILL');
        };
        let timer = setTimeout(silent, SILENCE_MS);
        runner.on('message', (message: Message) => {
            clearTimeout(timer);
            timer = setTimeout(silent, SILENCE_MS);
            at = message.at ?? at;
            outcome = message.outcome ?? outcome;
            if (message.fatal !== undefined) {
                console.log(`${name}: fell after seed ${at}\n${message.fatal}`);
            }
        });
        runner.on('exit', () => {
            clearTimeout(timer);
            resolve(outcome);
        });
    });

const report = (name: string, {inputs, labels, findings, foreign, seconds, slowestMs, maxRssMb}: Outcome): void => {
    const rate = Math.round(inputs / seconds).toLocaleString('en');
    console.log(
        `\n${name}: ${inputs.toLocaleString('en')} inputs, ${rate}/s, slowest ${slowestMs.toFixed(1)} ms, ` +
            `at most ${maxRssMb} MB, ${foreign} exceptions that are not typed`,
    );
    for (const [label, times] of Object.entries(labels).sort(([, one], [, other]) => other - one)) {
        console.log(`  ${times.toLocaleString('en').padStart(10)}  ${label}`);
    }
    for (const {seed: found, error, hex} of findings) {
        console.log(`  FINDING seed ${found}: ${error}\n    ${hex}`);
    }
};

const truth = async (): Promise<void> => {
    const figures = await fuzzTruth(seed, count);
    if (values.write) {
        writeFigures(seed, figures);
    }
    if (figures.failures > 0) {
        process.exitCode = 1;
    }
};

if (values.child === TRUTH) {
    truthChild();
} else if (values.child !== undefined) {
    await child(values.child);
} else {
    const names = [...Object.keys(TARGETS), PATTERNS, ANSWERS, TRUTH, KILL];
    const unknown = wanted.find((name) => !names.includes(name));
    if (unknown !== undefined) {
        throw new Error(`There is nothing named ${unknown} to try; there are ${names.join(', ')}.`);
    }
    for (const name of Object.keys(TARGETS).filter(isWanted)) {
        const outcome = await inOwnProcess(name);
        if (outcome === undefined || outcome.foreign > 0) {
            process.exitCode = 1;
        }
        if (outcome !== undefined) {
            report(name, outcome);
        }
    }
    if (isWanted(PATTERNS) && (await fuzzPatterns()) > 0) {
        process.exitCode = 1;
    }
    if (isWanted(ANSWERS) && (await fuzzAnswers()) > 0) {
        process.exitCode = 1;
    }
    if (isWanted(TRUTH)) {
        await truth();
    }
    if (wanted.includes(KILL) && !(await fuzzKills(seed, values.write))) {
        process.exitCode = 1;
    }
}
