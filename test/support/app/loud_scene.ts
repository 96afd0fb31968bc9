import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import type {AppSettings} from '../../../server-proxy/src/app/app_context';
import {createApplication} from '../../../server-proxy/src/app/application';
import type {AuditLog} from '../../../server-proxy/src/app/people/audit_log';
import type {AlertStore} from '../../../server-proxy/src/app/posts/alert_store';
import type {Application} from '../../../server-proxy/src/app/use_cases';
import {parseNotification} from '../../../server-proxy/src/domain/alert/notification';
import type {AlertRecord} from '../../../server-proxy/src/domain/alert/record';
import {openFileStore} from '../../../server-proxy/src/store/file/store';
import {KeyValues} from '../../../server-proxy/src/store/kv/key_values';
import {KvStore} from '../../../server-proxy/src/store/kv/store';
import {noMetrics} from '../../../server-proxy/src/telemetry/no_metrics';
import {DoubleServer} from '../mattermost/server';
import {VERSION_RULES} from '../mattermost/version_rules';
import {KvTable} from '../plugin_host/kv_table';
import {linkedApi} from '../plugin_host/linked_api';
import {FakeChat, FakeClock, FakeMonitoring, RecordingLogger} from './fakes';
import {SETTINGS} from './harness';
import {MemoryBulk} from './memory_bulk';
import {KEY, problem} from './problem';
import type {MemorySubscriptions} from './subscriptions';

const noAudit: AuditLog = {record: async () => undefined, recent: async () => []};

/** Whose store: that of the service (door 1) or of the plugin (door 2). */
export type StoreKind = 'service' | 'plugin';

interface Stores {
    /** Of one process, or of one node. */
    open(): Promise<{readonly store: AlertStore; readonly close: () => Promise<void>}>;
}

const fileStores = async (clock: FakeClock): Promise<Stores> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-loud-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return {
        open: async () => {
            const store = await openFileStore(folder, () => Math.floor(clock.now() / 1000));
            return {store, close: () => store.close()};
        },
    };
};

const kvStores = (clock: FakeClock): Stores => {
    const rules = VERSION_RULES['11.6'];
    const server = new DoubleServer({rules, integrationTimeoutMs: 1000, triggerLifetimeMs: 1000});
    const table = new KvTable();
    return {
        open: async () => {
            const {api, close} = await linkedApi(server, table);
            const store = new KvStore(new KeyValues(api), clock);
            return {
                store,
                close: async () => {
                    await store.letGo();
                    close();
                },
            };
        },
    };
};

/** The app with subscriptions, on either store, over hours and restarts. */
export class LoudScene {
    readonly chat = new FakeChat();
    /** Undated, so that only the notifications count. */
    readonly monitoring = Object.assign(new FakeMonitoring(), {undated: true});
    readonly logger = new RecordingLogger();
    app!: Application;
    store!: AlertStore;
    private close: () => Promise<void> = async () => undefined;
    private nonces = 0;

    private constructor(
        readonly clock: FakeClock,
        readonly subscriptions: MemorySubscriptions,
        private readonly stores: Stores,
        private readonly settings: Partial<AppSettings>,
    ) {
        this.chat.now = () => clock.now();
        this.monitoring.now = () => clock.now();
    }

    /** @param time when it begins, as ISO */
    static async start(
        kind: StoreKind,
        subscriptions: MemorySubscriptions,
        {time = '2026-11-24T12:00:00Z', ...settings}: Partial<AppSettings> & {readonly time?: string} = {},
    ): Promise<LoudScene> {
        const clock = new FakeClock(Date.parse(time));
        const stores = kind === 'service' ? await fileStores(clock) : kvStores(clock);
        const scene = new LoudScene(clock, subscriptions, stores, settings);
        await scene.boot();
        onTestFinished(() => scene.stop());
        return scene;
    }

    /** @param meanwhile while nothing runs */
    async restart(meanwhile: () => Promise<void> = async () => undefined): Promise<void> {
        await this.stop();
        await meanwhile();
        await this.boot();
    }

    /** Another process on the same store. Of door 2 only: a folder has one process. */
    async otherNode(): Promise<Application> {
        const {store, close} = await this.stores.open();
        const app = this.appOn(store);
        onTestFinished(async () => {
            await app.idle();
            await close();
        });
        return app;
    }

    async notify(fields: Record<string, unknown> = {}): Promise<void> {
        await this.clock.sleep(1500);
        const laststatechange = String(Math.floor(this.clock.now() / 1000));
        await this.app.receiveNotification(parseNotification(problem({laststatechange, ...fields})));
        await this.app.idle();
    }

    /** Lets time pass, and whatever is due by then happen. */
    async minutes(count: number): Promise<void> {
        await this.clock.sleep(count * 60_000);
        // Another node's change is seen after some seconds.
        await this.turn();
    }

    async turn(): Promise<void> {
        await this.app.callPeople();
        await this.app.idle();
        await this.app.repairPosts();
        await this.app.callPeople();
        await this.app.idle();
    }

    async record(key = KEY): Promise<AlertRecord> {
        const record = await this.store.get(key);
        if (!record) {
            throw new Error('there is no record');
        }
        return record;
    }

    /** What was posted, as it was when it was made. */
    made(): readonly {readonly channelId: string; readonly message: string}[] {
        return this.chat.created.map(({channelId, message}) => ({channelId, message}));
    }

    /** Lines that call somebody. */
    calls(): readonly string[] {
        return this.chat.replies.flatMap(({mark, message}) => (mark === undefined ? [] : [message]));
    }

    findings(): readonly string[] {
        return [...this.app.findings('problem'), ...this.app.findings('note')];
    }

    private async boot(): Promise<void> {
        const {store, close} = await this.stores.open();
        this.store = store;
        this.close = close;
        this.app = this.appOn(store);
    }

    private appOn(store: AlertStore): Application {
        const {chat, monitoring, clock, logger, subscriptions} = this;
        return createApplication(
            {...SETTINGS, ...this.settings},
            {
                chat,
                monitoring,
                store,
                subscriptions,
                audit: noAudit,
                bulkStore: new MemoryBulk(),
                clock,
                logger,
                metrics: noMetrics,
                nonce: () => `nonce${++this.nonces}-${Math.random()}`,
                detectedLinkStyle: () => 'v5',
            },
        );
    }

    private async stop(): Promise<void> {
        this.app.rest();
        await this.app.idle();
        await this.close();
        this.close = async () => undefined;
    }
}
