import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {inRepository} from '../../build/paths';
import type {AlertStore} from '../../server-proxy/src/app/posts/alert_store';
import {type AlertRecord, postOf, RECORD_VERSION} from '../../server-proxy/src/domain/alert/record';
import {storedKey} from './stored';

/** As 0.1.0 wrote it on top of today's layout: its post beside the one from before. */
export type RolledBack = AlertRecord & {readonly postId?: string; readonly nonce?: string};

/** One line for each record, with its end. */
const lines = readFileSync(inRepository('test', 'fixtures', 'stored', '0.1.0-rolled-back', 'alerts.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => `${line}\n`);

/** What 0.1.0 wrote after a roll back, by key. */
export const rolledBack = (): ReadonlyMap<string, RolledBack> =>
    new Map(lines.map((line) => JSON.parse(line) as RolledBack).map((record) => [record.key, record]));

/** @param open a store that finds these lines, at this time in Unix seconds */
export const defineRolledBackSuite = (
    name: string,
    open: (written: readonly string[], nowSeconds: () => number) => Promise<AlertStore>,
): void => {
    it(`what 0.1.0 wrote after a roll back goes on ${name}`, async () => {
        const key = storedKey('problem');
        const before = rolledBack().get(key);
        const store = await open(lines, () => before?.updatedAt ?? 0);
        const found = await store.get(key);
        expect(found && postOf(found).postId).toBe(before?.postId);
        const changed = await store.update(key, (current) => current && {...current, look: 'recovered'});
        expect(changed).toMatchObject({version: RECORD_VERSION, look: 'recovered'});
        expect(await store.get(key)).not.toHaveProperty('postId');
        expect(await store.get(storedKey('recovered'))).toMatchObject({look: 'recovered', ages: {ended: true}});
    });
};
