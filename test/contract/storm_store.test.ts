import {mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {StormStore} from '../../server-proxy/src/app/storms/storm_store';
import {changingStorm, NO_STORMS, type Storm, withStorm} from '../../server-proxy/src/domain/storm/storm';
import {Damage} from '../../server-proxy/src/store/file/damage';
import {openFileStorms} from '../../server-proxy/src/store/file/storms';
import {KvStorms} from '../../server-proxy/src/store/kv/storms';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';

const STORM: Storm = {
    id: 'storm/one',
    channelId: 'c'.repeat(26),
    postId: '',
    again: 0,
    since: 5,
    lastNewAt: 5,
    total: 1,
    moved: 0,
};

const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-storms-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return folder;
};

const inFolder = (folder: string) => openFileStorms(folder, new Damage(folder, () => 1));

const inTable = async (table: KvTable): Promise<KvStorms> => {
    return new KvStorms(await keyValuesOn(table), systemClock);
};

describe.each<[string, () => Promise<() => Promise<StormStore>>]>([
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
])('storms in %s', (_name, place) => {
    it('are empty at first, and there after a restart', async () => {
        const open = await place();
        const store = await open();
        expect(await store.read()).toEqual(NO_STORMS);
        await store.update((state) => withStorm(state, STORM));
        expect((await (await open()).read()).storms).toEqual([STORM]);
    });

    it('lose no change when several come at once', async () => {
        const store = await (await place())();
        await store.update((state) => withStorm(state, STORM));
        const more = () =>
            store.update((state) => changingStorm(state, STORM.id, (storm) => ({...storm, total: storm.total + 1})));
        await Promise.all([more(), more(), more(), more(), more()]);
        expect((await store.read()).storms[0]?.total).toBe(6);
    });

    it('are one a channel, whoever begins it', async () => {
        const store = await (await place())();
        const begin = (id: string) => store.update((state) => withStorm(state, {...STORM, id}));
        await Promise.all([begin('storm/one'), begin('storm/two')]);
        expect((await store.read()).storms).toHaveLength(1);
    });
});

it('two nodes begin one storm', async () => {
    const table = new KvTable();
    const nodes = [await inTable(table), await inTable(table)];
    await Promise.all(nodes.map((node, at) => node.update((state) => withStorm(state, {...STORM, id: `storm/${at}`}))));
    expect((await nodes[0]?.read())?.storms).toHaveLength(1);
});

it.each(['{"version":', '{"version":2,"storms":[]}', '[]'])(
    'what cannot be read is set aside, and not overwritten: %s',
    async (text) => {
        const folder = await newFolder();
        await writeFile(join(folder, 'storms.json'), text);
        expect(await (await inFolder(folder)).read()).toEqual(NO_STORMS);
        expect((await readdir(folder)).join()).toMatch(/damaged/u);
    },
);
