import type {AlertRecord} from '../../domain/alert/record';
import type {AlertStore} from '../posts/alert_store';

/** A store that tells of each change it has stored. @param stored must not throw */
export const announcing = (
    store: AlertStore,
    stored: (before: AlertRecord | undefined, after: AlertRecord) => void,
): AlertStore => ({
    get: (key) => store.get(key),
    known: (key) => store.known(key),
    notShown: (key) => store.notShown(key),
    exclusively: (key, task) => store.exclusively(key, task),
    unlessBusy: (key, task, restSeconds) => store.unlessBusy(key, task, restSeconds),
    followed: () => store.followed(),
    readFollowed: (keys) => store.readFollowed(keys),
    unshown: () => store.unshown(),
    leftBehind: () => store.leftBehind(),
    pending: () => store.pending(),
    ending: () => store.ending(),
    update: async (key, change, isShownAtOnce) => {
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
    },
});
