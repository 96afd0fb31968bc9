import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {createApplication} from '../../server-proxy/src/app/application';
import type {BulkStore} from '../../server-proxy/src/app/bulk/bulk_store';
import type {AuditEntry} from '../../server-proxy/src/app/people/audit_log';
import type {AlertStore} from '../../server-proxy/src/app/posts/alert_store';
import type {Clock} from '../../server-proxy/src/app/telemetry';
import {newBulkAction} from '../../server-proxy/src/domain/action/bulk_action';
import {openFileBulk} from '../../server-proxy/src/store/file/bulk';
import {openFileStore} from '../../server-proxy/src/store/file/store';
import {KvBulk} from '../../server-proxy/src/store/kv/bulk';
import {KvDamage} from '../../server-proxy/src/store/kv/damage';
import {KvStore} from '../../server-proxy/src/store/kv/store';
import {noMetrics} from '../../server-proxy/src/telemetry/no_metrics';
import {FakeChat, RecordingLogger} from '../support/app/fakes';
import {SETTINGS} from '../support/app/harness';
import {ManyMonitoring} from '../support/app/many_monitoring';
import {QuickClock} from '../support/app/quick_clock';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';
import {waitFor} from '../support/wait_for';

interface Stores {
    readonly store: AlertStore;
    readonly bulkStore: BulkStore;
    /** As a process that is killed leaves them. */
    readonly die: () => Promise<void>;
}

interface Door {
    readonly name: string;
    /** Opens what the process before has left. */
    readonly prepare: () => Promise<(clock: Clock) => Promise<Stores>>;
}

const FILE: Door = {
    name: 'door 1, files',
    prepare: async () => {
        const folder = await mkdtemp(join(tmpdir(), 'oitc-bulk-'));
        onTestFinished(() => rm(folder, {recursive: true, force: true}));
        return async (clock) => {
            const nowSeconds = () => Math.floor(clock.now() / 1000);
            const store = await openFileStore(folder, nowSeconds);
            const bulkStore = await openFileBulk(folder, nowSeconds);
            const die = async (): Promise<void> => {
                await Promise.all([store.close(), bulkStore.close()]);
            };
            onTestFinished(() => die().catch(() => undefined));
            return {store, bulkStore, die};
        };
    },
};

const KV: Door = {
    name: 'door 2, the plugin’s key-value table',
    prepare: async () => {
        const table = new KvTable();
        return async (clock) => {
            const kv = await keyValuesOn(table);
            const store = new KvStore(kv, clock);
            return {store, bulkStore: new KvBulk(kv, clock, new KvDamage(kv, clock)), die: () => store.letGo()};
        };
    },
};

const audited: AuditEntry[] = [];

const appOn = ({store, bulkStore}: Stores, chat: FakeChat, monitoring: ManyMonitoring, clock: Clock) =>
    createApplication(SETTINGS, {
        chat,
        monitoring,
        store,
        bulkStore,
        audit: {
            record: async (entry) => {
                audited.push(entry);
            },
            recent: async () => [],
        },
        clock,
        logger: new RecordingLogger(),
        metrics: noMetrics,
        nonce: () => `nonce${Math.random()}`,
        detectedLinkStyle: () => 'v5',
    });

describe.each([FILE, KV])('a bulk action and a restart, $name', {timeout: 120_000}, ({prepare}) => {
    it('goes on after a restart in the middle: every object is sent once and confirmed, in one post', async () => {
        const open = await prepare();
        const clock = new QuickClock(20, Date.now());
        const chat = new FakeChat();
        const jane = chat.addUser('jane', {fullName: 'Jane Roe'});
        const monitoring = new ManyMonitoring(250);
        monitoring.now = () => clock.now();
        chat.now = () => clock.now();
        const before = await open(clock);
        const dying = appOn(before, chat, monitoring, clock);
        // It dies with the first commands on their way: no answer reaches it.
        const send = monitoring.sendMany.bind(monitoring);
        let isDead = false;
        const never = new Promise<never>(() => undefined);
        monitoring.sendMany = async (many) => {
            isDead = true;
            await send(many);
            return never;
        };
        const read = monitoring.readStatuses.bind(monitoring);
        monitoring.readStatuses = async (targets) => (isDead ? never : read(targets));
        audited.length = 0;
        await dying.startBulk({
            userId: jane.id,
            objects: monitoring.objects(),
            request: {kind: 'acknowledge', comment: 'power cut', sticky: true, notify: false},
            place: {channel: 'ops/alerts'},
        });
        await waitFor(async () => isDead);
        await clock.sleep(2000);
        await before.die();
        monitoring.sendMany = send;
        monitoring.readStatuses = read;
        const after = appOn(await open(clock), chat, monitoring, clock);
        const posts = [...chat.posts.values()].filter(({type}) => type === '');
        await waitFor(async () => {
            after.resume();
            await after.idle();
            return [...chat.posts.values()].some(({message}) => message.includes('250 of 250 confirmed'));
        });
        expect(posts.length).toBeLessThanOrEqual(1);
        expect([...chat.posts.values()].filter(({type}) => type === '')).toHaveLength(1);
        const sent = monitoring.requests.flatMap(({keys}) => keys);
        expect(new Set(sent).size).toBe(250);
        expect(sent).toHaveLength(250);
        expect(monitoring.acknowledgedBy('Jane Roe (@jane)')).toBe(250);
        expect(audited.map(({result}) => result)).toEqual(['asked', 'confirmed']);
    });

    it('keeps documents, changes them one at a time, and sets aside what cannot be read', async () => {
        const open = await prepare();
        const clock = new QuickClock(1, Date.now());
        const {bulkStore, die} = await open(clock);
        const {head, parts} = newBulkAction({id: 'one', kind: 'acknowledge', channel: 'c'}, [
            {key: 'h/s', hostName: 'web01', serviceName: 'Ping'},
        ]);
        await bulkStore.update('bulk/one', () => head, 60);
        await bulkStore.update('bulk/one/0', () => parts[0], 60);
        await bulkStore.update('bulk/open', () => ['one'], 0);
        expect(await bulkStore.update('bulk/one', (current) => current, 60)).toEqual(head);
        await Promise.all(
            Array.from({length: 10}, (_, at) =>
                bulkStore.update('bulk/open', (current) => [...((current as readonly string[]) ?? []), `${at}`], 0),
            ),
        );
        expect(await bulkStore.read('bulk/open')).toHaveLength(11);
        await die();
        const again = await open(clock);
        expect(await again.bulkStore.read('bulk/one')).toEqual(head);
        expect(await again.bulkStore.read('bulk/one/0')).toEqual(parts[0]);
        expect(await again.bulkStore.read('bulk/other')).toBeUndefined();
    });
});
