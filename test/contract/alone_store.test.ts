import {describe, expect, it} from 'vitest';
import {AloneKeyValues} from '../../server-proxy/src/store/kv/alone_key_values';
import {KvStore} from '../../server-proxy/src/store/kv/store';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {KvTable} from '../support/plugin_host/kv_table';
import {apiOn} from '../support/plugin_host/table_node';
import {defineStoreSuite, recordOf} from '../support/store_suite';

const start = async (table: KvTable) => {
    const {api, calls} = await apiOn(table);
    const kv = new AloneKeyValues(api);
    return {kv, calls, store: new KvStore(kv, systemClock)};
};

defineStoreSuite('the table of the only node', async (clock) => new KvStore((await start(new KvTable())).kv, clock));

const keys = (count: number): string[] => Array.from({length: count}, (_, number) => `host${number}`);

describe('the table of the only node', () => {
    it('is asked for no key that it does not have, for no lock and for no index', async () => {
        const {store, calls} = await start(new KvTable());
        await store.get('first');
        calls.length = 0;
        for (const key of keys(20)) {
            expect(await store.get(key)).toBeUndefined();
            await store.exclusively(key, () => store.update(key, () => recordOf(key)));
            expect((await store.get(key))?.key).toBe(key);
        }
        // Once, that the index is out of date; what it holds is read once.
        const indexed = calls.splice(0).filter((name) => name !== 'KVGet');
        expect(indexed).toHaveLength(20 + 1);
    });

    it('keeps one lock at a time', async () => {
        const {store} = await start(new KvTable());
        let [running, most] = [0, 0];
        const work = async () => {
            running += 1;
            most = Math.max(most, running);
            await systemClock.sleep(5);
            running -= 1;
        };
        await Promise.all(keys(5).map(() => store.exclusively('one', work)));
        expect(most).toBe(1);
    });

    it('rests between two turns', async () => {
        const {store} = await start(new KvTable());
        expect(await store.unlessBusy('turn', async () => 'first', 60)).toBe('first');
        expect(await store.unlessBusy('turn', async () => 'second', 60)).toBeUndefined();
    });

    it('has its index stored at the end, where the next process finds it', async () => {
        const table = new KvTable();
        const {store, kv} = await start(table);
        await store.followed();
        await Promise.all(keys(50).map((key) => store.update(key, () => recordOf(key))));
        await store.letGo();
        await kv.flush();
        const next = await start(table);
        expect([...(await next.store.followed())].sort()).toEqual(keys(50).sort());
        expect(next.calls.filter((name) => name === 'KVList')).toEqual([]);
    });

    it('has its index made again after a crash', async () => {
        const table = new KvTable();
        const first = await start(table);
        await first.store.update('before', () => recordOf('before'));
        await first.kv.flush();
        const crashed = await start(table);
        await Promise.all(keys(50).map((key) => crashed.store.update(key, () => recordOf(key))));
        const next = await start(table);
        expect([...(await next.store.followed())].sort()).toEqual(['before', ...keys(50)].sort());
    });

    it('refuses what is based on another value than the stored one, and reads it then', async () => {
        const table = new KvTable();
        const [one, other] = [await start(table), await start(table)];
        await one.store.update('a', () => recordOf('a', {updatedAt: 1}));
        await other.store.get('b');
        await one.store.update('a', () => recordOf('a', {updatedAt: 2}));
        const bump = (current = recordOf('a', {updatedAt: 0})) => ({...current, updatedAt: current.updatedAt + 1});
        await Promise.all([one.store.update('a', bump), other.store.update('a', bump)]);
        expect((await (await start(table)).store.get('a'))?.updatedAt).toBe(4);
    });
});
