import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {openFileStore} from '../../server-proxy/src/store/file/store';
import {defineStoreSuite} from '../support/store_suite';

defineStoreSuite('file', async (clock) => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-store-'));
    const store = await openFileStore(folder, () => Math.floor(clock.now() / 1000));
    onTestFinished(async () => {
        await store.close();
        await rm(folder, {recursive: true, force: true});
    });
    return store;
});
