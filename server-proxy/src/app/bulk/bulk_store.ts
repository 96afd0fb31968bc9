import type {BulkMark, Ended} from '../../domain/action/action_request';
import type {BulkAction, BulkPart} from '../../domain/action/bulk_action';

/** What is stored of bulk actions: see domain/action/bulk_action.ts. */
export type BulkDocument = BulkAction | BulkPart | readonly string[];

/** Documents by key (at most 100 characters), which last as long as they are told to. Only one of them changes at a time. */
export interface BulkStore {
    /** What cannot be read is set aside, and then is not there. */
    read(key: string): Promise<BulkDocument | undefined>;
    /**
     * Compare-and-set: `change` is pure, gets what is stored and returns the new document, or the same object to leave it.
     * @param keepSeconds from now; 0: for ever
     * @returns what is stored then
     */
    update(
        key: string,
        change: (current: BulkDocument | undefined) => BulkDocument | undefined,
        keepSeconds: number,
    ): Promise<BulkDocument | undefined>;
}

/** Where the actions of a bulk action report their ends. */
export interface BulkNotes {
    /** Resolves once it is stored; the same may be noted again. */
    note(mark: BulkMark, key: string, ended: Pick<Ended, 'result' | 'message'>): Promise<void>;
    /** Is it still there? Its actions are then carried out with it, not singly. */
    holds(id: string): Promise<boolean>;
}
