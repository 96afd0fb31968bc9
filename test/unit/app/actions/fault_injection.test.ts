import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import pMap from 'p-map';
import {afterAll, describe, expect, it} from 'vitest';
import {ACTION, type ActionId, ALERT_PROP, type AlertProps, CHOICE} from '#contract';
import {createApplication} from '../../../../server-proxy/src/app/application';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {openFileAudit} from '../../../../server-proxy/src/store/file/audit';
import {openFileStore} from '../../../../server-proxy/src/store/file/store';
import {createMetrics} from '../../../../server-proxy/src/telemetry/metrics';
import {FakeChat, FakeClock, FakeMonitoring, RecordingLogger} from '../../../support/app/fakes';
import {FAULTS, type Fault, FaultPlan} from '../../../support/app/faulty';
import {AppHarness, KEY, SETTINGS} from '../../../support/app/harness';
import {MemoryBulk} from '../../../support/app/memory_bulk';

const AWAY = new AppError('openitcockpit_unreachable', 'The connection broke off.');
const MATTERMOST_AWAY = new AppError('mattermost_unreachable', 'Mattermost is away.');
const DISK_FULL = new AppError('internal', 'The store cannot be written.');

/** Where Mattermost, openITCOCKPIT and the disk live on while the handler dies. */
class World {
    readonly chat = new FakeChat();
    readonly clock = new FakeClock();
    readonly monitoring = new FakeMonitoring(() => this.clock.now());
    private readonly close: (() => Promise<void>)[] = [];

    private constructor(private readonly folder: string) {
        this.chat.addUser('jane', {fullName: 'Jane Roe'});
    }

    static async make(): Promise<World> {
        return new World(await mkdtemp(join(tmpdir(), 'oitc-faults-')));
    }

    async start(plan = new FaultPlan(-1, 'fails before')): Promise<AppHarness> {
        const nowSeconds = () => Math.floor(this.clock.now() / 1000);
        const store = await openFileStore(this.folder, nowSeconds);
        const audit = await openFileAudit(this.folder, nowSeconds);
        this.close.push(
            () => store.close(),
            () => audit.close(),
        );
        const logger = new RecordingLogger();
        const metrics = createMetrics();
        let nonces = 0;
        const app = createApplication(SETTINGS, {
            // by contract it never throws
            chat: plan.port('chat', this.chat, (method) => (method === 'tell' ? undefined : MATTERMOST_AWAY)),
            monitoring: plan.port('monitoring', this.monitoring, () => AWAY),
            store: plan.port('store', store, () => DISK_FULL),
            bulkStore: new MemoryBulk(),
            audit: plan.port('audit', audit, () => DISK_FULL),
            clock: this.clock,
            logger,
            metrics,
            nonce: () => `nonce${++nonces}-${Math.random()}`,
            detectedLinkStyle: () => 'v5',
        });
        return new AppHarness(app, this.chat, this.monitoring, store, this.clock, logger, metrics, this.folder, audit);
    }

    /** What is left of a process: nothing. */
    async end(): Promise<void> {
        await Promise.all(this.close.splice(0).map((close) => close()));
    }

    async remove(): Promise<void> {
        await this.end();
        await rm(this.folder, {recursive: true, force: true});
    }
}

/** Presses a button; a process that dies answers nobody. @returns whether the press was accepted */
const pressUntilDead = async (harness: AppHarness, {ask}: Kind, plan: FaultPlan, dies: boolean) => {
    const pressed = ask(harness)
        .then(() => true)
        .catch(() => false);
    if (!dies) {
        const accepted = await pressed;
        await harness.app.idle();
        return accepted;
    }
    // a run may make a call less than the one that was counted
    await Promise.race([plan.death, pressed.then(() => harness.app.idle())]);
    return Promise.race([pressed, Promise.resolve(false)]);
};

const settle = async (harness: AppHarness): Promise<void> => {
    for (let turn = 0; turn < 4; turn += 1) {
        harness.app.resume();
        await harness.app.idle();
        // A recheck that the core would drop waits for up to 16 s.
        await harness.clock.sleep(8000);
    }
};

const shown = (harness: AppHarness): AlertProps => harness.post.props[ALERT_PROP] as AlertProps;

interface Kind {
    readonly name: string;
    /** Puts the world into the state in which one can ask. */
    readonly prepare: (harness: AppHarness) => Promise<void>;
    /** Presses a button, or submits a dialog. */
    readonly ask: (harness: AppHarness) => Promise<unknown>;
    readonly before: string;
    readonly after: string;
    readonly commands: (world: World) => number;
}

