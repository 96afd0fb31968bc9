import type {BulkAction, BulkObject, BulkPart} from '../../domain/action/bulk_action';
import {asAppError} from '../../domain/errors';
import type {BulkDocument, BulkStore} from './bulk_store';

/** An outage is waited for, and Retry pressed, within that time. */
const KEEP_SECONDS = 7 * 86_400;
const KEEP_SHOWN_SECONDS = 3600;
const OPEN = 'bulk/open';

const headKey = (id: string): string => `bulk/${id}`;
const partKey = (id: string, part: number): string => `bulk/${id}/${part}`;

const isHead = (found: BulkDocument | undefined): found is BulkAction => found !== undefined && 'parts' in found;
const isPart = (found: BulkDocument | undefined): found is BulkPart =>
    found !== undefined && 'objects' in found && typeof found.objects !== 'number';
const isList = (found: BulkDocument | undefined): found is readonly string[] => Array.isArray(found);

/** The documents of bulk actions by their kinds. All methods throw AppError of the store. */
export class BulkDocuments {
    constructor(private readonly store: BulkStore) {}

    async head(id: string): Promise<BulkAction | undefined> {
        const found = await this.store.read(headKey(id));
        return isHead(found) ? found : undefined;
    }

    /** @returns as it is stored then; undefined if there is none */
    async changeHead(id: string, change: (current: BulkAction) => BulkAction): Promise<BulkAction | undefined> {
        const stored = await this.store.update(
            headKey(id),
            (current) => (isHead(current) ? change(current) : current),
            KEEP_SECONDS,
        );
        return isHead(stored) ? stored : undefined;
    }

    /** @returns empty if it cannot be read: its objects are then nobody's */
    async part(id: string, part: number): Promise<BulkPart | undefined> {
        const found = await this.store.read(partKey(id, part));
        return isPart(found) ? found : undefined;
    }

    async changePart(
        id: string,
        part: number,
        change: (object: BulkObject) => BulkObject,
    ): Promise<BulkPart | undefined> {
        const stored = await this.store.update(
            partKey(id, part),
            (current) => (isPart(current) ? {...current, objects: current.objects.map(change)} : current),
            KEEP_SECONDS,
        );
        return isPart(stored) ? stored : undefined;
    }

    async objects({id, parts}: Pick<BulkAction, 'id' | 'parts'>): Promise<readonly BulkObject[]> {
        const found = await Promise.all(Array.from({length: parts}, (_, at) => this.part(id, at)));
        return found.flatMap((part) => part?.objects ?? []);
    }

    /** Ids of those that are under way. */
    async open(): Promise<readonly string[]> {
        const found = await this.store.read(OPEN);
        return isList(found) ? found : [];
    }

    async close(id: string): Promise<void> {
        await this.store.update(
            OPEN,
            (current) => (isList(current) ? current.filter((one) => one !== id) : current),
            0,
        );
    }

    /**
     * Everything else comes before the head: without it there is no bulk action.
     * @returns the head as it is stored: not this one if the same press was faster elsewhere
     */
    async begin(
        head: BulkAction,
        parts: readonly BulkPart[],
    ): Promise<{readonly head: BulkAction; readonly isNew: boolean}> {
        const {id} = head;
        await this.writeParts(id, parts, KEEP_SECONDS);
        await this.store.update(
            OPEN,
            (current) => (isList(current) ? [...current.filter((one) => one !== id), id] : [id]),
            0,
        );
        let isNew = false;
        const stored = await this.store.update(
            headKey(id),
            (current) => {
                isNew = !isHead(current);
                return isNew ? head : current;
            },
            KEEP_SECONDS,
        );
        return {head: isHead(stored) ? stored : head, isNew};
    }

    /** Only shown so far; it takes the place of what the same person was shown before. */
    async keepShown(head: BulkAction, parts: readonly BulkPart[]): Promise<void> {
        await this.writeParts(head.id, parts, KEEP_SHOWN_SECONDS, true);
        await this.store.update(headKey(head.id), () => head, KEEP_SHOWN_SECONDS);
    }

    private async writeParts(
        id: string,
        parts: readonly BulkPart[],
        keepSeconds: number,
        isReplacing = false,
    ): Promise<void> {
        for (const [at, part] of parts.entries()) {
            await this.store.update(
                partKey(id, at),
                (current) => (isReplacing ? part : (current ?? part)),
                keepSeconds,
            );
        }
    }
}

/** For the log. */
export const logged = (error: unknown) => ({error: asAppError(error)});
