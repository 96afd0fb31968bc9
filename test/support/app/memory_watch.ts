import type {WatchStore} from '../../../server-proxy/src/app/health/watch_store';
import type {WatchState} from '../../../server-proxy/src/domain/watch_state';

/** What was heard, for as long as the test lives. */
export const memoryWatch = (state: WatchState = {}): WatchStore => {
    let current = state;
    return {
        read: async () => current,
        update: async (change) => {
            current = change(current);
            return current;
        },
    };
};
