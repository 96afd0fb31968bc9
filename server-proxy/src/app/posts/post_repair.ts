import {LRUCache} from 'lru-cache';
import pMap from 'p-map';
import {type AlertRecord, isUnshown} from '../../domain/alert/record';
import {atMost} from '../../domain/at_most';
import {chunksOf} from '../../domain/chunks';
import {type AppError, asAppError, type ErrorCode} from '../../domain/errors';
import type {AppContext} from '../app_context';
import {showOrFail} from './show_alert';

const PAUSE_MS = 60_000;
/** While there is more to do than one turn may, or another node is at it. */
const SHORT_PAUSE_MS = 5000;
/** So that neither Mattermost nor its rate limit notices. */
const MOST_IN_A_TURN = 200;
const AT_ONCE = 4;
/** Posts between two looks at whether to stop. */
const CHUNK = 20;
/** A post that Mattermost refuses, because its channel is closed for example, lets the others go first for this long. */
const REFUSED_MS = 1_800_000;
/** The same for a post that Mattermost may take next time. */
const FAILED_MS = 50_000;
const REFUSALS_KEPT = 20_000;

const LOCK = 'repair';

/** Asking for another post would bring the same answer. */
const AWAY: ReadonlySet<ErrorCode> = new Set(['mattermost_unreachable', 'mattermost_token_rejected']);

/**
 * Makes every post show what is stored: after a start, when a crash or a Mattermost that was away may have kept anything
 * from it, and every minute. Open, closed and earlier problems alike, the oldest first. One node of a cluster at a time.
 */
export class PostRepair {
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private ending = new AbortController();
    private readonly refusedUntil = new LRUCache<string, number>(atMost(REFUSALS_KEPT));

    constructor(private readonly context: AppContext) {}

    /** Takes a turn now, and others from now on, until `rest`. */
    watch(): void {
        this.ending = new AbortController();
        this.start();
    }

    /** Takes no more turns, and ends the one under way soon. */
    rest(): void {
        clearTimeout(this.timer);
        this.ending.abort();
    }

    /** One turn; never rejects. */
    now(): Promise<void> {
        this.working ??= this.turn().finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    private start(): void {
        this.context.background.start('Repairing posts', () => this.now());
    }

    private async turn(): Promise<void> {
        const {signal} = this.ending;
        let pauseMs = PAUSE_MS;
        try {
            const isAllDone = await this.context.store.unlessBusy(LOCK, () => this.repair(signal));
            pauseMs = isAllDone ? PAUSE_MS : SHORT_PAUSE_MS;
        } catch (error) {
            this.context.logger.warn('Not all posts could be brought up to date', {error: asAppError(error)});
        }
        if (!signal.aborted) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.start(), pauseMs);
            this.timer.unref();
        }
    }

    /** @returns whether one turn was enough @throws AppError when Mattermost or the store is away, or nothing works */
    private async repair(signal: AbortSignal): Promise<boolean> {
        const waiting = await this.due();
        const turn = waiting.slice(0, MOST_IN_A_TURN);
        // The first goes alone: if Mattermost is away, the others need not ask.
        for (const chunk of [turn.slice(0, 1), ...chunksOf(turn.slice(1), CHUNK)]) {
            const errors = await pMap(chunk, (record) => this.repairOne(record), {concurrency: AT_ONCE});
            const last = errors.findLast((error) => error !== undefined);
            if (last && (AWAY.has(last.code) || (chunk.length > 1 && !errors.includes(undefined)))) {
                throw last;
            }
            if (signal.aborted) {
                break;
            }
        }
        return waiting.length <= MOST_IN_A_TURN;
    }

    private async due(): Promise<readonly AlertRecord[]> {
        const now = this.context.clock.now();
        const unshown = await this.context.store.unshown();
        return unshown
            .filter(({key}) => (this.refusedUntil.get(key) ?? now) <= now)
            .toSorted((one, other) => one.updatedAt - other.updatedAt);
    }

    /** @returns why Mattermost did not take it */
    private async repairOne({key}: AlertRecord): Promise<AppError | undefined> {
        const error = await showOrFail(this.context, key).then(() => undefined, asAppError);
        const record = await this.context.store.get(key);
        if (record && isUnshown(record)) {
            this.refusedUntil.set(key, this.context.clock.now() + (error ? FAILED_MS : REFUSED_MS));
        } else {
            this.refusedUntil.delete(key);
            this.context.logger.info('Post was brought up to date', {alert: key});
        }
        return error;
    }
}
