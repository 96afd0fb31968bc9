import {describe, expect, it} from 'vitest';
import {KvKeyVault} from '../../server-proxy/src/store/kv/key_vault';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';

const JANE = 'jane'.padEnd(26, '0');
const BOB = 'bob'.padEnd(26, '0');
const CONNECTION = {apiKey: 'c0ffee'.repeat(20), userName: 'Jane Roe', email: 'jane@example.org'};

const vaultOn = async (table: KvTable, secret = 'an encryption key'): Promise<KvKeyVault> => {
    return new KvKeyVault(await keyValuesOn(table), secret);
};

const stored = (table: KvTable): Buffer => table.get(`person/${JANE}`) ?? Buffer.alloc(0);

const put = (table: KvTable, userId: string, value: Buffer): boolean =>
    table.set(`person/${userId}`, value, {atomic: false, old: undefined, expireIn: 0});

describe('keys in the table', () => {
    it('are read on every node, replaced and deleted', async () => {
        const table = new KvTable();
        const vault = await vaultOn(table);
        expect(await vault.read(JANE)).toBeUndefined();
        await vault.write(JANE, CONNECTION);
        expect(await (await vaultOn(table)).read(JANE)).toEqual(CONNECTION);
        await vault.write(JANE, {...CONNECTION, apiKey: 'another'});
        expect(await vault.read(JANE)).toMatchObject({apiKey: 'another'});
        expect(await vault.read(BOB)).toBeUndefined();
        expect([await vault.remove(JANE), await vault.remove(JANE)]).toEqual([true, false]);
        expect(table.list(0, 10)).toEqual([]);
    });

    it('cannot be read from the table, and never look the same twice', async () => {
        const table = new KvTable();
        const vault = await vaultOn(table);
        await vault.write(JANE, CONNECTION);
        const first = stored(table);
        for (const part of Object.values(CONNECTION)) {
            expect(first.includes(part)).toBe(false);
        }
        await vault.write(JANE, CONNECTION);
        expect(stored(table).equals(first)).toBe(false);
    });

    it('cannot be given to somebody else by moving them', async () => {
        const table = new KvTable();
        const vault = await vaultOn(table);
        await vault.write(JANE, CONNECTION);
        put(table, BOB, stored(table));
        expect(await vault.read(BOB)).toBe('unreadable');
    });

    it('are unreadable with another encryption key or none, whatever was changed or cut off, and can be deleted', async () => {
        const table = new KvTable();
        const vault = await vaultOn(table);
        await vault.write(JANE, CONNECTION);
        const whole = stored(table);
        for (const secret of ['another key', '']) {
            expect(await (await vaultOn(table, secret)).read(JANE)).toBe('unreadable');
        }
        for (let at = 0; at < whole.length; at += 1) {
            const changed = Buffer.from(whole);
            changed[at] = (changed[at] ?? 0) ^ 1;
            put(table, JANE, changed);
            expect(await vault.read(JANE), `byte ${at}`).toBe('unreadable');
        }
        for (const value of [whole.subarray(0, 20), whole.subarray(0, -1), Buffer.from('x'), Buffer.alloc(40)]) {
            put(table, JANE, value);
            expect(await vault.read(JANE)).toBe('unreadable');
        }
        expect(await (await vaultOn(table, '')).remove(JANE)).toBe(true);
    });

    it('are not stored without an encryption key', async () => {
        const table = new KvTable();
        const vault = await vaultOn(table, '');
        expect(vault.isReady).toBe(false);
        await expect(vault.write(JANE, CONNECTION)).rejects.toMatchObject({
            code: 'misconfigured',
            message: expect.stringContaining('Encryption key'),
        });
        expect(table.list(0, 10)).toEqual([]);
    });
});
