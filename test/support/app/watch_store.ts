import type {WatchStore} from '../../../server-proxy/src/app/health/watch_store';
import type {WatchState} from '../../../server-proxy/src/domain/watch_state';

/** What all nodes share, in memory. */
export const sharedStore = (): WatchStore & {state: WatchState} => {
    const store = {
        state: {} as WatchState,
        read: async () => store.state,
        update: async (change: (current: WatchState) => WatchState) => {
            store.state = change(store.state);
            return store.state;
        },
    };
    return store;
};
