import type {AlertStore} from './alert_store';

/** The same store with another way to change records. */
export const withUpdate = (store: AlertStore, update: AlertStore['update']): AlertStore => ({
    update,
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
    waiting: () => store.waiting(),
});
