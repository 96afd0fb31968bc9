import {readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {openFileStore} from '../../../../server-proxy/src/store/file/store';
import {newDataFolder} from '../../../support/storage/data_folder';
import {canLimit, limitFileSize} from '../../../support/storage/file_size_limit';
import {recordOf} from '../../../support/store_suite';

const NOW = 1_795_490_000;

/** Files of this process may grow by so many bytes more than the store has now. */
const fillUp = async (folder: string, more: number): Promise<void> =>
    limitFileSize(process.pid, (await stat(join(folder, 'alerts.jsonl'))).size + more);

const thereIsRoom = (): void => limitFileSize(process.pid);

const opened = async (folder: string) => {
    onTestFinished(thereIsRoom);
    return openFileStore(folder, () => NOW);
};

const keysIn = async (folder: string): Promise<string[]> =>
    (await readFile(join(folder, 'alerts.jsonl'), 'utf8'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => (JSON.parse(line) as {key: string}).key);

describe.skipIf(!canLimit())('the file store on a disk that is full', () => {
    it('cuts half a line off before the next one, so that nothing stored later is lost', async () => {
        const folder = await newDataFolder();
        const store = await opened(folder);
        await store.update('a', () => recordOf('a'));
        await fillUp(folder, 100);
        await expect(store.update('b', () => recordOf('b'))).rejects.toThrow(/\(EFBIG\).*DATA_FOLDER/);
        thereIsRoom();
        await store.update('c', () => recordOf('c'));
        expect(await keysIn(folder)).toEqual(['a', 'c']);
        await store.close();
        const again = await opened(folder);
        expect([await again.get('a'), await again.get('b'), await again.get('c')].map((it) => it?.key)).toEqual([
            'a',
            undefined,
            'c',
        ]);
        await again.close();
    });

    it('keeps in memory what the disk holds, also when several changes of one record fail together', async () => {
        const folder = await newDataFolder();
        const store = await opened(folder);
        await store.update('a', () => recordOf('a', {updatedAt: 0}));
        await fillUp(folder, 100);
        const bump = () => store.update('a', (current) => current && {...current, updatedAt: current.updatedAt + 1});
        const ended = await Promise.allSettled([bump(), bump(), bump()]);
        expect(ended.map(({status}) => status)).toEqual(['rejected', 'rejected', 'rejected']);
        expect((await store.get('a'))?.updatedAt).toBe(0);
        thereIsRoom();
        await store.close();
    });

    it('tells nobody that something is known already which could not be stored', async () => {
        const folder = await newDataFolder();
        const store = await opened(folder);
        await store.update('a', () => recordOf('a'));
        await fillUp(folder, 100);
        const first = store.update('b', () => recordOf('b'));
        const repeated = store.update('b', (current) => current ?? recordOf('b'));
        const ended = await Promise.allSettled([first, repeated]);
        expect(ended.map(({status}) => status)).toEqual(['rejected', 'rejected']);
        thereIsRoom();
        await store.close();
    });

    it('begins nothing while it could not store how it went, and says why until there is room', async () => {
        const folder = await newDataFolder();
        const store = await opened(folder);
        await store.update('a', () => recordOf('a'));
        expect(store.problem()).toBeUndefined();
        await fillUp(folder, 100);
        let begun = 0;
        const begin = () => store.exclusively('b', async () => (begun += 1));
        await expect(begin()).rejects.toThrow('check the disk of DATA_FOLDER');
        expect(begun).toBe(0);
        await store.check();
        expect(store.problem()?.message).toContain('check the disk of DATA_FOLDER');
        thereIsRoom();
        await store.check();
        expect(store.problem()).toBeUndefined();
        expect(await begin()).toBe(1);
        await store.close();
    });

    it('opens with what it knows when there is no room to rewrite its file, and leaves nothing behind', async () => {
        const folder = await newDataFolder();
        const before = await opened(folder);
        for (const key of ['a', 'b', 'c']) {
            await before.update(key, () => recordOf(key));
        }
        await before.close();
        limitFileSize(process.pid, 100);
        const store = await opened(folder);
        expect(await store.followed()).toEqual(['a', 'b', 'c']);
        expect(store.problem()?.message).toContain('DATA_FOLDER');
        await expect(stat(join(folder, 'alerts.jsonl.new'))).rejects.toThrow('ENOENT');
        thereIsRoom();
        await store.update('d', () => recordOf('d'));
        expect(await keysIn(folder)).toEqual(['a', 'b', 'c', 'd']);
        await store.close();
    });
});
