// A stage in a process of its own, so that the load does not come from the process that answers it.
import {residentMegabytes} from '../bench/measure';
import type {Fault} from './faults';
import type {Promised} from './judge';
import {Stage, type StageOptions} from './stage';

/** What the parent may ask, and with what. */
export interface Questions {
    readonly start: StageOptions;
    readonly prepare: number;
    readonly drive: number;
    readonly target: null;
    readonly dialogOf: string;
    readonly fault: {readonly fault: Fault; readonly on: boolean};
    readonly measure: null;
    readonly judge: {readonly delivered: readonly string[]; readonly promised: readonly Promised[]};
    readonly log: null;
    readonly stop: null;
}

export interface Measured {
    /** Megabytes; null while the handler is restarted. */
    readonly handler: number | null;
    readonly doubles: number;
    /** Milliseconds by which timers of the doubles were late since the last time: median and 99th percentile. */
    readonly lateMs: readonly [p50: number, p99: number];
    readonly pid: number;
    readonly requests: number;
    readonly edits: number;
    readonly lines: number;
    readonly posts: number;
}

let stage: Stage | undefined;

const current = (): Stage => {
    if (!stage) {
        throw new Error('the stage has not been set up');
    }
    return stage;
};

const measure = (): Measured => {
    const {handler, janitor} = current();
    const {delay, counts, ledger} = janitor;
    const late = (percentile: number): number => Math.max(0, delay.percentile(percentile) / 1e6 - 10);
    const lateMs = [late(50), late(99)] as const;
    delay.reset();
    const megabytes = residentMegabytes(handler.pid);
    return {
        handler: Number.isNaN(megabytes) ? null : megabytes,
        doubles: residentMegabytes(process.pid),
        lateMs,
        pid: handler.pid,
        ...counts,
        edits: ledger.edits,
        posts: ledger.posts.size,
    };
};

const answers: {readonly [Q in keyof Questions]: (asked: Questions[Q]) => unknown} = {
    start: async (options) => {
        stage = await Stage.start(options);
        return stage.facts;
    },
    prepare: (steps) => current().prepare(steps),
    drive: (notifications) => current().drive(notifications),
    target: () => current().target(),
    dialogOf: (userId) => current().dialogOf(userId),
    fault: ({fault, on}) => current().fault(fault, on),
    measure,
    judge: ({delivered, promised}) => current().judge(delivered, promised),
    log: () => current().handler.log(),
    stop: () => current().stop(),
};

process.on('message', ({id, question, asked}: {id: number; question: keyof Questions; asked: never}) => {
    const answer = async (): Promise<unknown> => answers[question](asked);
    answer().then(
        (result) => process.send?.({id, result}),
        (error: unknown) => process.send?.({id, error: error instanceof Error ? error.stack : String(error)}),
    );
});
