import {describe, expect, it} from 'vitest';
import {KvAudit} from '../../server-proxy/src/store/kv/audit';
import {KvDamage} from '../../server-proxy/src/store/kv/damage';
import {KvSetup} from '../../server-proxy/src/store/kv/setup';
import {KvStore} from '../../server-proxy/src/store/kv/store';
import {KvWatch} from '../../server-proxy/src/store/kv/watch';
import {FakeClock, RecordingLogger} from '../support/app/fakes';
import {AUDIT_NOW, auditEntry} from '../support/audit_suite';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';
import {pendingAction, postedAs, recordOf} from '../support/store_suite';
import {storedBeside, storedWatch} from '../support/stored';

const put = (table: KvTable, key: string, value: string | Buffer): void =>
    void table.set(key, Buffer.from(value), {atomic: false, old: undefined, expireIn: 0});

const nodeOn = async (table: KvTable) => {
    const kv = await keyValuesOn(table);
    const clock = new FakeClock(AUDIT_NOW * 1000);
    const logger = new RecordingLogger();
    const damage = new KvDamage(kv, clock, logger);
    const store = new KvStore(kv, clock, undefined, damage);
    return {
        store,
        damage,
        logger,
        clock,
        audit: new KvAudit(kv, clock, damage),
        watch: new KvWatch(kv, clock, damage),
        setup: new KvSetup(kv, store, damage),
    };
};

/** What was set aside: the original keys and values. */
const aside = (table: KvTable): Record<string, string> =>
    Object.fromEntries(
        table
            .list(0, 1000)
            .filter((key) => key.startsWith('damaged/'))
            .map((key) => JSON.parse(String(table.get(key))) as {key: string; base64: string})
            .map(({key, base64}) => [key, Buffer.from(base64, 'base64').toString('latin1')]),
    );

