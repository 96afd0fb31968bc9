import type {WatchState} from '../../domain/watch_state';

/** Remembers the signs of life; one for all nodes. */
export interface WatchStore {
    read(): Promise<WatchState>;
    /** Compare-and-set: `change` may be called again when another node was faster, so it must be pure. */
    update(change: (current: WatchState) => WatchState): Promise<WatchState>;
}
