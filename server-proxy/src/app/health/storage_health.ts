import type {AppError} from '../../domain/errors';

/** Stored records that cannot be read and were set aside. */
export interface Damaged {
    readonly count: number;
    /** When the newest was set aside. Unix seconds. */
    readonly newest: number;
    /** The files in DATA_FOLDER that hold them; absent in the plugin, which keeps them in its key-value table. */
    readonly files?: readonly string[];
}

/** What a door's stores know about themselves. */
export interface StorageHealth {
    /** Looks again, and tries whether something can be stored if it could not the last time. Never rejects. */
    check(): Promise<void>;
    /** Why nothing can be stored. */
    problem(): AppError | undefined;
    damaged(): Damaged | undefined;
}
