import {copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {inRepository} from '../../../build/paths';

export type Tree = Readonly<Record<string, string>>;

/** A small project in a temporary folder, which a test can break without affecting others. */
export class TemporaryTree {
    readonly root: string;

    /** @param copied configuration copied from the repository, by path from its root */
    constructor(files: Tree, copied: readonly string[] = []) {
        this.root = mkdtempSync(join(realpathSync(tmpdir()), 'house-'));
        symlinkSync(inRepository('node_modules'), join(this.root, 'node_modules'), 'dir');
        for (const file of copied) {
            mkdirSync(dirname(join(this.root, file)), {recursive: true});
            copyFileSync(inRepository(file), join(this.root, file));
        }
        this.write(files);
    }

    write(files: Tree): void {
        for (const [file, text] of Object.entries(files)) {
            mkdirSync(dirname(join(this.root, file)), {recursive: true});
            writeFileSync(join(this.root, file), text);
        }
    }

    remove(): void {
        rmSync(this.root, {recursive: true, force: true});
    }
}
