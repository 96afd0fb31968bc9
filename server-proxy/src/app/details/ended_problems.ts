import {TOGETHER_SECONDS} from '../../domain/details/together';
import {type Episode, mergedEpisodes} from '../../domain/shift/episode';
import type {EpisodeStore, WrittenEpisodes} from '../shift/episode_store';
import type {Clock} from '../telemetry';
import {Kept} from './kept';

interface Deps {
    readonly clock: Clock;
    /** Seconds by which openITCOCKPIT's clock is ahead of ours. */
    readonly clockAhead: () => number;
    readonly past: EpisodeStore['since'];
}

/** Read each time. What nodes write late, or with another clock, is among it. */
const RECENT_SECONDS = 3600;
/** Objects that broke together share what is kept. */
const SHARED_SECONDS = 2 * TOGETHER_SECONDS;
/** In a storm, each may hold thousands of problems. */
const MOST_KEPT = 20;
const NOTHING: WrittenEpisodes = {episodes: [], isWhole: true};

/** Problems that are over, by when they began, from our own history. */
export class EndedProblems {
    private readonly older: Kept<WrittenEpisodes>;

    constructor(private readonly deps: Deps) {
        this.older = new Kept(deps.clock, MOST_KEPT);
    }

    /**
     * Those that began in the same five minutes, whoever may see them.
     * @param began Unix seconds on openITCOCKPIT's clock @throws AppError when a store is away
     */
    async around(began: number): Promise<WrittenEpisodes> {
        const {clock, clockAhead, past} = this.deps;
        const shared = Math.floor(began / SHARED_SECONDS) * SHARED_SECONDS;
        const until = shared + SHARED_SECONDS + TOGETHER_SECONDS;
        // A beginning is only ever found to be earlier: what began later was never one of these.
        const isWanted = ({opened}: Episode): boolean => opened <= until;
        // Nothing is written down, by our clock, before it has begun by openITCOCKPIT's; it may be weeks later.
        const from = shared - TOGETHER_SECONDS - Math.max(0, Math.ceil(clockAhead()));
        const recently = Math.floor(clock.now() / 1000) - RECENT_SECONDS;
        const [older, recent] = await Promise.all([
            from < recently ? this.older.of(String(shared), () => past(from, isWanted)) : NOTHING,
            past(Math.max(from, recently), isWanted),
        ]);
        return {
            episodes: endedNear([...older.episodes, ...recent.episodes], began),
            isWhole: older.isWhole && recent.isWhole,
        };
    }
}

const endedNear = (written: readonly Episode[], began: number): readonly Episode[] => {
    const isNear = ({opened}: Episode): boolean => Math.abs(opened - began) <= TOGETHER_SECONDS;
    const near = new Set(written.filter(isNear).map(({key}) => key));
    // All that was written of them: an end may have been none, or a beginning earlier.
    const merged = mergedEpisodes(written.filter(({key}) => near.has(key)));
    return merged.filter((episode) => episode.closed !== undefined && isNear(episode));
};
