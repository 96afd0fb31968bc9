import {appendFile, readdir, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import type {Damaged} from '../../app/health/storage_health';
import type {Logger} from '../../app/telemetry';

const MARK = '.damaged-';

/** What could not be read in a data folder: set aside beside its file, never overwritten and never dropped. */
export class Damage {
    private found: Damaged | undefined;

    constructor(
        private readonly folder: string,
        private readonly nowSeconds: () => number,
        private readonly logger?: Pick<Logger, 'error'>,
    ) {}

    /**
     * @param name of the file the lines come from
     * @throws when it could not be stored; the file must then stay as it is
     */
    async setAside(name: string, lines: readonly Buffer[]): Promise<void> {
        const aside = `${name}${MARK}${stampOf(this.nowSeconds())}`;
        const newline = Buffer.from('\n');
        await appendFile(join(this.folder, aside), Buffer.concat(lines.flatMap((line) => [line, newline])), {
            mode: 0o600,
            flush: true,
        });
        this.logger?.error('Stored records cannot be read and were set aside', {
            folder: this.folder,
            file: name,
            aside,
            records: lines.length,
        });
        await this.look();
    }

    /** What was set aside and has not been removed since. */
    report(): Damaged | undefined {
        return this.found;
    }

    /** Looks at the folder again: an administrator may have dealt with what was set aside. */
    async look(): Promise<void> {
        const names = (await readdir(this.folder)).filter((name) => name.includes(MARK)).sort();
        let [count, newest] = [0, 0];
        for (const name of names) {
            const path = join(this.folder, name);
            count += linesIn(await readFile(path));
            newest = Math.max(newest, Math.floor((await stat(path)).mtimeMs / 1000));
        }
        this.found = names.length === 0 ? undefined : {count, newest, files: names};
    }
}

/** @returns e.g. `20261124T103100Z` */
const stampOf = (seconds: number): string => new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, '');

const linesIn = (bytes: Buffer): number => bytes.filter((byte) => byte === 0x0a).length;
