import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';

/** An empty folder that ends with the test. */
export const newDataFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-data-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return folder;
};
