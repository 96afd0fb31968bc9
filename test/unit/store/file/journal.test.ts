import {statSync} from 'node:fs';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {Damage} from '../../../../server-proxy/src/store/file/damage';
import {Journal} from '../../../../server-proxy/src/store/file/journal';

it('a journal whose disk does not keep up refuses more than it can hold, and loses none of what it took', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-journal-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    const path = join(folder, 'entries.jsonl');
    const {journal} = await Journal.open({path, damage: new Damage(folder, () => 0), read: Number});
    const results = await Promise.allSettled(Array.from({length: 50_100}, (_, number) => journal.append(number)));
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    expect(refused.length).toBeGreaterThan(50);
    expect(refused.length).toBeLessThan(150);
    expect(refused[0]).toMatchObject({
        code: 'busy',
        message: 'The disk of DATA_FOLDER is too slow: 50000 changes are waiting to be written.',
    });
    const taken = results.flatMap(({status}, number) => (status === 'fulfilled' ? [number] : []));
    expect((await readFile(path, 'utf8')).trim().split('\n').map(Number)).toEqual(taken);
    await expect(journal.append(-1)).resolves.toBeUndefined();
    await journal.close();
});

it('a journal is rewritten piece by piece, so that a long one is never in memory as a whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-journal-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    const path = join(folder, 'entries.jsonl');
    const {journal} = await Journal.open<unknown>({path, damage: new Damage(folder, () => 0), read: Number});
    const written: number[] = [];
    const entries = Array.from({length: 1000}, (_, number) => ({
        toJSON: () => {
            written.push(statSync(`${path}.new`, {throwIfNoEntry: false})?.size ?? 0);
            return number;
        },
    }));
    await journal.rewrite(() => entries);
    await journal.append(1000);
    await journal.close();
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    expect(lines.map(Number)).toEqual(Array.from({length: 1001}, (_, number) => number));
    expect(new Set(written).size).toBe(10);
});
