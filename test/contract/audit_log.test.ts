import {appendFile, mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {AuditLog} from '../../server-proxy/src/app/people/audit_log';
import {openFileAudit} from '../../server-proxy/src/store/file/audit';
import {KvAudit} from '../../server-proxy/src/store/kv/audit';
import type {KeyValues} from '../../server-proxy/src/store/kv/key_values';
import {FakeClock} from '../support/app/fakes';
import {AUDIT_NOW, auditEntry, defineAuditSuite} from '../support/audit_suite';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';

const DAY = 86_400;

const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-audit-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return folder;
};

const fileAudit = async (folder: string, now = () => AUDIT_NOW, maxBytes?: number) => {
    const audit = await openFileAudit(folder, now, maxBytes);
    onTestFinished(() => audit.close().catch(() => undefined));
    return audit;
};

defineAuditSuite('file', async () => fileAudit(await newFolder()));

describe('the audit file', () => {
    it('holds one JSON object per line, readable by its owner only, and is there after a restart', async () => {
        const folder = await newFolder();
        const before = await fileAudit(folder);
        await before.record(auditEntry());
        await before.close();
        const file = join(folder, 'audit.jsonl');
        expect(JSON.parse((await readFile(file, 'utf8')).trim())).toEqual(auditEntry());
        expect((await stat(file)).mode & 0o777).toBe(0o600);
        expect(await (await fileAudit(folder)).recent({limit: 1})).toEqual([auditEntry()]);
    });

    it('skips a line that a crash cut off, and goes on behind it', async () => {
        const folder = await newFolder();
        const before = await fileAudit(folder);
        await before.record(auditEntry({detail: 'whole'}));
        await before.close();
        await appendFile(join(folder, 'audit.jsonl'), '{"at":17954');
        const after = await fileAudit(folder);
        expect((await after.recent({limit: 9})).map(({detail}) => detail)).toEqual(['whole']);
        await after.record(auditEntry({detail: 'next'}));
        expect((await after.recent({limit: 9})).map(({detail}) => detail)).toEqual(['next', 'whole']);
    });

    it('never takes more than two files of the greatest length', async () => {
        const folder = await newFolder();
        const audit = await fileAudit(folder, () => AUDIT_NOW, 2000);
        for (let number = 0; number < 60; number += 1) {
            await audit.record(auditEntry({detail: `${number}`}));
        }
        expect((await readdir(folder)).toSorted()).toEqual(['audit.jsonl', 'audit.old.jsonl']);
        for (const name of await readdir(folder)) {
            expect((await stat(join(folder, name))).size).toBeLessThan(2500);
        }
        const details = (await audit.recent({limit: 100})).map(({detail}) => Number(detail));
        expect(details[0]).toBe(59);
        expect(details).toEqual(details.map((_, index) => 59 - index));
        expect(details.length).toBeGreaterThan(4);
    });

    it('forgets what is older than half a year', async () => {
        const folder = await newFolder();
        let now = AUDIT_NOW;
        const audit = await fileAudit(folder, () => now);
        await audit.record(auditEntry({detail: 'first'}));
        now += 100 * DAY;
        await audit.record(auditEntry({at: now, detail: 'second'}));
        expect((await audit.recent({limit: 9})).map(({detail}) => detail)).toEqual(['second', 'first']);
        now += 100 * DAY;
        expect((await audit.recent({limit: 9})).map(({detail}) => detail)).toEqual(['second']);
        await audit.record(auditEntry({at: now, detail: 'third'}));
        expect(await readFile(join(folder, 'audit.old.jsonl'), 'utf8')).not.toContain('"first"');
    });

    it('counts the refusals of the day over a restart', async () => {
        const folder = await newFolder();
        const refuse = (audit: AuditLog) => audit.record(auditEntry({result: 'refused'}));
        const before = await fileAudit(folder);
        for (let number = 0; number < 10; number += 1) {
            await refuse(before);
        }
        await before.close();
        const after = await fileAudit(folder);
        await expect(refuse(after)).rejects.toThrow('only in the log');
    });

    it('names the setting when its file cannot be used', async () => {
        await expect(openFileAudit('/dev/null/nowhere', () => AUDIT_NOW)).rejects.toMatchObject({
            code: 'misconfigured',
            message: expect.stringContaining('DATA_FOLDER'),
        });
    });
});

