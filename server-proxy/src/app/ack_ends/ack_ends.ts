import {asAppError} from '../../domain/errors';
import {type AppContext, nowSeconds} from '../app_context';
import {endsTurn} from './ends_turn';

/** Also how often a node looks for ends that another node has learnt of, or was to see to when it died. */
const LONGEST_PAUSE_MS = 20_000;
const SHORTEST_PAUSE_MS = 250;
/** After a failure. */
const PAUSE_AFTER_FAILURE_MS = 5000;

const LOCK = 'ack ends turn';

/**
 * Sees to it that acknowledgements end when they are to, and that people are asked before: with one timer, that goes off
 * when the next is due. What is due is in the records, so it survives a stop; one node of a cluster at a time looks at it.
 */
export class AckEnds {
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private isAsked = false;
    private ending = new AbortController();
    private isWatching = false;

    constructor(private readonly context: () => AppContext) {}

    /** Takes a turn now, and others from now on, until `rest`. */
    watch(): void {
        this.ending = new AbortController();
        this.isWatching = true;
        this.plan(0);
    }

    rest(): void {
        this.isWatching = false;
        clearTimeout(this.timer);
        this.ending.abort();
    }

    /** There may be another end to look after. */
    later(): void {
        this.isAsked = true;
        if (!this.working) {
            this.plan(SHORTEST_PAUSE_MS);
        }
    }

    /** One turn; never rejects. */
    now(): Promise<void> {
        this.working ??= this.turn().finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    private async turn(): Promise<void> {
        const context = this.context();
        this.isAsked = false;
        let pauseMs = LONGEST_PAUSE_MS;
        try {
            const next = await context.store.unlessBusy(LOCK, () => endsTurn(context, this.ending.signal));
            if (next !== undefined) {
                pauseMs = (next - nowSeconds(context)) * 1000;
            }
        } catch (error) {
            pauseMs = PAUSE_AFTER_FAILURE_MS;
            context.logger.warn('The ends of acknowledgements could not be seen to', {error: asAppError(error)});
        }
        this.plan(this.isAsked ? SHORTEST_PAUSE_MS : pauseMs);
    }

    private plan(pauseMs: number): void {
        clearTimeout(this.timer);
        if (this.isWatching) {
            const milliseconds = Math.min(Math.max(pauseMs, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS);
            this.timer = setTimeout(() => this.start(), milliseconds);
            this.timer.unref();
        }
    }

    private start(): void {
        this.context().background.start('The ends of acknowledgements', () => this.now());
    }
}
