import type {AlertRecord} from '../../domain/alert/record';

/** Remembers which post shows which alert. Updates of one key are atomic; nothing else is. */
export interface AlertStore {
    get(key: string): Promise<AlertRecord | undefined>;
    /**
     * Compare-and-set: `change` gets the stored record and returns the new one (or the same object to leave it as it
     * is); it may be called again when somebody else was faster, so it must be pure.
     */
    update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined>;
    /**
     * Runs `task` while nobody else, on any node, runs one for the same key: what must not happen twice, like making
     * the post of an alert. Not re-entrant. @throws AppError `busy` when the turn does not come
     */
    exclusively<T>(key: string, task: () => Promise<T>): Promise<T>;
    /**
     * The same, for what another node would do as well: nobody waits. Its keys are not those of `exclusively`.
     * @param restSeconds nor does anybody run it again so soon after it began
     * @returns undefined when somebody is at it, or it rests
     */
    unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds?: number): Promise<T | undefined>;
    /**
     * Keys of the alerts that are compared with openITCOCKPIT (see `isFollowed`): the open ones, and those that closed within
     * the last day. One may have left them a moment ago: `readFollowed` tells. Costs with these, not with those of the past.
     */
    followed(): Promise<readonly string[]>;
    /** Those of these alerts that are followed, in no order. A few hundred keys at a time. */
    readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]>;
    /** Records that wait for something to be carried out (see `isPending`), to be resumed after a restart. */
    pending(): Promise<readonly AlertRecord[]>;
}
