import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openFileAudit} from '../../../../server-proxy/src/store/file/audit';
import {openFileStore} from '../../../../server-proxy/src/store/file/store';
import {newDataFolder} from '../../../support/storage/data_folder';
import {recordOf} from '../../../support/store_suite';

const NOW = 1_795_490_000;
const REFUSED = {code: 'shutting_down'};

describe('a file store that is closed while work goes on', () => {
    it('refuses what comes later with a reason, and holds what it accepted', async () => {
        const folder = await newDataFolder();
        const store = await openFileStore(folder, () => NOW);
        const accepted = store.update('a', () => recordOf('a'));
        const closed = store.close();
        await expect(store.update('b', () => recordOf('b'))).rejects.toMatchObject(REFUSED);
        await expect(store.exclusively('b', async () => 'begun')).rejects.toMatchObject(REFUSED);
        await expect(store.unlessBusy('b', async () => 'begun')).rejects.toMatchObject(REFUSED);
        await accepted;
        await closed;
        await expect(store.update('c', () => recordOf('c'))).rejects.toMatchObject(REFUSED);
        await store.check();
        expect(store.problem()).toBeUndefined();
        const again = await openFileStore(folder, () => NOW);
        expect([await again.get('a'), await again.get('b'), await again.get('c')].map((it) => it?.key)).toEqual([
            'a',
            undefined,
            undefined,
        ]);
        await again.close();
    });

    it('does not replace the file of its successor', async () => {
        const folder = await newDataFolder();
        const store = await openFileStore(folder, () => NOW);
        for (let number = 0; number < 5000; number += 1) {
            void store.update('a', (current) => ({...(current ?? recordOf('a')), updatedAt: number}));
        }
        const last = store.update('a', () => recordOf('a'));
        await store.close();
        await last;
        const again = await openFileStore(folder, () => NOW);
        await again.update('b', () => recordOf('b'));
        await new Promise((resolve) => setImmediate(resolve));
        expect(await readFile(join(folder, 'alerts.jsonl'), 'utf8')).toContain('"key":"b"');
        await again.close();
    });

    it('takes no more entries of the audit either', async () => {
        const folder = await newDataFolder();
        const audit = await openFileAudit(folder, () => NOW);
        await audit.close();
        const entry = {
            at: NOW,
            userId: 'u',
            username: 'jane',
            action: 'acknowledge' as const,
            result: 'asked',
            host: 'web01',
        };
        await expect(audit.record(entry as never)).rejects.toMatchObject(REFUSED);
    });
});
