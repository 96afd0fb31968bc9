import {fork} from 'node:child_process';
import {availableParallelism} from 'node:os';
import {inRepository} from '../../build/paths';
import {type Figures, type Finding, NO_FIGURES, search, sumOf} from '../support/search/search';

/** A child works on so many seeds in a row: short enough to share the work out, long enough to be worth it. */
const PIECE = 1000;
const REPORT_MS = 10_000;
const KEPT_FINDINGS = 5;

interface Piece {
    readonly first: number;
    readonly count: number;
}

interface Answer {
    readonly figures: Figures;
    readonly findings: readonly Pick<Finding, 'breach' | 'story'>[];
}

/** In a process of its own: works off the pieces it is sent, until its parent goes. */
export const truthChild = (): void => {
    process.on('message', ({first, count}: Piece) => {
        void search(first, count, {keep: 1}).then(({figures, findings}) =>
            process.send?.({figures, findings: findings.map(({breach, story}) => ({breach, story}))}),
        );
    });
};

/** Plays that many histories on all cores. @returns what they came to; findings are on the console */
export const fuzzTruth = async (first: number, count: number): Promise<Figures> => {
    const pieces = piecesOf(first, count);
    let [figures, told] = [NO_FIGURES, 0];
    const timer = setInterval(() => console.log(progressOf(figures, count)), REPORT_MS);
    const take = ({figures: more, findings}: Answer): void => {
        figures = sumOf(figures, more);
        for (const {breach, story} of findings.slice(0, Math.max(0, KEPT_FINDINGS - told))) {
            console.log(`\nFINDING ${breach}\n${story}\n`);
        }
        told += findings.length;
    };
    await Promise.all(Array.from({length: availableParallelism()}, () => work(pieces, take)));
    clearInterval(timer);
    console.log(progressOf(figures, count));
    return figures;
};

const progressOf = ({histories, events, presses, failures}: Figures, count: number): string => {
    const [done, all, things, pressed] = [histories, count, events, presses].map((number) =>
        number.toLocaleString('en'),
    );
    return `truth: ${done} of ${all} histories, ${things} events, ${pressed} presses, ${failures} wrong`;
};

const piecesOf = (first: number, count: number): Piece[] =>
    Array.from({length: Math.ceil(count / PIECE)}, (_, at) => ({
        first: first + at * PIECE,
        count: Math.min(PIECE, count - at * PIECE),
    }));

/** One child, until no piece is left. @throws Error when it falls */
const work = (pieces: Piece[], take: (answer: Answer) => void): Promise<void> =>
    new Promise((resolve, reject) => {
        const child = fork(inRepository('build/run.mjs'), ['test/fuzz/main.ts', '--child', 'truth'], {
            cwd: inRepository(),
        });
        let current: Piece | undefined;
        const next = (): void => {
            current = pieces.shift();
            if (current) {
                child.send(current);
            } else {
                child.disconnect();
            }
        };
        child.on('message', (answer: Answer) => {
            take(answer);
            next();
        });
        child.on('exit', (code) => {
            if (current === undefined && code === 0) {
                resolve();
            } else {
                reject(new Error(`A history of the seeds from ${current?.first} on ended its process (${code}).`));
            }
        });
        next();
    });
