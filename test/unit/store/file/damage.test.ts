import {appendFile, copyFile, mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openFileAudit} from '../../../../server-proxy/src/store/file/audit';
import {openFileStore} from '../../../../server-proxy/src/store/file/store';
import {openFileWatch} from '../../../../server-proxy/src/store/file/watch';
import {auditEntry} from '../../../support/audit_suite';
import {newDataFolder} from '../../../support/storage/data_folder';
import {recordOf} from '../../../support/store_suite';
import {storedOf, storedWatch} from '../../../support/stored';

const NOW = 1_795_490_000;
const ASIDE = /\.damaged-\d{8}T\d{6}Z$/;

const openStore = (folder: string) => openFileStore(folder, () => NOW);

/** A store with a record before and one after what was done to its file. */
const storeWith = async (folder: string, damage: Buffer | string): Promise<void> => {
    const store = await openStore(folder);
    await store.update('before', () => recordOf('before'));
    await store.close();
    const file = join(folder, 'alerts.jsonl');
    await appendFile(file, damage);
    await appendFile(file, `\n${JSON.stringify(recordOf('after'))}\n`);
};

const setAside = async (folder: string): Promise<Record<string, Buffer>> => {
    const names = (await readdir(folder)).filter((name) => ASIDE.test(name));
    return Object.fromEntries(
        await Promise.all(
            names.map(async (name) => [name.replace(ASIDE, ''), await readFile(join(folder, name))] as const),
        ),
    );
};

const future = JSON.stringify({...recordOf('new'), version: 3});

const GARBLED: readonly (readonly [string, Buffer | string])[] = [
    ['half a line', '{"key":"b","al'],
    ['zeros, as a power failure leaves them', Buffer.alloc(512)],
    ['bytes that are no text', Buffer.from([...Buffer.from('{"key":"'), 0xff, 0xfe, ...Buffer.from('"}')])],
    ['something else than a record', '[]'],
    ['nothing', 'null'],
    ['a record without posts', '{"version":2,"key":"b"}'],
    ['a record of a newer version', future],
];

describe('the file store', () => {
    it.each(GARBLED)('sets aside what it cannot read, to the byte, and keeps the rest: %s', async (_what, garbled) => {
        const folder = await newDataFolder();
        await storeWith(folder, garbled);
        const store = await openStore(folder);
        expect((await store.followed()).toSorted()).toEqual(['after', 'before']);
        expect(await setAside(folder)).toEqual({
            'alerts.jsonl': Buffer.concat([Buffer.from(garbled), Buffer.from('\n')]),
        });
        expect(store.damaged()).toMatchObject({count: 1, files: [expect.stringMatching(ASIDE)]});
        await store.close();
        // It is known after a restart, and not found a second time.
        const again = await openStore(folder);
        expect(again.damaged()?.count).toBe(1);
        // Until somebody has dealt with it.
        await rm(join(folder, again.damaged()?.files?.[0] ?? ''));
        await again.check();
        expect(again.damaged()).toBeUndefined();
        await again.close();
    });

    it('sets aside what a truncated file ends with', async () => {
        const folder = await newDataFolder();
        await storeWith(folder, '');
        const file = join(folder, 'alerts.jsonl');
        const bytes = await readFile(file);
        await writeFile(file, bytes.subarray(0, -40));
        const store = await openStore(folder);
        expect(await store.followed()).toEqual(['before']);
        expect((await setAside(folder))['alerts.jsonl']?.length).toBeGreaterThan(100);
        await store.close();
    });
});

describe('the file of the watch', () => {
    it.each(['{"heartbeatAt":', '[]', 'null', '5', '{"version":2}', '{"heartbeatAt":"x"}'])(
        'is set aside when it cannot be read: %s',
        async (text) => {
            const folder = await newDataFolder();
            await writeFile(join(folder, 'watch.json'), text);
            const watch = await openFileWatch(folder);
            expect(await watch.read()).toEqual({});
            expect(await setAside(folder)).toEqual({'watch.json': Buffer.from(`${text}\n`)});
            await watch.update(() => ({heartbeatAt: 5}));
            expect(await (await openFileWatch(folder)).read()).toEqual({heartbeatAt: 5});
            expect(Object.keys(await setAside(folder))).toEqual(['watch.json']);
        },
    );

    it('names the setting when it is there and cannot be opened, instead of starting over', async () => {
        const folder = await newDataFolder();
        await mkdir(join(folder, 'watch.json'));
        await expect(openFileWatch(folder)).rejects.toThrow(/DATA_FOLDER .* cannot be used \(watch\.json: EISDIR\)/);
    });
});

describe('the audit file', () => {
    it.each(['audit.jsonl', 'audit.old.jsonl'])('sets aside what it cannot read in %s', async (name) => {
        const folder = await newDataFolder();
        const whole = JSON.stringify(auditEntry());
        await writeFile(join(folder, name), `${whole}\n{"at":17954\n{"at":1}\n${whole}\n`);
        const audit = await openFileAudit(folder, () => NOW);
        expect(await audit.recent({limit: 9})).toEqual([auditEntry(), auditEntry()]);
        expect(String((await setAside(folder))[name])).toBe('{"at":17954\n{"at":1}\n');
        await audit.close();
    });
});

describe('what version 0.1.0 stored beside its alerts', () => {
    it('is read, and nothing of it is set aside', async () => {
        const folder = await newDataFolder();
        await copyFile(storedOf('watch.json'), join(folder, 'watch.json'));
        await copyFile(storedOf('audit.jsonl'), join(folder, 'audit.jsonl'));
        expect(await (await openFileWatch(folder)).read()).toEqual(storedWatch());
        const audit = await openFileAudit(folder, () => NOW);
        expect((await audit.recent({limit: 9})).map(({result}) => result)).toEqual(['confirmed', 'asked']);
        await audit.close();
        expect(await setAside(folder)).toEqual({});
    });
});
