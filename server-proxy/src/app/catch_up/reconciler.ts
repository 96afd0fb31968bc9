import {asAppError} from '../../domain/errors';
import {type AppContext, nowSeconds} from '../app_context';
import type {KeyedQueue} from '../keyed_queue';
import {missedByStream} from '../stream/missed';
import type {Opens} from './alerts_from';
import {reconcileOpenAlerts, type TurnCounts} from './reconcile_turn';

/** How this node's last turn went. */
export interface ReconcileReport extends TurnCounts {
    /** When it began, in Unix seconds. */
    readonly at: number;
    readonly seconds: number;
    /** Why it did not finish, for people. */
    readonly error?: string;
}

const LOCK = 'reconcile';
/** Comparing and searching take turns: each has two requests at once, and one of the three is for people who are waiting. */
export const UPSTREAM = 'openITCOCKPIT';

/**
 * Compares the posts with openITCOCKPIT at intervals, so that neither a lost notification nor a change without one leaves
 * a post wrong. One node of a cluster does it; the others skip their turn.
 */
export class Reconciler {
    private last: ReconcileReport | undefined;
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private ending = new AbortController();

    constructor(
        private readonly context: AppContext,
        private readonly opens: () => Opens,
        private readonly oneByOne: KeyedQueue,
    ) {}

    /** Takes turns from now on, until `rest`; the setting RECONCILE_INTERVAL says how often, 0 never. */
    watch(): void {
        const {intervalMs} = this.context.settings.reconcile;
        if (intervalMs > 0) {
            this.ending = new AbortController();
            this.timer = setInterval(
                () => this.context.background.start('The reconciler', () => this.turn()),
                intervalMs,
            );
            this.timer.unref();
        }
    }

    /** Takes no more turns, and ends the one under way after its current page. */
    rest(): void {
        clearInterval(this.timer);
        this.ending.abort();
    }

    report(): ReconcileReport | undefined {
        return this.last;
    }

    /** One turn, unless one is under way or has just ended, here or on another node. */
    turn(): Promise<void> {
        this.working ??= this.takeTurn().finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    /** The same, even if one has just ended: something may have been missed since. */
    async now(): Promise<void> {
        await this.working;
        await this.context.store.unlessBusy(`${LOCK} now`, () => this.compare());
    }

    private async takeTurn(): Promise<void> {
        const {context} = this;
        // The nodes' timers are never in step: the first one keeps the others out for most of the interval.
        const rest = Math.floor((context.settings.reconcile.intervalMs * 0.9) / 1000);
        await context.store.unlessBusy(LOCK, () => this.compare(), rest);
    }

    private async compare(): Promise<void> {
        const {context} = this;
        const at = nowSeconds(context);
        const started = context.clock.monotonic();
        const counts = {open: 0, healed: 0, unread: 0};
        const {last} = this;
        const isCovered = last?.error === undefined && context.news.covers(last?.at);
        const compare = () => reconcileOpenAlerts(context, counts, this.ending.signal, this.opens());
        const error = await this.oneByOne.run(UPSTREAM, compare).then(
            () => undefined,
            (cause: unknown) => asAppError(cause),
        );
        const seconds = (context.clock.monotonic() - started) / 1000;
        // What a gap has swallowed is the first comparison's to find.
        missedByStream(context, 'change', isCovered ? counts.healed : 0);
        this.last = {at, seconds, ...counts, ...(error ? {error: error.message} : {})};
        context.metrics.reconciled(error ? error.code : 'done', this.last);
        if (error) {
            context.logger.warn('The open posts could not be compared with openITCOCKPIT', {error});
        } else if (counts.healed > 0) {
            context.logger.info('Open posts were brought up to date', {...counts, seconds});
        }
    }
}
