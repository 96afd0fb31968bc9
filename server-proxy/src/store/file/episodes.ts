import {type EpisodeStore, KEEP_EPISODES_DAYS, type WrittenEpisodes} from '../../app/shift/episode_store';
import {
    type Episode,
    episodeIn,
    readStoredEpisode,
    type StoredEpisode,
    storedEpisode,
} from '../../domain/shift/episode';
import {Damage} from './damage';
import {RotatedJournal} from './rotated_journal';

/** Some 30 000 entries. */
const MAX_BYTES = 8_000_000;
/** A file that is put aside replaces the one before, so that together they hold at least half of it. */
const KEEP_SECONDS = 2 * KEEP_EPISODES_DAYS * 86_400;

/** EpisodeStore of door 1: `episodes.jsonl` in DATA_FOLDER; see `RotatedJournal`. */
export interface FileEpisodes extends EpisodeStore {
    close(): Promise<void>;
}

/** The caller holds the lock of the folder. @throws AppError `misconfigured` or `busy` naming DATA_FOLDER */
export const openFileEpisodes = async (
    folder: string,
    nowSeconds: () => number,
    damage = new Damage(folder, nowSeconds),
    maxBytes = MAX_BYTES,
): Promise<FileEpisodes> => {
    const {rotated} = await RotatedJournal.open({
        folder,
        name: 'episodes',
        nowSeconds,
        maxBytes,
        keepSeconds: KEEP_SECONDS,
        damage,
        read: readStoredEpisode,
    });
    return {
        write: (episodes) => rotated.append(episodes.map(storedEpisode)),
        since: (from, isWanted = () => true) => since(rotated, from, isWanted),
        close: () => rotated.close(),
    };
};

/** What could not be written at first is written behind what came meanwhile. */
const LATE_SECONDS = 3600;

const since = async (
    rotated: RotatedJournal<StoredEpisode>,
    from: number,
    isWanted: (episode: Episode) => boolean,
): Promise<WrittenEpisodes> => {
    const found: Episode[] = [];
    let isAllRead = true;
    let oldest = Number.MAX_SAFE_INTEGER;
    for await (const {entries, isOldFile} of rotated.newestFirst()) {
        // What a second file replaced is gone.
        isAllRead &&= !isOldFile;
        oldest = entries.at(-1)?.at ?? oldest;
        found.push(...entries.filter((entry) => entry.at >= from && isWanted(entry)).map(episodeIn));
        if (oldest < from - LATE_SECONDS) {
            break;
        }
    }
    return {episodes: found, isWhole: isAllRead || oldest <= from};
};
