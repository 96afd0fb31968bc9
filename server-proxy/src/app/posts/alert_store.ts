import type {AlertRecord} from '../../domain/alert/record';

/** Remembers which post shows which alert. Only updates of a single key are atomic. */
export interface AlertStore {
    get(key: string): Promise<AlertRecord | undefined>;
    /**
     * The newest that this node knows, which is read only if it knows none. Another node may have changed it since: `update`
     * tells.
     */
    known(key: string): Promise<AlertRecord | undefined>;
    /**
     * Compare-and-set: `change` gets the stored record and returns the new one (or the same object to leave it as it
     * is); it may be called again when another writer was faster, so it must be pure.
     * @param isShownAtOnce the caller brings the post up to date next, and says so with `notShown` if Mattermost does not take
     *     it: until then only `leftBehind` finds it, after a crash
     */
    update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
        isShownAtOnce?: boolean,
    ): Promise<AlertRecord | undefined>;
    /** From now on `unshown` finds it, if its post is still behind. */
    notShown(key: string): Promise<void>;
    /**
     * Runs `task` while no other one for the same key runs on any node: for what must not happen twice, such as making an
     * alert's post. Not re-entrant. @throws AppError `busy` when its turn does not come
     */
    exclusively<T>(key: string, task: () => Promise<T>): Promise<T>;
    /**
     * The same without waiting, for work that any node may do. Its keys are separate from those of `exclusively`.
     * @param restSeconds from its beginning, during which no node runs it again
     * @returns undefined when another one is running, or it rests
     */
    unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds?: number): Promise<T | undefined>;
    /**
     * Keys of the alerts that are compared with openITCOCKPIT (see `isFollowed`): the open ones, and those that closed within
     * the last day. One may have stopped being followed a moment ago: `readFollowed` shows. The cost grows with these alone.
     */
    followed(): Promise<readonly string[]>;
    /** Those of these alerts that are followed, in no particular order. Takes a few hundred keys at a time. */
    readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]>;
    /**
     * Records whose posts do not show what they should (see `isUnshown`), whether open, closed or of an earlier problem. The
     * cost grows with these alone.
     */
    unshown(): Promise<readonly AlertRecord[]>;
    /** Those among all alerts that are followed, whose updates a dead process may have been about. The cost grows with all of them. */
    leftBehind(): Promise<readonly AlertRecord[]>;
    /** Records whose acknowledgement has an end to come (see `isEnding`). The cost grows with these alone. */
    ending(): Promise<readonly AlertRecord[]>;
    /** Records to which somebody is to be called by and by, or which are collected (see `isWaiting`). The cost grows with these alone. */
    waiting(): Promise<readonly AlertRecord[]>;
    /** Records with pending actions (see `isPending`), to be resumed after a restart. */
    pending(): Promise<readonly AlertRecord[]>;
}
