import {asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {type AppContext, nowSeconds} from '../app_context';
import type {WatchStore} from '../health/watch_store';
import type {KeyedQueue} from '../keyed_queue';
import {type AlertsFrom, readsSent} from './alerts_from';
import {catchUpTurn, type FindCounts} from './catch_up_turn';
import type {Untold} from './find_untold';
import {NotifiedProblems} from './notified_problems';
import {UPSTREAM} from './reconciler';

/** How this node's last turn went. */
export interface CatchUpReport extends Readonly<FindCounts> {
    /** When it began, in Unix seconds. */
    readonly at: number;
    readonly seconds: number;
    /** Why it did not finish, for people. */
    readonly error?: string;
}

const LOCK = 'catch up';
const TOPIC = 'catch up';

/**
 * Asks openITCOCKPIT at intervals which problems there are, so that none stays untold. One node of a cluster does it; the
 * others skip their turn.
 */
export class CatchUp {
    private last: CatchUpReport | undefined;
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private ending = new AbortController();
    private readonly notified: NotifiedProblems;

    constructor(
        private readonly context: AppContext,
        private readonly watchStore: WatchStore,
        private readonly from: AlertsFrom,
        private readonly oneByOne: KeyedQueue,
    ) {
        this.notified = new NotifiedProblems(context);
    }

    /** Takes turns from now on, until `rest`, as often as posts are compared. */
    watch(): void {
        const {intervalMs} = this.context.settings.reconcile;
        if (intervalMs > 0) {
            this.ending = new AbortController();
            this.timer = setInterval(() => {
                const rest = Math.floor((intervalMs * 0.9) / 1000);
                this.context.background.start('Catching up', () => this.turn(rest));
            }, intervalMs);
            this.timer.unref();
        }
    }

    /** Takes no more turns, and ends the one under way. */
    rest(): void {
        clearInterval(this.timer);
        this.ending.abort();
    }

    report(): CatchUpReport | undefined {
        return this.last;
    }

    /** Does it need openITCOCKPIT's list of what was sent? */
    readsSent(): boolean {
        return this.from.isDecided() && readsSent(this.from.now(), this.context.settings.tellMissed);
    }

    /** openITCOCKPIT has notified nobody of this alert, as the last turn saw. */
    hasToldNobody(key: string): boolean {
        return this.notified.hasToldNobody(key);
    }

    /** One turn, unless one is under way here or on another node. @param restSeconds during which none begins */
    turn(restSeconds = 0): Promise<void> {
        this.working ??= this.takeTurn(restSeconds).finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    private async takeTurn(restSeconds: number): Promise<void> {
        const {context} = this;
        await this.from.decide();
        if (this.from.now() === 'off' || !(await this.hasChannel())) {
            context.findings.settle(TOPIC);
            return;
        }
        // A turn out of line must not be kept out by the rest of the one before.
        const lock = restSeconds === 0 ? `${LOCK} now` : LOCK;
        await context.store.unlessBusy(lock, () => this.find(), restSeconds);
    }

    private async hasChannel(): Promise<boolean> {
        const {settings, routing} = this.context;
        return settings.defaultChannel !== '' || routing.isUsed();
    }

    private async find(): Promise<void> {
        const {context} = this;
        const at = nowSeconds(context);
        const started = context.clock.monotonic();
        const counts = {found: 0};
        const {watchStore} = this;
        const wanted = (untold: readonly Untold[]) => this.wanted(untold);
        const search = () => catchUpTurn(context, {watchStore, counts, signal: this.ending.signal, wanted});
        const error = await this.oneByOne.run(UPSTREAM, search).then(
            () => undefined,
            (cause: unknown) => asAppError(cause),
        );
        const seconds = (context.clock.monotonic() - started) / 1000;
        this.last = {at, seconds, ...counts, ...(error ? {error: error.message} : {})};
        context.metrics.caughtUp(error ? error.code : 'done', this.last);
        if (error) {
            const said = says(({findings}, language) => findings.notCaughtUp(error.sentence(language)));
            if (!context.findings.renew(TOPIC, said)) {
                context.findings.problem(TOPIC, said, {error});
            }
        } else {
            context.findings.settle(TOPIC);
        }
        if (counts.found > 0) {
            context.logger.info('Problems that nobody had told were found', {...counts, seconds});
        }
    }

    /** Where openITCOCKPIT decides whom to tell, what it told nobody stays untold. */
    private async wanted(untold: readonly Untold[]): Promise<readonly Untold[]> {
        return this.from.now() === 'everything' ? untold : this.notified.among(untold);
    }
}
