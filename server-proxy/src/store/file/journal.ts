import {type FileHandle, mkdir, open, readFile, rename} from 'node:fs/promises';
import {dirname} from 'node:path';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';

/** A few hundred megabytes of alerts at most. */
const MOST_WAITING = 50_000;

/**
 * Append-only file of JSON lines. Concurrent appends share one write and one flush, so a burst costs few system calls;
 * `append` resolves once its line is on disk.
 */
export class Journal<T> {
    private queue: {line: string; done: () => void; failed: (error: unknown) => void}[] = [];
    private writing: Promise<void> | undefined;

    private constructor(
        private readonly path: string,
        private file: FileHandle,
    ) {}

    /** Opens the file and creates its folder; skips a last line cut off by a crash. */
    static async open<T>(path: string): Promise<{journal: Journal<T>; entries: T[]}> {
        await mkdir(dirname(path), {recursive: true});
        const text = await readFile(path, 'utf8').catch(emptyWhenMissing);
        const file = await open(path, 'a', 0o600);
        if (text !== '' && !text.endsWith('\n')) {
            // Otherwise the next line would be lost with the one that was cut off.
            await file.appendFile('\n');
        }
        return {journal: new Journal<T>(path, file), entries: parseLines<T>(text)};
    }

    /** @throws AppError `busy` when the disk does not keep up; the entry is not written then */
    append(entry: T): Promise<void> {
        if (this.queue.length >= MOST_WAITING) {
            const sentence = says(({failures}) => failures.storeTooSlow(MOST_WAITING));
            return Promise.reject(new AppError('busy', sentence));
        }
        return new Promise((done, failed) => {
            this.queue.push({line: `${JSON.stringify(entry)}\n`, done, failed});
            this.writing ??= this.writeAll();
        });
    }

    /**
     * Replaces the whole file, atomically. Appends wait for the new file.
     * @param entries read when the rewrite begins
     */
    async rewrite(entries: () => Iterable<T>): Promise<void> {
        while (this.writing !== undefined) {
            await this.writing;
        }
        const rewriting = this.replaceFile(entries);
        this.writing = rewriting.catch(() => undefined).then(() => this.writeAll());
        await rewriting;
    }

    private async replaceFile(entries: () => Iterable<T>): Promise<void> {
        const next = `${this.path}.new`;
        const file = await open(next, 'w', 0o600);
        await file.writeFile([...entries()].map((entry) => `${JSON.stringify(entry)}\n`).join(''));
        await file.sync();
        await file.close();
        await rename(next, this.path);
        await this.file.close();
        this.file = await open(this.path, 'a', 0o600);
    }

    async close(): Promise<void> {
        await this.writing;
        await this.file.close();
    }

    private async writeAll(): Promise<void> {
        while (this.queue.length > 0) {
            const batch = this.queue;
            this.queue = [];
            try {
                await this.file.appendFile(batch.map((entry) => entry.line).join(''));
                await this.file.datasync();
                for (const entry of batch) {
                    entry.done();
                }
            } catch (error) {
                for (const entry of batch) {
                    entry.failed(error);
                }
            }
        }
        this.writing = undefined;
    }
}

export const parseLines = <T>(text: string): T[] => {
    const entries: T[] = [];
    for (const line of text.split('\n')) {
        try {
            if (line !== '') {
                entries.push(JSON.parse(line) as T);
            }
        } catch {
            // Cut off by a crash, so never acknowledged as stored.
        }
    }
    return entries;
};

const emptyWhenMissing = (error: NodeJS.ErrnoException): string => {
    if (error.code === 'ENOENT') {
        return '';
    }
    throw error;
};
