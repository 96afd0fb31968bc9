import {describe, expect, it} from 'vitest';
import type {AuditEntry} from '../../../../server-proxy/src/app/people/audit_log';
import type {ChatUser} from '../../../../server-proxy/src/app/posts/chat_port';
import {SubscriptionLedger} from '../../../../server-proxy/src/app/subscribing/ledger';
import {draftOf, newDraft} from '../../../../server-proxy/src/domain/subscription/draft';
import {MemorySubscriptions, subscription} from '../../../support/app/subscriptions';

const JANE = {id: 'u1', username: 'jane', fullName: 'Jane Roe'} as ChatUser;
const silent = () => undefined;

const ledgerOf = (store: MemorySubscriptions) => {
    const entries: AuditEntry[] = [];
    const changes: number[] = [];
    const ledger = new SubscriptionLedger({
        store,
        audit: {record: async (entry) => void entries.push(entry)},
        onChange: () => void changes.push(1),
        addressOf: async () => 'ops/network',
        language: 'en',
        clock: {now: () => 5000, monotonic: () => 0, sleep: () => Promise.resolve()},
        logger: {debug: silent, info: silent, warn: silent, error: silent},
    });
    return {ledger, entries, changes};
};

describe('the stored subscriptions', () => {
    it('take a new one once, however often the same button is pressed', async () => {
        const store = new MemorySubscriptions();
        const {ledger, entries, changes} = ledgerOf(store);
        const draft = newDraft('id', 'c1');
        expect(await ledger.save(draft, JANE)).toBe('made');
        expect(await ledger.save(draft, JANE)).toBe('again');
        expect(store.state.subscriptions).toMatchObject([{id: 'id', by: {username: 'jane', at: 5}}]);
        expect(entries).toMatchObject([{action: 'subscribe', hostName: 'ops/network', key: 'subscription/id'}]);
        expect(changes).toHaveLength(1);
    });

    it('hold at most 1000: of 1001 subscriptions the last is refused with a sentence, and a change still works', async () => {
        const full = Array.from({length: 1000}, (_, at) => subscription('c1', {}, {id: `s${at}`}));
        const store = new MemorySubscriptions(...full);
        const {ledger, entries} = ledgerOf(store);
        await expect(ledger.save(newDraft('one too many', 'c1'), JANE)).rejects.toThrow('There are 1000 subscriptions');
        expect(store.state.subscriptions).toHaveLength(1000);
        const [first] = full;
        const changed = {...draftOf(first ?? subscription('c1')), shadow: true};
        expect(await ledger.save(changed, JANE)).toBe('changed');
        expect(entries.map(({action}) => action)).toEqual(['change_subscription']);
    });

    it('give every imported one a revision that nobody has seen, and the name of who imported', async () => {
        const store = new MemorySubscriptions(subscription('c1', {}, {id: 'a', revision: 7}));
        const {ledger, entries} = ledgerOf(store);
        await ledger.replaceAll({subscriptions: [subscription('c1', {hosts: ['b*']}, {id: 'a', revision: 7})]}, JANE);
        expect(store.state.subscriptions).toMatchObject([{id: 'a', revision: 8, by: {username: 'jane'}}]);
        expect(entries).toMatchObject([{action: 'import_subscriptions', detail: '1 → 1'}]);
    });
});
