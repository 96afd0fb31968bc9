import type {Episode} from '../../domain/shift/episode';
import {NO_SHIFT} from '../../domain/shift/shift_state';
import type {EpisodeStore} from './episode_store';
import type {ShiftStore} from './shift_store';

/** What a handler remembers of shifts. */
export interface ShiftMemory {
    readonly episodes: EpisodeStore;
    readonly shifts: ShiftStore;
}

const MOST_EPISODES = 10_000;

/** One that ends with the process. */
export const forgetfulMemory = (): ShiftMemory => {
    let state = NO_SHIFT;
    let written: readonly Episode[] = [];
    return {
        episodes: {
            write: async (episodes) => {
                written = [...written, ...episodes].slice(-MOST_EPISODES);
            },
            since: async (from, isWanted = () => true) => ({
                episodes: written.filter((episode) => episode.at >= from && isWanted(episode)),
                isWhole: written.length < MOST_EPISODES,
            }),
        },
        shifts: {
            read: async () => state,
            update: async (change) => {
                state = change(state);
                return state;
            },
        },
    };
};
