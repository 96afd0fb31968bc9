import {readFile, rename, rm, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {setImmediate} from 'node:timers/promises';
import {KeyedQueue} from '../../app/keyed_queue';
import type {Damage} from './damage';
import {diskError} from './disk_error';
import {Journal, parseLines, stopping} from './journal';

interface Rotation<E> {
    readonly folder: string;
    /** Of its files without their ending, e.g. `audit`. */
    readonly name: string;
    readonly nowSeconds: () => number;
    /** A longer file is renamed, replacing the one renamed before. */
    readonly maxBytes: number;
    /** Older entries are not given back, and a file is renamed before its first entry gets that old. */
    readonly keepSeconds: number;
    readonly damage: Damage;
    /** @throws for what is no entry that this version can read */
    readonly read: (value: unknown) => E;
}

/** What is known of the file. */
interface Contents {
    bytes: number;
    /** Time of the first entry. */
    since: number | undefined;
}

/**
 * Dated entries in `NAME.jsonl` of DATA_FOLDER, renamed to `NAME.old.jsonl` once it is long or old. The caller holds the
 * folder's lock.
 */
export class RotatedJournal<E extends {readonly at: number}> {
    /** Serialises writing and renaming. */
    private readonly turns = new KeyedQueue();
    private isClosed = false;

    private constructor(
        private journal: Journal<E>,
        private readonly rotation: Rotation<E>,
        private readonly contents: Contents,
    ) {}

    /** @returns also what the newer file holds @throws AppError `misconfigured` or `busy` naming DATA_FOLDER */
    static async open<E extends {readonly at: number}>(
        rotation: Rotation<E>,
    ): Promise<{readonly rotated: RotatedJournal<E>; readonly entries: readonly E[]}> {
        const {path, old} = pathsOf(rotation);
        try {
            if (await exists(old)) {
                await (await Journal.open({path: old, ...rotation})).journal.close();
            }
            const {journal, entries} = await Journal.open({path, ...rotation});
            const contents = {bytes: (await stat(path)).size, since: entries[0]?.at};
            return {rotated: new RotatedJournal(journal, rotation, contents), entries};
        } catch (cause) {
            throw diskError(rotation.folder, cause, `${rotation.name}.jsonl`);
        }
    }

    /** @param admit called when their turn has come; what it throws keeps them out */
    append(entries: readonly E[], admit: () => void = () => undefined): Promise<void> {
        return this.turns.run('file', async () => {
            if (this.isClosed) {
                // Before a long file is renamed, which would open another one.
                throw stopping();
            }
            admit();
            if (this.contents.bytes > this.rotation.maxBytes || this.isOld()) {
                await this.putAside();
            }
            await Promise.all(entries.map((entry) => this.journal.append(entry)));
            this.contents.since ??= entries[0]?.at;
            for (const entry of entries) {
                this.contents.bytes += Buffer.byteLength(JSON.stringify(entry)) + 1;
            }
        });
    }

    /** What the files hold, the newer one first, piece by piece: of each the last first, and others have their turn between. */
    async *newestFirst(): AsyncGenerator<{readonly entries: readonly E[]; readonly isOldFile: boolean}> {
        const {path, old} = pathsOf(this.rotation);
        const oldest = this.rotation.nowSeconds() - this.rotation.keepSeconds;
        for (const file of [path, old]) {
            const bytes = await readFile(file).catch(() => undefined);
            for (const piece of piecesFromEnd(bytes ?? Buffer.alloc(0))) {
                const {entries} = parseLines(piece, this.rotation.read);
                yield {entries: entries.reverse().filter(({at}) => at > oldest), isOldFile: file === old};
                await setImmediate();
            }
        }
    }

    async close(): Promise<void> {
        await this.turns.run('file', () => {
            this.isClosed = true;
            return this.journal.close();
        });
    }

    /** Half the retention time: together with the renamed file, nothing is kept longer than the whole. */
    private isOld(): boolean {
        const {nowSeconds, keepSeconds} = this.rotation;
        return this.contents.since !== undefined && nowSeconds() - this.contents.since > keepSeconds / 2;
    }

    private async putAside(): Promise<void> {
        const {path, old} = pathsOf(this.rotation);
        await this.journal.close();
        try {
            await rm(old, {force: true});
            await rename(path, old);
        } finally {
            // Also after a disk error: the next entry is appended to the long file, and tries again.
            this.journal = (await Journal.open({path, ...this.rotation})).journal;
        }
        this.contents.bytes = 0;
        this.contents.since = undefined;
    }
}

/** Some thousand lines, which take a few milliseconds. */
const PIECE_BYTES = 256 * 1024;

/** Of whole lines. */
function* piecesFromEnd(bytes: Buffer): Iterable<Buffer> {
    for (let end = bytes.length; end > 0; ) {
        const start = end > PIECE_BYTES ? bytes.lastIndexOf('\n', end - PIECE_BYTES - 1) + 1 : 0;
        yield bytes.subarray(start, end);
        end = start;
    }
}

const pathsOf = <E>({folder, name}: Rotation<E>) => ({
    path: join(folder, `${name}.jsonl`),
    old: join(folder, `${name}.old.jsonl`),
});

const exists = (path: string): Promise<boolean> =>
    stat(path).then(
        () => true,
        (error: NodeJS.ErrnoException) => {
            if (error.code === 'ENOENT') {
                return false;
            }
            throw error;
        },
    );
