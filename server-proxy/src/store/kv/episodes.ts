import pMap from 'p-map';
import {dayOf} from '../../app/people/refusal_quota';
import {type EpisodeStore, KEEP_EPISODES_DAYS, type WrittenEpisodes} from '../../app/shift/episode_store';
import type {Clock} from '../../app/telemetry';
import {AppError} from '../../domain/errors';
import {
    type Episode,
    episodeIn,
    readStoredEpisode,
    type StoredEpisode,
    storedEpisode,
} from '../../domain/shift/episode';
import {KvDamage} from './damage';
import {DayParts} from './day_parts';
import type {KeyValues} from './key_values';

/** Some 60 kB. */
const PART_ENTRIES = 200;
/** 10 000 a day. */
const PARTS_A_DAY = 50;
const DAY_SECONDS = 86_400;
/** Mattermost's requests to us must not wait. */
const DAYS_AT_ONCE = 4;

/** EpisodeStore of door 2: by the day on which they were written, in the plugin's key-value table. */
export class KvEpisodes implements EpisodeStore {
    private readonly days: DayParts<StoredEpisode>;

    constructor(
        kv: KeyValues,
        private readonly clock: Clock,
        damage = new KvDamage(kv, clock),
    ) {
        const layout = {keepDays: KEEP_EPISODES_DAYS, partEntries: PART_ENTRIES, partsADay: PARTS_A_DAY};
        this.days = new DayParts({kv, clock, damage}, {name: 'episodes', ...layout, read: readStoredEpisode});
    }

    async write(episodes: readonly Episode[]): Promise<void> {
        const byDay = new Map<string, StoredEpisode[]>();
        for (const episode of episodes) {
            const day = dayOf(episode.at);
            byDay.set(day, [...(byDay.get(day) ?? []), storedEpisode(episode)]);
        }
        for (const [day, its] of byDay) {
            const left = await this.days.append(day, its);
            if (left > 0) {
                throw new AppError('internal', `The history of ${day} is full: ${left} problems are missing from it.`);
            }
        }
    }

    async since(from: number, isWanted: (episode: Episode) => boolean = () => true): Promise<WrittenEpisodes> {
        const now = Math.floor(this.clock.now() / 1000);
        const first = Math.floor(Math.max(from, now - KEEP_EPISODES_DAYS * DAY_SECONDS) / DAY_SECONDS);
        // One whose clock is ahead may have written on the next day already.
        const count = Math.floor(now / DAY_SECONDS) - first + 2;
        const days = Array.from({length: count}, (_, at) => dayOf((first + at) * DAY_SECONDS));
        const isOne = (entry: StoredEpisode): boolean => entry.at >= from && isWanted(entry);
        // Each part is a request to Mattermost: others have their turn meanwhile.
        const found = await pMap(days, (day) => this.days.of(day, isOne), {concurrency: DAYS_AT_ONCE});
        return {
            episodes: found.flatMap(({entries}) => entries.map(episodeIn)),
            isWhole: found.every(({isFull}) => !isFull),
        };
    }
}
