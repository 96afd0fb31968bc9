import {LRUCache} from 'lru-cache';
import pMap, {pMapSkip} from 'p-map';
import {targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {type AlertRecord, isThere, isUnshown} from '../../domain/alert/record';
import {atMost} from '../../domain/at_most';
import {chunksOf} from '../../domain/chunks';
import {type AppError, asAppError, type ErrorCode} from '../../domain/errors';
import type {AppContext} from '../app_context';
import type {MarkedPost, MarkedSearch} from './chat_port';
import {CHECK_AFTER_MS, finishPost, removeDoubles} from './finish_post';
import {finishFurther, furtherDueAt} from './further_posts';
import {showOrFail} from './show_alert';

const PAUSE_MS = 60_000;
/** While posts that a dead process may have asked for are still looked for. */
const LOOKING_PAUSE_MS = 10_000;
/** While there is more to do than one turn may, or another node is at it. After failures it doubles. */
const SHORT_PAUSE_MS = 5000;
/** So that neither Mattermost nor its rate limit notices. */
const MOST_IN_A_TURN = 200;
const AT_ONCE = 4;
/** Posts between two looks at whether to stop. */
const CHUNK = 20;
/** A post that Mattermost refuses, because its channel is closed for example, lets the others go first for this long. */
const REFUSED_MS = 1_800_000;
const REFUSALS_KEPT = 20_000;

/** In a cluster, for those of another node that died: the comparison with openITCOCKPIT reads them all every minute. */
const SEARCH_EVERY_MS = 600_000;

const LOCK = 'repair';

/** Asking for another post would bring the same answer. */
const AWAY: ReadonlySet<ErrorCode> = new Set(['mattermost_unreachable', 'mattermost_token_rejected']);

/**
 * Makes every post show what is stored, and completes those that were begun: after a start, when a crash or a Mattermost that
 * was away may have kept anything from them, and every minute. Open, closed and earlier problems alike, the oldest first. One
 * node of a cluster at a time.
 */
export class PostRepair {
    private timer: NodeJS.Timeout | undefined;
    private working: Promise<void> | undefined;
    private ending = new AbortController();
    /** Since one went well. */
    private failedTurns = 0;
    private hasJustStarted = false;
    /** On the monotonic clock. */
    private searchedUntil = Number.NEGATIVE_INFINITY;
    /**
     * Posts that were behind at the start, and from when on they are shown once more, on the monotonic clock: Mattermost may
     * carry out an update of the dead process after ours, and nobody would know.
     */
    private readonly again = new Map<string, number>();
    private readonly refusedUntil = new LRUCache<string, number>(atMost(REFUSALS_KEPT));

    constructor(private readonly context: AppContext) {}

    /** Takes a turn now, and others from now on, until `rest`. */
    watch(): void {
        this.ending = new AbortController();
        this.hasJustStarted = true;
        this.searchedUntil = Number.NEGATIVE_INFINITY;
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
            pauseMs = (await this.context.store.unlessBusy(LOCK, () => this.repair(signal))) ?? SHORT_PAUSE_MS;
            this.failedTurns = 0;
        } catch (error) {
            pauseMs = this.pauseAfterFailure();
            this.failedTurns += 1;
            this.context.logger.warn('Not all posts could be brought up to date', {error: asAppError(error)});
        }
        if (!signal.aborted) {
            clearTimeout(this.timer);
            this.timer = setTimeout(() => this.start(), pauseMs);
            this.timer.unref();
        }
    }

    private pauseAfterFailure(): number {
        return Math.min(SHORT_PAUSE_MS * 2 ** this.failedTurns, PAUSE_MS);
    }

    /** @returns milliseconds until the next turn @throws AppError when the store or Mattermost is away, or a post was not accepted */
    private async repair(signal: AbortSignal): Promise<number> {
        const unshown = await this.unshown();
        const waiting = await this.due(unshown);
        const turn = waiting.slice(0, MOST_IN_A_TURN);
        const search = searchOf(this.context, turn);
        let failure: AppError | undefined;
        // The first goes alone: if Mattermost is away, the others need not ask.
        for (const chunk of [turn.slice(0, 1), ...chunksOf(turn.slice(1), CHUNK)]) {
            const errors = await pMap(chunk, (record) => this.repairOne(record, search), {concurrency: AT_ONCE});
            const last = errors.findLast((error) => error !== undefined);
            failure = last ?? failure;
            const isHopeless = chunk.length > 1 && !errors.includes(undefined);
            if (signal.aborted || (last && (AWAY.has(last.code) || isHopeless))) {
                break;
            }
        }
        if (failure) {
            throw failure;
        }
        if (waiting.length > MOST_IN_A_TURN) {
            return SHORT_PAUSE_MS;
        }
        // One that was refused is not looked for.
        const isLooking =
            this.again.size > 0 ||
            waiting.some(({intent}) => intent) ||
            unshown.some((record) => dueAt(record) !== undefined);
        return isLooking ? LOOKING_PAUSE_MS : PAUSE_MS;
    }

    /** Besides what is known to be behind, from time to time, what a process that died left behind. */
    private async unshown(): Promise<readonly AlertRecord[]> {
        const {store, clock} = this.context;
        const unshown = await store.unshown();
        if (clock.monotonic() < this.searchedUntil) {
            return unshown;
        }
        const found = await store.leftBehind();
        this.searchedUntil = clock.monotonic() + SEARCH_EVERY_MS;
        const known = new Set(unshown.map(({key}) => key));
        return [...unshown, ...found.filter(({key}) => !known.has(key))];
    }

    private async due(unshown: readonly AlertRecord[]): Promise<readonly AlertRecord[]> {
        const {clock} = this.context;
        const [now, moment] = [clock.now(), clock.monotonic()];
        if (this.hasJustStarted) {
            this.hasJustStarted = false;
            for (const {key} of unshown.filter(({intent}) => !intent)) {
                this.again.set(key, moment + CHECK_AFTER_MS);
            }
        }
        return [...unshown, ...(await this.dueAgain(unshown, moment))]
            .filter(
                (record) => (this.refusedUntil.get(record.key) ?? moment) <= moment && (dueAt(record) ?? now) <= now,
            )
            .toSorted((one, other) => this.refusedAt(one) - this.refusedAt(other) || one.updatedAt - other.updatedAt);
    }

    /** @param others records that are due anyway */
    private async dueAgain(others: readonly AlertRecord[], moment: number): Promise<readonly AlertRecord[]> {
        const known = new Set(others.map(({key}) => key));
        const keys = [...this.again.keys()].filter((key) => this.isDueAgain(key, moment) && !known.has(key));
        const read = async (key: string): Promise<AlertRecord | typeof pMapSkip> => {
            const record = await this.context.store.get(key);
            if (!record) {
                this.again.delete(key);
            }
            return record ?? pMapSkip;
        };
        const waiting = keys.filter((key) => (this.refusedUntil.get(key) ?? moment) <= moment);
        return pMap(waiting.slice(0, MOST_IN_A_TURN), read, {concurrency: AT_ONCE});
    }

    private isDueAgain(key: string, moment: number): boolean {
        return (this.again.get(key) ?? Number.POSITIVE_INFINITY) <= moment;
    }

    /** What was refused before goes last, or as many of them as a turn gives up after would keep all others waiting for ever. */
    private refusedAt({key}: AlertRecord): number {
        return this.refusedUntil.get(key) ?? 0;
    }

    /** @returns why Mattermost did not take it */
    private async repairOne(record: AlertRecord, search: MarkedSearch): Promise<AppError | undefined> {
        const {key} = record;
        const isAgain = this.isDueAgain(key, this.context.clock.monotonic());
        const error = await (record.intent ? this.finish(record, search) : this.bringUp(record, search)).then(
            () => undefined,
            asAppError,
        );
        if (isAgain && !error) {
            this.again.delete(key);
        }
        const left = await this.context.store.get(key);
        if (left && (error || (isUnshown(left) && dueAt(left) === undefined))) {
            // Not quite until the next turn.
            const waitMs = error ? this.pauseAfterFailure() * 0.9 : REFUSED_MS;
            this.refusedUntil.set(key, this.context.clock.monotonic() + waitMs);
        } else {
            this.refusedUntil.delete(key);
            this.context.logger.info('Post was brought up to date', {alert: key});
        }
        return error;
    }

    private async bringUp(record: AlertRecord, search: MarkedSearch): Promise<void> {
        await finishFurther(this.context, record, search);
        await showOrFail(this.context, record.key);
    }

    private finish(record: AlertRecord, search: MarkedSearch): Promise<void> {
        const {context} = this;
        const object = alertKey(targetIds(record.alert.target));
        const work = async (): Promise<void> => {
            if (record.intent?.checkAt === undefined) {
                await finishPost(context, record.key, search);
            } else {
                await removeDoubles(context, record.key, search);
            }
        };
        return context.alertQueue.run(object, () => context.store.exclusively(object, work));
    }
}

/** Asks Mattermost once for each channel of these records, when the first of them wants to know. */
const searchOf = (context: AppContext, records: readonly AlertRecord[]): MarkedSearch => {
    const asked = new Map<string, Promise<readonly MarkedPost[]>>();
    return ({channel, since}) => {
        const times = records.flatMap(({intent, posts}) => [
            ...(intent?.channel === channel ? [intent.since] : []),
            ...posts.flatMap(({channelId, since}) => (channelId === channel && since !== undefined ? [since] : [])),
        ]);
        const posts = asked.get(channel) ?? context.chat.markedPosts(channel, Math.min(since, ...times));
        asked.set(channel, posts);
        return posts;
    };
};

/** Before then, what a record waits for is not to be done. @returns Unix milliseconds; undefined when it waits for nothing */
const dueAt = (record: AlertRecord): number | undefined => {
    if (record.intent) {
        return record.intent.checkAt;
    }
    const isAnyBehind = record.posts.some((post) => isThere(post) && post.wanted !== post.shown);
    return isAnyBehind ? undefined : furtherDueAt(record);
};