describe('a damaged document in the plugin’s key-value table', () => {
    it.each([
        ['half a record', '{"key":"a","al'],
        ['something else', '[]'],
        ['nothing', 'null'],
        ['bytes that are no text', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
        ['a record of a newer version', JSON.stringify({...recordOf('a'), version: 3})],
    ])('an alert is set aside, and the next notification does not overwrite it: %s', async (_what, garbled) => {
        const table = new KvTable();
        const {store, damage, logger} = await nodeOn(table);
        put(table, 'alert/a', garbled);
        await store.update('a', (current) => current ?? recordOf('a', postedAs('p')));
        expect((await store.get('a'))?.posts).toMatchObject([{postId: 'p'}]);
        const expected = {'alert/a': Buffer.from(garbled).toString('latin1')};
        expect(aside(table)).toEqual(expected);
        expect(damage.damaged()).toEqual({count: 1, newest: AUDIT_NOW});
        expect(logger.lines.map(({level, facts}) => [level, facts?.key])).toEqual([['error', 'alert/a']]);
        // Another node learns of it.
        const other = await nodeOn(table);
        expect(await other.store.get('a')).toBeDefined();
        await other.damage.check();
        expect(other.damage.damaged()?.count).toBe(1);
        // The table cannot be tidied up by hand, so it is not mentioned for ever.
        await other.clock.sleep(8 * 86_400_000);
        expect(other.damage.damaged()).toBeUndefined();
        expect(aside(table)).toEqual(expected);
    });

    it('found by two nodes at once is set aside once', async () => {
        const table = new KvTable();
        const [one, other] = [await nodeOn(table), await nodeOn(table)];
        put(table, 'alert/a', '{');
        await Promise.all([one, other].map(({store}) => store.update('a', (current) => current ?? recordOf('a'))));
        await one.damage.check();
        expect(one.damage.damaged()?.count).toBe(1);
    });

    it.each(['followed', 'pending', 'update'] as const)(
        'of the index loses nothing that is open or under way: found by %s',
        async (way) => {
            const table = new KvTable();
            const {store, damage} = await nodeOn(table);
            const keys = Array.from({length: 40}, (_, number) => `host-${number}`);
            for (const key of keys) {
                await store.update(key, () => recordOf(key, {pending: [pendingAction('jane')]}));
            }
            expect(await store.followed()).toHaveLength(40);
            const documents = table.list(0, 1000).filter((key) => /^index\/(open|pending)\/\d/.test(key));
            for (const key of documents) {
                put(table, key, '{"half');
            }
            if (way === 'update') {
                for (const key of [...keys, 'new']) {
                    await store.update(key, (current) => ({...(current ?? recordOf(key)), look: 'acknowledged'}));
                }
            } else {
                await store[way]();
            }
            const expected = (way === 'update' ? [...keys, 'new'] : keys).toSorted();
            expect((await store.followed()).toSorted()).toEqual(expected);
            expect((await store.pending()).map(({key}) => key).toSorted()).toEqual(keys.toSorted());
            expect(Object.keys(aside(table)).toSorted()).toEqual(documents.toSorted());
            expect(damage.damaged()?.count).toBe(documents.length);
        },
    );

    it('of the index is made up for by the next node, if the one that found it dies', async () => {
        const table = new KvTable();
        const {store} = await nodeOn(table);
        await store.update('a', () => recordOf('a'));
        await store.followed();
        const document = table.list(0, 1000).find((key) => /^index\/open\/\d/.test(key)) ?? '';
        put(table, document, '{"half');
        // It finds it while it stores something else, and does nothing more.
        await store.update('a', (current) => current && {...current, look: 'recovered', updatedAt: AUDIT_NOW});
        expect(await (await nodeOn(table)).store.followed()).toEqual(['a']);
    });

    it.each(['{', '[]', 'null', '{"version":2}'])('of the watch is set aside: %s', async (text) => {
        const table = new KvTable();
        const {watch} = await nodeOn(table);
        put(table, 'watch', text);
        expect(await watch.update((state) => ({...state, heartbeatAt: 5}))).toEqual({heartbeatAt: 5});
        expect(await watch.read()).toEqual({heartbeatAt: 5});
        expect(aside(table)).toEqual({watch: text});
    });

    it.each(['{', '[]', '{"version":2}'])(
        'of set-up is set aside, so that set-up can begin again: %s',
        async (text) => {
            const table = new KvTable();
            const {setup} = await nodeOn(table);
            put(table, 'setup', text);
            expect(await setup.load()).toBeUndefined();
            const state = {form: 'safe', commands: {}} as const;
            await setup.save(state);
            expect(await setup.load()).toEqual(state);
            expect(aside(table)).toEqual({setup: text});
        },
    );

    it('of the audit is set aside, and the parts behind it are still found', async () => {
        const table = new KvTable();
        const {audit} = await nodeOn(table);
        const day = new Date(AUDIT_NOW * 1000).toISOString().slice(0, 10);
        put(table, `audit/${day}/0`, '[{"at":1}]');
        put(table, `audit/${day}/1`, JSON.stringify([auditEntry({detail: 'second part'})]));
        expect((await audit.recent({limit: 9})).map(({detail}) => detail)).toEqual(['second part']);
        await audit.record(auditEntry({detail: 'new'}));
        expect((await audit.recent({limit: 9})).map(({detail}) => detail).toSorted()).toEqual(['new', 'second part']);
        expect(aside(table)).toEqual({[`audit/${day}/0`]: '[{"at":1}]'});
    });
});

it('what version 0.1.0 stored beside its alerts is read from the table, and nothing of it is set aside', async () => {
    const table = new KvTable();
    for (const [key, value] of Object.entries(storedBeside().rows)) {
        put(table, key, value);
    }
    const {watch, audit, setup} = await nodeOn(table);
    expect(await watch.read()).toEqual(storedWatch());
    expect((await audit.recent({limit: 9})).map(({result}) => result)).toEqual(['confirmed', 'asked']);
    expect(await setup.load()).toMatchObject({form: 'safe', exportedAt: 1_795_489_900});
    expect(aside(table)).toEqual({});
});
