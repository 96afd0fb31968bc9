import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {appendFile, chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it, onTestFinished} from 'vitest';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {type FileStore, openFileStore} from '../../../../server-proxy/src/store/file/store';
import {defineRolledBackSuite} from '../../../support/rolled_back_suite';
import {postedAs, recordOf} from '../../../support/store_suite';
import {storedFile} from '../../../support/stored';
import {defineStoredSuite} from '../../../support/stored_suite';

const NOW = 1_795_490_000;

describe('the file store', () => {
    let folder: string;
    const open = () => openFileStore(folder, () => NOW);
    const file = () => join(folder, 'alerts.jsonl');

    beforeEach(async () => {
        folder = await mkdtemp(join(tmpdir(), 'oitc-store-'));
    });
    afterEach(() => rm(folder, {recursive: true, force: true}));

    it('survives a restart', async () => {
        const before = await open();
        await before.update('a', () => recordOf('a', {...postedAs('p'), updatedAt: NOW}));
        await before.update('a', (current) => current && {...current, look: 'acknowledged'});
        await before.close();
        const after = await open();
        expect(await after.get('a')).toMatchObject({posts: [{postId: 'p'}], look: 'acknowledged'});
        expect(await after.followed()).toEqual(['a']);
        await after.close();
    });

    it('has a change on disk before it answers, without being closed', async () => {
        const store = await open();
        await store.update('a', () => recordOf('a'));
        expect(await readFile(file(), 'utf8')).toContain('"key":"a"');
        await store.close();
    });

    it('skips a line that a crash cut off', async () => {
        const before = await open();
        await before.update('a', () => recordOf('a'));
        await before.close();
        await appendFile(file(), '{"key":"b","al');
        const after = await open();
        expect(await after.get('a')).toBeDefined();
        expect(await after.get('b')).toBeUndefined();
        await after.update('c', () => recordOf('c'));
        await after.close();
        const again = await open();
        expect(await again.get('c')).toBeDefined();
        await again.close();
    });

    it('forgets what recovered long ago, and rewrites its file while others write', async () => {
        const before = await open();
        await before.update('old', () => recordOf('old', {look: 'recovered', updatedAt: NOW - 8 * 86_400}));
        await before.update('open', () => recordOf('open', {updatedAt: NOW - 80 * 86_400}));
        await Promise.all(
            Array.from({length: 6000}, (_, at) =>
                before.update(`k${at % 10}`, () => recordOf(`k${at % 10}`, {updatedAt: at})),
            ),
        );
        await before.close();
        const lines = (await readFile(file(), 'utf8')).trim().split('\n').length;
        expect(lines).toBeLessThan(6000);
        const after = await open();
        expect(await after.get('old')).toBeUndefined();
        expect(await after.get('open')).toBeDefined();
        expect((await after.get('k9'))?.updatedAt).toBe(5999);
        await after.close();
    });

    it("keeps the file to its owner: comments are nobody else's business", async () => {
        const store = await open();
        await store.update('a', () => recordOf('a'));
        await store.close();
        expect((await stat(file())).mode & 0o077).toBe(0);
    });

    it('keeps a second handler away from its folder, but not after a crash', async () => {
        const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)']);
        await writeFile(join(folder, 'handler.lock'), String(other.pid));
        await expect(open()).rejects.toThrow(`in use by another handler (process ${other.pid})`);
        const gone = once(other, 'exit');
        other.kill('SIGKILL');
        await gone;
        const store = await open();
        await store.close();
        await expect(stat(join(folder, 'handler.lock'))).rejects.toThrow('ENOENT');
    });

    it('names the setting when the folder cannot be used', async () => {
        const notAFolder = join(folder, 'file');
        await writeFile(notAFolder, '');
        await chmod(notAFolder, 0o600);
        await expect(openFileStore(notAFolder, () => NOW)).rejects.toThrow(/DATA_FOLDER .* cannot be used/);
    });
});

defineRolledBackSuite('in a file', async (lines, nowSeconds) => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-rolled-back-'));
    await writeFile(join(folder, 'alerts.jsonl'), lines.join(''));
    const store = await openFileStore(folder, nowSeconds);
    onTestFinished(async () => {
        await store.close();
        await rm(folder, {recursive: true, force: true});
    });
    return store;
});

defineStoredSuite('in a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-stored-'));
    await copyFile(storedFile, join(folder, 'alerts.jsonl'));
    let store: FileStore | undefined;
    const close = async () => {
        await store?.close();
        store = undefined;
    };
    onTestFinished(async () => {
        await close();
        await rm(folder, {recursive: true, force: true});
    });
    return {
        open: async (clock) => {
            store = await openFileStore(folder, () => Math.floor(clock.now() / 1000));
            return store;
        },
        close,
        raw: async (key) => {
            const lines = (await readFile(join(folder, 'alerts.jsonl'), 'utf8')).trim().split('\n');
            const records = lines.map((line) => JSON.parse(line) as AlertRecord);
            return records.findLast((record) => record.key === key) ?? {};
        },
    };
});