const press =
    (action: ActionId, selectedOption = '') =>
    (harness: AppHarness): Promise<unknown> =>
        harness.app.pressAction(harness.pressOf(action, {selectedOption}));

const submit =
    (submission: Record<string, unknown>) =>
    (harness: AppHarness): Promise<unknown> =>
        harness.submit(submission);

const DOWNTIME = {length: '1h', comment: 'new disk'};

const KINDS: readonly Kind[] = [
    {
        name: 'an acknowledgement',
        prepare: async () => undefined,
        ask: press(ACTION.quickReason, 'Known issue'),
        before: 'problem',
        after: 'acknowledged',
        commands: ({monitoring}) => monitoring.commands.length,
    },
    {
        name: 'a removal',
        prepare: async (harness) => {
            await press(ACTION.quickReason, 'Known issue')(harness);
            await harness.app.idle();
        },
        ask: press(ACTION.removeAcknowledgement),
        before: 'acknowledged',
        after: 'problem',
        commands: ({monitoring}) => monitoring.removals.length,
    },
    {
        name: 'a recheck',
        prepare: async () => undefined,
        ask: press(ACTION.more, CHOICE.recheck),
        before: 'problem',
        after: 'problem',
        commands: ({monitoring}) => monitoring.rechecks.length,
    },
    {
        name: 'a downtime',
        prepare: async (harness) => {
            await harness.choose(CHOICE.scheduleDowntime);
        },
        ask: submit(DOWNTIME),
        before: 'problem',
        after: 'problem',
        commands: ({monitoring}) => monitoring.downtimeCommands.length,
    },
    {
        name: 'the end of a downtime',
        prepare: async (harness) => {
            await harness.choose(CHOICE.scheduleDowntime);
            await harness.submit(DOWNTIME);
            await harness.app.idle();
            await harness.choose(CHOICE.cancelDowntime);
        },
        ask: submit({}),
        before: 'problem',
        after: 'problem',
        commands: ({monitoring}) => monitoring.cancelled.length,
    },
];

/** @returns the calls that were made until the fault, and what became of it all */
const suffer = async (kind: Kind, at: number, fault: Fault) => {
    const world = await World.make();
    try {
        const plan = new FaultPlan(at, fault);
        const harness = await world.start(plan);
        await harness.notify();
        await kind.prepare(harness);
        await world.clock.sleep(5000);
        const lines = world.chat.replies.length;
        plan.start();
        const dies = fault.startsWith('dies') && at >= 0;
        const accepted = await pressUntilDead(harness, kind, plan, dies);
        const after = dies ? await world.end().then(() => world.start()) : harness;
        await settle(after);
        const record = await after.store.get(KEY);
        return {
            calls: plan.calls,
            accepted,
            look: record?.look,
            pending: record?.pending ?? [],
            shown: shown(after).look,
            commands: kind.commands(world),
            lines: world.chat.replies.length - lines,
        };
    } finally {
        await world.remove();
    }
};

describe.each(KINDS)('$name, whatever call fails or is the last one of the process', (kind) => {
    const seen = new Set<string>();

    it.each(FAULTS)('%s', {timeout: 120_000}, async (fault) => {
        const {calls} = await suffer(kind, -1, fault);
        expect(calls.length).toBeGreaterThan(10);
        const last = calls.lastIndexOf('chat.reply');
        const sufferAt = async (at: number): Promise<void> => {
            const found = await suffer(kind, at, fault);
            const where = `${fault} call ${at}: ${found.calls[at]}`;
            if (at >= found.calls.length) {
                return;
            }
            seen.add(/^\w+/.exec(found.calls[at] ?? '')?.[0] ?? '?');
            expect(found.commands, where).toBeLessThanOrEqual(1);
            expect(found.pending, where).toEqual([]);
            expect([kind.before, kind.after], where).toContain(found.look);
            expect(found.shown, where).toBe(found.look);
            // what was accepted comes true; what came true was commanded
            const cameTrue = kind.before === kind.after ? found.commands === 1 : found.look === kind.after;
            if (found.accepted || cameTrue) {
                expect(found.look, where).toBe(kind.after);
                expect(found.commands, where).toBe(1);
            }
            if (cameTrue && found.calls[at] !== 'chat.reply') {
                expect(found.lines, where).toBeGreaterThan(0);
            }
            // the line may come again when nobody knows whether it was written, but never is one missing
            expect(found.lines, where).toBeLessThanOrEqual(at >= last ? 2 : 1);
        };
        await pMap(calls.keys(), sufferAt, {concurrency: 8});
    });

    afterAll(() => {
        expect([...seen].sort()).toEqual(['audit', 'chat', 'monitoring', 'store']);
    });
});
