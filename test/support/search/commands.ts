import type {Facts} from '../model/facts';
import type {Command} from '../model/monitoring';
import type {Fate} from '../model/scene';
import type {Watcher} from './watcher';

const PLAIN: Fate = {afterMs: 500, tell: {delayMs: 500}};

/** Counts commands requested and sent: none may be sent more often than it was requested. */
export class Commands {
    private readonly asked = new Map<string, number>();
    private readonly done = new Map<string, number>();
    private fate = PLAIN;
    /** One was refused or not answered: it may stay pending as long as actions wait, unseen on an earlier post. */
    hadTrouble = false;

    constructor(
        private readonly watcher: Watcher,
        private readonly facts: Facts,
    ) {}

    /** A person requests it; it may be sent from now on. @param fate of the next command sent */
    ask(kind: Command['kind'], comment: string, fate: Fate): void {
        this.fate = fate;
        count(this.asked, `${kind} ${comment}`, 1);
    }

    /** It was refused at once. */
    withdraw(kind: Command['kind'], comment: string): void {
        count(this.asked, `${kind} ${comment}`, -1);
    }

    /** A command that was certainly not queued may be retried: the next attempt succeeds. */
    nextFate(): Fate {
        const {fate} = this;
        this.fate = PLAIN;
        this.hadTrouble ||= fate.hangs === true || fate.refused === true;
        return fate;
    }

    sent(command: Command): void {
        this.facts.commanded(command);
        const what = `${command.kind} ${command.comment}`;
        const times = count(this.done, what, 1);
        if (times > (this.asked.get(what) ?? 0)) {
            this.watcher.note(
                'sent twice',
                `${what} was sent ${times} times, asked for ${this.asked.get(what) ?? 0} times`,
            );
        }
    }
}

const count = (counts: Map<string, number>, what: string, more: number): number => {
    const sum = (counts.get(what) ?? 0) + more;
    counts.set(what, sum);
    return sum;
};
