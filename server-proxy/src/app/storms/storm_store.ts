import type {Storms} from '../../domain/storm/storm';

/** Remembers the storms; one for all nodes. */
export interface StormStore {
    read(): Promise<Storms>;
    /** Compare-and-set: `change` may be called again when another node was faster, so it must be pure. */
    update(change: (current: Storms) => Storms): Promise<Storms>;
}
