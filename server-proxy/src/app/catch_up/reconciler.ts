import {asAppError} from '../../domain/errors';
import {type AppContext, nowSeconds} from '../app_context';
import {reconcileOpenAlerts, type TurnCounts} from './reconcile_turn';

/** How the last turn of this node went. */
export interface ReconcileReport extends TurnCounts {
    /** Unix seconds of its beginning. */
    readonly at: number;
    readonly seconds: number;
    /** Why it did not come to its end, for people. */
    readonly error?: string;
}

const LOCK = 'reconcile';

/**
 * Compares the posts with openITCOCKPIT from time to time, so that a notification that was lost, or a change nobody is
 * notified of, does not leave a post that is wrong. One node of a cluster does it, the others skip their turn.
 */
export class Reconciler {
    private last: ReconcileReport | undefined;
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private ending = new AbortController();

    constructor(private readonly context: AppContext) {}

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

    /** Takes no more turns, and ends the one under way after what it is at. */
    rest(): void {
        clearInterval(this.timer);
        this.ending.abort();
    }

    report(): ReconcileReport | undefined {
        return this.last;
    }

    /** One turn, unless one is under way, here or on another node, or another node had its turn just now. */
    turn(): Promise<void> {
        this.working ??= this.takeTurn().finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    private async takeTurn(): Promise<void> {
        const {context} = this;
        // Timers of several nodes are never in step: the one that was first keeps the others away for most of the interval.
        const rest = Math.floor((context.settings.reconcile.intervalMs * 0.9) / 1000);
        await context.store.unlessBusy(LOCK, () => this.compare(), rest);
    }

    private async compare(): Promise<void> {
        const {context} = this;
        const at = nowSeconds(context);
        const started = context.clock.now();
        const counts = {open: 0, healed: 0, unread: 0};
        const error = await reconcileOpenAlerts(context, counts, this.ending.signal).then(
            () => undefined,
            (cause: unknown) => asAppError(cause),
        );
        const seconds = (context.clock.now() - started) / 1000;
        this.last = {at, seconds, ...counts, ...(error ? {error: error.message} : {})};
        context.metrics.reconciled(error ? error.code : 'done', this.last);
        if (error) {
            context.logger.warn('The open posts could not be compared with openITCOCKPIT', {error});
        } else if (counts.healed > 0) {
            context.logger.info('Open posts were brought up to date', {...counts, seconds});
        }
    }
}
