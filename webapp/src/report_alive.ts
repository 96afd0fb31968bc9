import type {WebPartReport} from '#contract';
import {tellWebPart} from './client';
import type {HostStore} from './state';
import {VERSION} from './version';

interface Reporting {
    /** Mattermost's connection is back: the handler may have been upgraded meanwhile. */
    readonly again: () => void;
    readonly stop: () => void;
}

/**
 * Tells the handler that we run, with what we found lacking, and learns its version; once somebody is logged in, as Mattermost
 * starts plugins on its log-in page already.
 */
export const reportAlive = (store: HostStore, found: Omit<WebPartReport, 'version'>): Reporting => {
    const isLoggedIn = (): boolean => Boolean(store.getState().entities?.users?.currentUserId);
    const report = async (): Promise<void> => {
        try {
            const {version} = await tellWebPart({version: VERSION, ...found});
            store.dispatch({type: 'openitcockpit/versioned', version});
        } catch {
            // Without a handler beside us there is nobody to tell; any other tells us at the next reconnection.
        }
    };
    let stop = (): void => undefined;
    if (isLoggedIn()) {
        void report();
    } else {
        stop = store.subscribe(() => {
            if (isLoggedIn()) {
                stop();
                void report();
            }
        });
    }
    return {
        again: () => {
            if (isLoggedIn()) {
                void report();
            }
        },
        stop: () => stop(),
    };
};
