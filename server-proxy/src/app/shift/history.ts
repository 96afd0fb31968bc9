import {chunksOf} from '../../domain/chunks';
import {asAppError} from '../../domain/errors';
import {type Episode, episodesIn, mergedEpisodes, shownEpisode} from '../../domain/shift/episode';
import type {AlertStore} from '../posts/alert_store';
import {announcing} from '../posts/announcing_store';
import type {Clock, Logger} from '../telemetry';
import type {EpisodeStore, WrittenEpisodes} from './episode_store';

interface HistoryDeps {
    readonly store: AlertStore;
    readonly episodes: EpisodeStore;
    readonly defaultChannel: string;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly inBackground: (work: () => Promise<void>) => void;
}

/** Many end within a moment: they are written together. */
const PAUSE_MS = 2000;
const RETRY_MS = 15_000;
/** What a store that is away may cost. */
const MOST_WAITING = 20_000;
const RECORDS_AT_ONCE = 400;
/** Records that are over are followed for a day. */
const HEALED_SECONDS = 2 * 86_400;

/**
 * Writes down what becomes of problems, a moment after it is stored in their records. What a crash keeps from being written is
 * found in the records at the next start.
 */
export class History {
    private waiting: Episode[] = [];
    /** It may not be in the store yet. */
    private writing: readonly Episode[] = [];
    private timer: NodeJS.Timeout | undefined;
    private isWatching = false;

    constructor(private readonly deps: HistoryDeps) {}

    /** The same store, whose changes are noted. */
    noting(store: AlertStore): AlertStore {
        return announcing(store, (before, after) =>
            this.note(episodesIn(before, after, this.now(), this.deps.defaultChannel)),
        );
    }

    watch(): void {
        this.isWatching = true;
        this.deps.inBackground(() => this.heal());
    }

    rest(): void {
        this.isWatching = false;
        clearTimeout(this.timer);
        this.timer = undefined;
    }

    /** Writes what waits. Never rejects: what could not be written goes on waiting. */
    async flush(): Promise<void> {
        const episodes = this.waiting;
        this.waiting = [];
        if (episodes.length === 0) {
            return;
        }
        this.writing = [...this.writing, ...episodes];
        try {
            await this.deps.episodes.write(episodes);
        } catch (error) {
            const known = asAppError(error);
            this.deps.logger.warn('The history of problems could not be written', {error: known});
            // A day that is full stays so.
            if (known.code !== 'internal') {
                this.waiting = [...episodes, ...this.waiting].slice(-MOST_WAITING);
                this.plan(RETRY_MS);
            }
        } finally {
            const ours = new Set(episodes);
            this.writing = this.writing.filter((episode) => !ours.has(episode));
        }
    }

    /** The same as of the store, with what waits here. */
    async since(from: number, isWanted: (episode: Episode) => boolean = () => true): Promise<WrittenEpisodes> {
        // First: what is written meanwhile is among both then, and not among neither.
        const here = [...this.writing, ...this.waiting].filter((one) => one.at >= from && isWanted(one));
        const {episodes, isWhole} = await this.deps.episodes.since(from, isWanted);
        return {episodes: [...episodes, ...here], isWhole};
    }

    /** Adds the ends that were stored, but not written down. @throws AppError when a store cannot be read */
    async heal(): Promise<void> {
        const {store, defaultChannel} = this.deps;
        const now = this.now();
        const {episodes} = await this.since(now - HEALED_SECONDS);
        const ended = new Map(mergedEpisodes(episodes).map((episode) => [episode.key, episode.closed]));
        for (const keys of chunksOf(await store.followed(), RECORDS_AT_ONCE)) {
            const shown = (await store.readFollowed(keys)).flatMap(
                (record) => shownEpisode(record, now, defaultChannel) ?? [],
            );
            this.note(
                shown.filter(
                    ({key, closed}) =>
                        closed !== undefined && closed > now - HEALED_SECONDS && closed > (ended.get(key) ?? 0),
                ),
            );
        }
        await this.flush();
    }

    private note(episodes: readonly Episode[]): void {
        if (episodes.length > 0) {
            this.waiting = [...this.waiting, ...episodes].slice(-MOST_WAITING);
            this.plan(PAUSE_MS);
        }
    }

    private plan(pauseMs: number): void {
        if (this.isWatching && this.waiting.length > 0 && this.timer === undefined) {
            this.timer = setTimeout(() => {
                this.timer = undefined;
                this.deps.inBackground(() => this.flush());
            }, pauseMs);
            this.timer.unref();
        }
    }

    private now(): number {
        return Math.floor(this.deps.clock.now() / 1000);
    }
}
