import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {ShiftStore} from '../../server-proxy/src/app/shift/shift_store';
import {
    changingHandover,
    decided,
    type Handover,
    NO_SHIFT,
    withHandover,
} from '../../server-proxy/src/domain/shift/shift_state';
import {Damage} from '../../server-proxy/src/store/file/damage';
import {openFileShift} from '../../server-proxy/src/store/file/shift';
import {KvShift} from '../../server-proxy/src/store/kv/shift';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';

const party = (username: string) => ({userId: username.padEnd(26, '0'), username, author: `@${username}`});

const ASKED: Handover = {id: 'one', from: party('jane'), to: party('bob'), askedAt: 100, count: 3, triedAt: 0};

const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-shift-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return folder;
};

const inFolder = (folder: string) => openFileShift(folder, new Damage(folder, () => 1));

const inTable = async (table: KvTable): Promise<KvShift> => {
    return new KvShift(await keyValuesOn(table), systemClock);
};

describe.each<[string, () => Promise<() => Promise<ShiftStore>>]>([
    [
        'the file',
        async () => {
            const folder = await newFolder();
            return () => inFolder(folder);
        },
    ],
    [
        'the plugin’s key-value table',
        async () => {
            const table = new KvTable();
            return () => inTable(table);
        },
    ],
])('shifts in %s', (_name, place) => {
    it('are empty at first, and there after a restart', async () => {
        const open = await place();
        const store = await open();
        expect(await store.read()).toEqual(NO_SHIFT);
        await store.update((state) => ({...withHandover(state, ASKED), since: 5, channels: {c: {last: 7}}}));
        expect(await (await open()).read()).toEqual({
            version: 1,
            since: 5,
            channels: {c: {last: 7}},
            handovers: [ASKED],
        });
    });

    it('keep the first of several answers', async () => {
        const store = await (await place())();
        await store.update((state) => withHandover(state, ASKED));
        const answer = (decision: 'accepted' | 'declined', at: number) =>
            store.update((state) => changingHandover(state, 'one', (one) => decided(one, decision, at)));
        await answer('declined', 200);
        await Promise.all([answer('accepted', 201), answer('accepted', 202)]);
        expect((await store.read()).handovers[0]).toMatchObject({decided: 'declined', decidedAt: 200});
    });

    it('replace what the same person asked before, and forget what was done with days ago', async () => {
        const store = await (await place())();
        await store.update((state) => withHandover(state, ASKED));
        await store.update((state) => withHandover(state, {...ASKED, id: 'two', askedAt: 200}));
        expect((await store.read()).handovers.map(({decided: decision}) => decision)).toEqual(['replaced', undefined]);
        await store.update((state) => changingHandover(state, 'one', (one) => ({...one, done: true as const})));
        await store.update((state) => withHandover(state, {...ASKED, id: 'three', askedAt: 900_000}));
        expect((await store.read()).handovers.map(({id}) => id)).toEqual(['two', 'three']);
    });
});

it.each(['{"version":', '{"version":2,"channels":{},"handovers":[]}', '[]', '{"version":1}'])(
    'what cannot be read is set aside, and not overwritten: %s',
    async (text) => {
        const folder = await newFolder();
        await writeFile(join(folder, 'shift.json'), text);
        expect(await (await inFolder(folder)).read()).toEqual(NO_SHIFT);
        expect((await readdir(folder)).join()).toMatch(/damaged/u);
    },
);