const kvAudit = async (table: KvTable): Promise<KvAudit> => {
    return new KvAudit(await keyValuesOn(table), new FakeClock(AUDIT_NOW * 1000));
};

defineAuditSuite('the plugin’s key-value table', () => kvAudit(new KvTable()));

describe('the audit of several nodes', () => {
    it('holds what all of them wrote, across the parts of a day', async () => {
        const table = new KvTable();
        const nodes = [await kvAudit(table), await kvAudit(table), await kvAudit(table)];
        for (let number = 0; number < 80; number += 1) {
            await Promise.all(nodes.map((node, index) => node.record(auditEntry({detail: `${number}/${index}`}))));
        }
        const found = await nodes[1]?.recent({limit: 1000});
        expect(new Set(found?.map(({detail}) => detail)).size).toBe(240);
        expect(table.list(0, 10).length).toBe(3);
        // Parts are in order: what was written last is found first, whichever node wrote it.
        expect(found?.[0]?.detail.startsWith('79/')).toBe(true);
    });

    it('counts the refusals of one person on all nodes together', async () => {
        const table = new KvTable();
        const nodes = [await kvAudit(table), await kvAudit(table)];
        const refusals = Array.from({length: 30}, (_, number) =>
            nodes[number % 2]?.record(auditEntry({result: 'refused', detail: `${number}`})),
        );
        await Promise.allSettled(refusals);
        expect((await nodes[0]?.recent({limit: 100}))?.length).toBeLessThanOrEqual(10);
    });

    it('is bounded per day, and says so', async () => {
        const table = new KvTable();
        const audit = await kvAudit(table);
        for (let part = 0; part < 20; part += 1) {
            const full = Buffer.from(JSON.stringify(Array.from({length: 100}, () => auditEntry())));
            table.set(`audit/2026-11-24/${part}`, full, {atomic: false, old: undefined, expireIn: 0});
        }
        const today = Date.parse('2026-11-24T12:00:00Z') / 1000;
        await expect(audit.record(auditEntry({at: today}))).rejects.toThrow('The audit of 2026-11-24 is full');
        await audit.record(auditEntry({at: today + DAY}));
    });

    it('begins no new part because others always were faster: nobody would look behind one that is not full', async () => {
        const keys = new Set<string>();
        const swap = async (key: string): Promise<boolean> => {
            keys.add(key);
            return false;
        };
        const kv = {get: async () => undefined, swap} as unknown as KeyValues;
        await expect(new KvAudit(kv, new FakeClock()).record(auditEntry())).rejects.toThrow('only in the log');
        expect(keys.size).toBe(1);
    });

    it('forgets a day after 90 days by itself', async () => {
        const table = new KvTable();
        const audit = await kvAudit(table);
        await audit.record(auditEntry());
        table.advance(89 * DAY * 1000);
        expect(table.list(0, 10)).toHaveLength(1);
        table.advance(2 * DAY * 1000);
        expect(table.list(0, 10)).toHaveLength(0);
    });

    it('takes a broken value for an empty one', async () => {
        const table = new KvTable();
        const audit = await kvAudit(table);
        const day = new Date(AUDIT_NOW * 1000).toISOString().slice(0, 10);
        table.set(`audit/${day}/0`, Buffer.from('{'), {atomic: false, old: undefined, expireIn: 0});
        await audit.record(auditEntry());
        expect(await audit.recent({limit: 5})).toEqual([auditEntry()]);
    });
});
