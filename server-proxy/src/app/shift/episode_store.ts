import type {Episode} from '../../domain/shift/episode';

/** The history of problems, as it was written down. Bounded in size and age; several nodes may write at once. */
export interface EpisodeStore {
    /** Resolves when they are stored. @throws AppError when they cannot be, or the day has had enough */
    write(episodes: readonly Episode[]): Promise<void>;
    /**
     * What was written since then, in no particular order, as far back as 35 days. The same problem may be among it several times:
     * see `mergedEpisodes`. It is read piece by piece, and others have their turn between.
     * @param from Unix seconds
     * @param isWanted the others are dropped before the next piece is read, because all may be hundreds of megabytes
     * @throws AppError when the store is away
     */
    since(from: number, isWanted?: (episode: Episode) => boolean): Promise<WrittenEpisodes>;
}

export interface WrittenEpisodes {
    readonly episodes: readonly Episode[];
    /** False: more happened than there was room for. */
    readonly isWhole: boolean;
}

/** How long it is kept at least. */
export const KEEP_EPISODES_DAYS = 35;
