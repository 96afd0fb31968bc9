import type {AlertRecord} from '../../domain/alert/record';
import type {AlertStore} from './alert_store';
import {withUpdate} from './with_update';

/** A store that tells of each change it has stored. @param stored must not throw */
export const announcing = (
    store: AlertStore,
    stored: (before: AlertRecord | undefined, after: AlertRecord) => void,
): AlertStore =>
    withUpdate(store, async (key, change, isShownAtOnce) => {
        let before: AlertRecord | undefined;
        const after = await store.update(
            key,
            (current) => {
                before = current;
                return change(current);
            },
            isShownAtOnce,
        );
        if (after && after !== before) {
            stored(before, after);
        }
        return after;
    });
