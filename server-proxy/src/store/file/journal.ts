import {type FileHandle, mkdir, open, readFile} from 'node:fs/promises';
import {basename, dirname} from 'node:path';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {Damage} from './damage';
import {replaceFile, syncFolder} from './replace_file';

/** A few hundred megabytes of alerts at most. */
const MOST_WAITING = 50_000;

interface Queued {
    readonly text: string;
    /** Taken back once it has been written: it only shows whether there is room. */
    readonly isTrial?: true;
    readonly done: () => void;
    readonly failed: (error: unknown) => void;
}

/** As much as the largest record, and the next few, may need. */
const ROOM_BYTES = 16 * 1024;

interface Source<T> {
    readonly path: string;
    /** Where lines go that cannot be read. */
    readonly damage: Pick<Damage, 'setAside'>;
    /** @throws for a value that is no entry, or one of a newer version */
    readonly read: (value: unknown) => T;
}

/**
 * Append-only file of JSON lines. Concurrent appends share one write and one flush, so a burst costs few system calls;
 * `append` resolves once its line is on disk. A write that fails half-way is cut off again before the next one.
 */
export class Journal<T> {
    private queue: Queued[] = [];
    private writing: Promise<void> | undefined;
    /** There may be half a line behind `size`. */
    private isTorn = false;
    private isClosed = false;

    private constructor(
        private readonly path: string,
        private file: FileHandle,
        /** Bytes of whole lines. */
        private size: number,
    ) {}

    /** Opens the file and creates its folder; sets aside what cannot be read. */
    static async open<T>(source: Source<T>): Promise<{journal: Journal<T>; entries: T[]}> {
        const {path, damage} = source;
        await mkdir(dirname(path), {recursive: true});
        const bytes = await readFile(path).catch(emptyWhenMissing);
        const {entries, whole, damaged} = parseLines(bytes, source.read);
        if (damaged.length > 0) {
            await damage.setAside(basename(path), damaged);
        }
        // Also when the last line lacks its end: the next one would be appended to it.
        if (damaged.length > 0 || (bytes.length > 0 && bytes.at(-1) !== NEWLINE)) {
            await (await replaceFile(path, joined(whole))).close();
        }
        const file = await open(path, 'a', 0o600);
        await syncFolder(dirname(path));
        return {journal: new Journal<T>(path, file, (await file.stat()).size), entries};
    }

    /** @throws AppError `busy` when the disk does not keep up; the entry is not written then */
    append(entry: T): Promise<void> {
        return this.write({text: lineOf(entry)});
    }

    /** Tries whether there is room for the next entries. @throws what the disk said if there is none */
    ready(): Promise<void> {
        return this.write({text: '\n'.repeat(ROOM_BYTES), isTrial: true});
    }

    /**
     * Replaces the whole file, atomically. Appends wait for the new file.
     * @param entries read when the rewrite begins
     */
    async rewrite(entries: () => Iterable<T>): Promise<void> {
        while (this.writing !== undefined) {
            await this.writing;
        }
        if (this.isClosed) {
            throw stopping();
        }
        const rewriting = this.replace(entries);
        this.writing = rewriting.catch(() => undefined).then(() => this.writeAll());
        await rewriting;
    }

    private async replace(entries: () => Iterable<T>): Promise<void> {
        const before = this.file;
        this.file = await replaceFile(this.path, pieces([...entries()]));
        this.size = (await this.file.stat()).size;
        this.isTorn = false;
        await before.close();
    }

    /** Refuses what comes from now on, and ends when everything before it is on disk. */
    async close(): Promise<void> {
        this.isClosed = true;
        while (this.writing !== undefined) {
            await this.writing;
        }
        await this.file.close();
    }

    private write(what: Pick<Queued, 'text' | 'isTrial'>): Promise<void> {
        if (this.isClosed) {
            return Promise.reject(stopping());
        }
        if (this.queue.length >= MOST_WAITING) {
            const sentence = says(({failures}) => failures.storeTooSlow(MOST_WAITING));
            return Promise.reject(new AppError('busy', sentence));
        }
        return new Promise((done, failed) => {
            this.queue.push({...what, done, failed});
            this.writing ??= this.writeAll();
        });
    }

    private async writeAll(): Promise<void> {
        while (this.queue.length > 0) {
            const batch = this.queue;
            this.queue = [];
            try {
                await this.writeBatch(batch);
                for (const {done} of batch) {
                    done();
                }
            } catch (error) {
                for (const {failed} of batch) {
                    failed(error);
                }
            }
        }
        this.writing = undefined;
    }

    private async writeBatch(batch: readonly Queued[]): Promise<void> {
        await this.mend();
        const lines = Buffer.from(textOf(batch.filter(({isTrial}) => !isTrial)));
        const trial = textOf(batch.filter(({isTrial}) => isTrial).slice(0, 1));
        this.isTorn = true;
        await this.file.appendFile(lines);
        if (trial !== '') {
            await this.file.appendFile(trial);
            await this.file.truncate(this.size + lines.length);
        }
        if (lines.length > 0) {
            await this.file.datasync();
        }
        this.size += lines.length;
        this.isTorn = false;
    }

    /** Cuts off what a failed write left behind. */
    private async mend(): Promise<void> {
        if (this.isTorn) {
            await this.file.truncate(this.size);
            this.isTorn = false;
        }
    }
}

/** Whoever is refused repeats it, or finds it in the store at the next start. */
export const stopping = (): AppError =>
    new AppError(
        'shutting_down',
        says(({failures}) => failures.stopping),
    );

const lineOf = (entry: unknown): string => `${JSON.stringify(entry)}\n`;

/** So that neither the whole file is in memory, nor requests wait until all of it has been made. */
const ENTRIES_IN_PIECE = 100;

function* pieces(entries: readonly unknown[]): Iterable<string> {
    for (let from = 0; from < entries.length; from += ENTRIES_IN_PIECE) {
        yield entries
            .slice(from, from + ENTRIES_IN_PIECE)
            .map(lineOf)
            .join('');
    }
}

const textOf = (queued: readonly Queued[]): string => queued.map(({text}) => text).join('');

const NEWLINE = 0x0a;

interface Parsed<T> {
    readonly entries: T[];
    /** The lines they come from. */
    readonly whole: Buffer[];
    readonly damaged: Buffer[];
}

/** @param read throws for a value that is no entry */
export const parseLines = <T>(bytes: Buffer, read: (value: unknown) => T): Parsed<T> => {
    const text = new TextDecoder('utf-8', {fatal: true});
    const parsed: Parsed<T> = {entries: [], whole: [], damaged: []};
    for (const line of linesOf(bytes)) {
        try {
            parsed.entries.push(read(JSON.parse(text.decode(line))));
            parsed.whole.push(line);
        } catch {
            parsed.damaged.push(line);
        }
    }
    return parsed;
};

const linesOf = (bytes: Buffer): Buffer[] => {
    const lines: Buffer[] = [];
    for (let from = 0; from < bytes.length; ) {
        const end = bytes.indexOf(NEWLINE, from);
        const line = bytes.subarray(from, end < 0 ? bytes.length : end);
        if (line.length > 0) {
            lines.push(line);
        }
        from = end < 0 ? bytes.length : end + 1;
    }
    return lines;
};

const joined = (lines: readonly Buffer[]): Buffer => Buffer.concat(lines.flatMap((line) => [line, Buffer.of(NEWLINE)]));

const emptyWhenMissing = (error: NodeJS.ErrnoException): Buffer => {
    if (error.code === 'ENOENT') {
        return Buffer.alloc(0);
    }
    throw error;
};
