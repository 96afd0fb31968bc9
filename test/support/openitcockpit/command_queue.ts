import {type Delay, DelayLine} from './delay_line';
import {executeJob} from './naemon_command';
import type {World} from './world';

/** A job of the Gearman queue `statusngin_cmd`, as recorded (`gearman_jobs[].workload`). */
export interface Job {
    /** `raw`, `schedule_check`, `check_result` or `delete_downtime`. */
    readonly command: string;
    /** A command line for `raw`, otherwise an object. */
    readonly data: unknown;
}

export interface QueuedCommand extends Job {
    /** Whether the core applied it; undefined while it waits. */
    applied?: boolean;
    dropped?: string;
}

export const raw = (now: number, name: string, ...fields: readonly (string | number)[]): Job => ({
    command: 'raw',
    data: `[${now}] ${[name, ...fields].join(';')}`,
});

/** Delays commands as long as the real pipeline does; the core then executes them one after the other. */
export class CommandQueue {
    /** Everything that reached the queue, in order. */
    readonly commands: QueuedCommand[] = [];
    private readonly held: QueuedCommand[] = [];
    private readonly line: DelayLine;

    constructor(
        private readonly world: World,
        delayMs: Delay,
    ) {
        this.line = new DelayLine(delayMs);
    }

    /** @param fate `run` after the delay, `drop` silently, `hold` until `release` */
    push(jobs: readonly Job[], fate: 'run' | 'drop' | 'hold'): void {
        for (const job of jobs) {
            const command: QueuedCommand = {...job};
            this.commands.push(command);
            if (fate === 'hold') {
                this.held.push(command);
            } else if (fate === 'drop') {
                command.applied = false;
                command.dropped = 'the double was told to drop it';
            } else {
                this.runLater(command);
            }
        }
    }

    release(): void {
        for (const command of this.held.splice(0)) {
            this.runLater(command);
        }
    }

    close(): void {
        this.line.close();
    }

    private runLater(command: QueuedCommand): void {
        this.line.push(() => {
            const dropped = executeJob(this.world, command);
            command.applied = dropped === undefined;
            if (dropped !== undefined) {
                command.dropped = dropped;
            }
        });
    }
}
