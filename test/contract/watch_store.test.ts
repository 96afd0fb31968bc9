import {mkdtemp, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {openFileWatch} from '../../server-proxy/src/store/file/watch';
import {KvWatch} from '../../server-proxy/src/store/kv/watch';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';
import {defineWatchStoreSuite} from '../support/watch_suite';

const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-watch-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return folder;
};

defineWatchStoreSuite('file', async () => openFileWatch(await newFolder()));

describe('the file of the watch', () => {
    it('is for its owner only, and is there after a restart', async () => {
        const folder = await newFolder();
        await (await openFileWatch(folder)).update(() => ({heartbeatAt: 5}));
        expect((await stat(join(folder, 'watch.json'))).mode & 0o777).toBe(0o600);
        expect(await (await openFileWatch(folder)).read()).toEqual({heartbeatAt: 5});
    });

    it.each(['{"heartbeatAt":', '[]', 'null', '5'])('counts as empty when it holds %s', async (text) => {
        const folder = await newFolder();
        await writeFile(join(folder, 'watch.json'), text);
        expect(await (await openFileWatch(folder)).read()).toEqual({});
    });
});

const kvWatch = async (table: KvTable): Promise<KvWatch> => {
    return new KvWatch(await keyValuesOn(table), systemClock);
};

defineWatchStoreSuite('the plugin’s key-value table', () => kvWatch(new KvTable()));

it('two nodes share what they heard', async () => {
    const table = new KvTable();
    const [one, other] = [await kvWatch(table), await kvWatch(table)];
    const bump = ({heartbeatAt = 0}) => ({heartbeatAt: heartbeatAt + 1});
    await Promise.all([one, other, one, other, one, other].map((node) => node.update(bump)));
    expect(await one.read()).toEqual({heartbeatAt: 6});
    expect(await other.read()).toEqual({heartbeatAt: 6});
});
