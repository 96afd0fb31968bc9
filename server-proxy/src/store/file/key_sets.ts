import {type AlertRecord, isEnding, isFollowed, isPending, isUnshown} from '../../domain/alert/record';
import {isWaiting} from '../../domain/alert/waiting';

/** Keys of the records that have to be found without looking at all of them. */
export class KeySets {
    readonly followed = new Set<string>();
    readonly pending = new Set<string>();
    readonly unshown = new Set<string>();
    readonly ending = new Set<string>();
    readonly waiting = new Set<string>();

    constructor(private readonly nowSeconds: () => number) {}

    remember(record: AlertRecord): void {
        mark(this.followed, record.key, isFollowed(record, this.nowSeconds()));
        mark(this.pending, record.key, isPending(record));
        mark(this.unshown, record.key, isUnshown(record));
        mark(this.ending, record.key, isEnding(record));
        mark(this.waiting, record.key, isWaiting(record));
    }

    forget(key: string): void {
        for (const keys of [this.followed, this.pending, this.unshown, this.ending, this.waiting]) {
            keys.delete(key);
        }
    }
}

const mark = (keys: Set<string>, key: string, belongs: boolean): void => {
    if (belongs) {
        keys.add(key);
    } else {
        keys.delete(key);
    }
};
