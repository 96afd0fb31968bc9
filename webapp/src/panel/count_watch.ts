import type {HostStore} from '../state';
import {askPanelCounts} from './panel_counts_client';

/** Everybody's web client is told of a change at once: they do not all ask at once. */
const SPREAD_MS = 5000;
/** At most so often, however much happens. */
const PAUSE_MS = 10_000;
/** In case nobody tells us. */
const POLL_MS = 60_000;

interface CountWatch {
    /** Something may have changed. */
    readonly stir: () => void;
    readonly stop: () => void;
}

/** Keeps the numbers at the panel's button up to date, once somebody is logged in. Without a handler there are none. */
export const watchCounts = (store: HostStore, random: () => number = Math.random): CountWatch => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isStopped = false;
    let askedAt = Number.NEGATIVE_INFINITY;
    const isLoggedIn = (): boolean => Boolean(store.getState().entities?.users?.currentUserId);
    const askIn = (milliseconds: number): void => {
        clearTimeout(timer);
        timer = isStopped ? undefined : setTimeout(() => void ask(), milliseconds);
    };
    const ask = async (): Promise<void> => {
        askedAt = Date.now();
        if (isLoggedIn()) {
            try {
                store.dispatch({type: 'openitcockpit/panel_counted', counts: await askPanelCounts()});
            } catch {
                // The last numbers stay; the panel itself says what is wrong.
            }
        }
        askIn(POLL_MS);
    };
    let isStirred = false;
    askIn(0);
    return {
        stir: () => {
            store.dispatch({type: 'openitcockpit/panel_stirred'});
            if (!isStirred) {
                isStirred = true;
                const rest = Math.max(0, askedAt + PAUSE_MS - Date.now());
                clearTimeout(timer);
                timer = setTimeout(
                    () => {
                        isStirred = false;
                        void ask();
                    },
                    rest + random() * SPREAD_MS,
                );
            }
        },
        stop: () => {
            isStopped = true;
            clearTimeout(timer);
        },
    };
};
