import {onTestFinished} from 'vitest';
import {createApplication} from '../../../server-proxy/src/app/application';
import {HealthMonitor} from '../../../server-proxy/src/app/health/health_monitor';
import type {AuditLog} from '../../../server-proxy/src/app/people/audit_log';
import type {Clock} from '../../../server-proxy/src/app/telemetry';
import type {Application} from '../../../server-proxy/src/app/use_cases';
import {parseNotification} from '../../../server-proxy/src/domain/alert/notification';
import {noMetrics} from '../../../server-proxy/src/telemetry/no_metrics';
import {commandFields} from '../carry_notifications';
import {openClient, openDouble, type TestClient} from '../openitcockpit/client_harness';
import type {OpenitcockpitDouble} from '../openitcockpit/double';
import {UUID} from '../openitcockpit/recorded_objects';
import {MemoryStore} from '../search/memory_store';
import {FakeChat} from './fakes';
import {SETTINGS} from './harness';
import {MemoryBulk} from './memory_bulk';
import {shownIn} from './node';

const noAudit: AuditLog = {record: async () => undefined, recent: async () => []};

/** The app with the real client on openITCOCKPIT's double: how posts depend on the age of readings. */
export class DatedHarness {
    private constructor(
        readonly app: Application,
        readonly chat: FakeChat,
        readonly double: OpenitcockpitDouble,
        readonly client: TestClient,
        readonly health: HealthMonitor,
        private readonly clock: Clock,
        private readonly told: (() => Promise<unknown>)[],
    ) {}

    static async open(): Promise<DatedHarness> {
        // These tests are about the age of readings, not about delays.
        const double = await openDouble({lagMs: 0});
        const passed = {milliseconds: 0, aheadSeconds: 0};
        const setClocks = () => double.setClockAhead(passed.aheadSeconds + passed.milliseconds / 1000);
        const clock: Clock = {
            now: () => Date.now() + passed.milliseconds,
            monotonic: () => performance.now() + passed.milliseconds,
            sleep: async (milliseconds) => {
                passed.milliseconds += milliseconds;
                setClocks();
            },
        };
        const client = openClient(double, {}, {clock});
        const chat = new FakeChat();
        const app = createApplication(SETTINGS, {
            chat,
            monitoring: client,
            store: new MemoryStore(() => Math.floor(clock.now() / 1000)),
            bulkStore: new MemoryBulk(),
            audit: noAudit,
            clock,
            logger: client.logger,
            metrics: noMetrics,
            nonce: () => 'nonce',
            detectedLinkStyle: () => 'v5',
        });
        const health = new HealthMonitor({
            monitoring: client,
            chat,
            logger: client.logger,
            version: 'test',
            findings: (weight, language) => app.findings(weight, language),
        });
        const told: (() => Promise<unknown>)[] = [];
        onTestFinished(
            double.world.onNotification((notification) => {
                told.push(() => app.receiveNotification(parseNotification(commandFields(notification))));
            }),
        );
        onTestFinished(() => app.idle());
        const harness = new DatedHarness(app, chat, double, client, health, clock, told);
        harness.setAhead = (seconds) => {
            passed.aheadSeconds = seconds;
            setClocks();
        };
        return harness;
    }

    /** Sets only openITCOCKPIT's clock. */
    setAhead: (seconds: number) => void = () => undefined;

    /** Something happens, and the core's notification of it arrives. */
    async happens(what: () => void): Promise<void> {
        what();
        for (const deliver of this.told.splice(0)) {
            await deliver();
        }
        await this.app.idle();
    }

    /** Something happens without a notification. */
    async happensUntold(what: () => void): Promise<void> {
        what();
        this.told.splice(0);
    }

    /** Time passes, other objects are checked, and the reconciler runs. */
    async turn(seconds = 60): Promise<void> {
        await this.clock.sleep(seconds * 1000);
        const {world} = this.double;
        for (const other of [UUID.db01, UUID.db01Ping]) {
            world.setStatus(other, {lastCheck: world.now() - 1});
        }
        await this.app.reconcile();
        await this.app.idle();
    }

    get shown() {
        const [post] = [...this.chat.posts.values()].slice(-1);
        if (!post) {
            throw new Error('no post yet');
        }
        return shownIn(post);
    }

    warnings(): string[] {
        return this.client.logger.lines
            .filter(({level}) => level === 'warn' || level === 'error')
            .map(({message}) => message);
    }
}
