import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {onTestFinished} from 'vitest';
import {ACTION, type ActionId, type Choice} from '#contract';
import type {ActionPress} from '../../../server-proxy/src/app/actions/press_action';
import type {ApplicationPorts, AppSettings} from '../../../server-proxy/src/app/app_context';
import {createApplication} from '../../../server-proxy/src/app/application';
import type {AuditLog} from '../../../server-proxy/src/app/people/audit_log';
import type {KeyVault} from '../../../server-proxy/src/app/people/key_vault';
import type {AlertStore} from '../../../server-proxy/src/app/posts/alert_store';
import type {Application} from '../../../server-proxy/src/app/use_cases';
import {actionPolicy} from '../../../server-proxy/src/domain/action/action_policy';
import {parseNotification} from '../../../server-proxy/src/domain/alert/notification';
import {THREAD_LINE_KINDS} from '../../../server-proxy/src/domain/post/thread_line';
import {openFileAudit} from '../../../server-proxy/src/store/file/audit';
import {openFileStore} from '../../../server-proxy/src/store/file/store';
import {createMetrics, type PrometheusMetrics} from '../../../server-proxy/src/telemetry/metrics';
import {FakeChat, FakeClock, FakeMonitoring, RecordingLogger} from './fakes';
import {MemoryBulk} from './memory_bulk';
import {problem} from './problem';

export {HOST_UUID, KEY, problem, SERVICE_UUID} from './problem';

export const SETTINGS: AppSettings = {
    twoWay: true,
    openitcockpitUrl: 'https://monitoring.example.org',
    linkStyle: 'v5',
    language: 'en',
    emojis: true,
    threadLines: THREAD_LINE_KINDS,
    timeZone: 'UTC',
    quickReasons: ['Looking into it', 'Known issue'],
    downtimePresets: ['1h', '30m', 'tomorrow 08:00'],
    ackDefaults: {commentRequired: true, commentMinLength: 3, sticky: true, notify: false},
    actionPolicy: actionPolicy('everyone', [], new Map()),
    defaultChannel: 'ops/alerts',
    defaultTakes: 'rest',
    oldAckDays: 7,
    shiftHours: 8,
    stormLimit: 0,
    stormLeft: 'posts',
    signingSecrets: ['signing secret of the tests'],
    actionsUrl: 'http://127.0.0.1:8066/api/v1/actions',
    dialogsUrl: 'http://127.0.0.1:8066/api/v1/dialogs',
    readBack: {deadlineMs: 15_000, firstDelayMs: 500, maxDelayMs: 1500, settleMs: 5000},
    recheckHorizonMs: 15_000,
    queueMaxAgeMs: 3_600_000,
    reconcile: {intervalMs: 60_000},
    alertsFrom: 'everything',
    tellMissed: false,
    connection: {viaProxy: false, verifiesTls: true},
};

interface PostAction {
    readonly id: ActionId;
    readonly name: string;
    readonly options?: readonly {readonly value: string}[];
    readonly integration: {readonly url: string; readonly context: {readonly token: string}};
}

/** The whole app on fakes, with the real store, driven as Mattermost and openITCOCKPIT drive it. */
export class AppHarness {
    private presses = 0;

    constructor(
        readonly app: Application,
        readonly chat: FakeChat,
        readonly monitoring: FakeMonitoring,
        readonly store: AlertStore,
        readonly clock: FakeClock,
        readonly logger: RecordingLogger,
        readonly metrics: PrometheusMetrics,
        readonly folder: string,
        readonly audit: AuditLog,
    ) {}

    /**
     * Leaves some time between notifications, so that no update waits for the one before, and whatever is read next is
     * newer than they are.
     */
    async notify(fields: Record<string, unknown> = problem()) {
        await this.clock.sleep(1500);
        const result = await this.app.receiveNotification(parseNotification(fields));
        await this.clock.sleep(2500);
        return result;
    }

    get post() {
        const [post] = [...this.chat.posts.values()].slice(-1);
        if (!post) {
            throw new Error('no post yet');
        }
        return post;
    }

    actions(): PostAction[] {
        const [attachment] = this.post.props.attachments as {actions?: PostAction[]}[];
        return attachment?.actions ?? [];
    }

    pressOf(action: ActionId, more: Partial<ActionPress> = {}): ActionPress {
        const found = this.actions().find(({id}) => id === action);
        if (!found && !more.token) {
            throw new Error(`the post offers no ${action}`);
        }
        this.presses += 1;
        return {
            userId: [...this.chat.users.keys()][0] ?? '',
            postId: this.post.postId,
            channelId: this.post.channelId,
            triggerId: `trigger${this.presses}`,
            token: found?.integration.context.token,
            selectedOption: '',
            ...more,
        };
    }

    async acknowledge(comment = 'replacing the disk', more: Partial<ActionPress> = {}) {
        const press = this.pressOf(ACTION.acknowledge, more);
        await this.app.pressAction(press);
        return this.submit({comment}, {userId: press.userId});
    }

    choose(choice: Choice, more: Partial<ActionPress> = {}) {
        return this.app.pressAction(this.pressOf(ACTION.more, {selectedOption: choice, ...more}));
    }

    /** The newest post's further actions, besides its buttons. */
    choices(): string[] {
        const more = this.actions().find(({id}) => id === ACTION.more);
        return (more?.options ?? []).map(({value}) => value);
    }

    submit(submission: Record<string, unknown>, more: {userId?: string; channelId?: string; state?: string} = {}) {
        const dialog = this.chat.dialogs.at(-1)?.dialog;
        return this.app.submitDialog({
            userId: [...this.chat.users.keys()][0] ?? '',
            channelId: this.post.channelId,
            state: dialog?.state,
            submission,
            ...more,
        });
    }
}

export const startHarness = async (
    settings: Partial<AppSettings> = {},
    folder?: string,
    chat = new FakeChat(),
    monitoring = new FakeMonitoring(),
    vault?: KeyVault,
    more: Partial<ApplicationPorts> = {},
): Promise<AppHarness> => {
    const data = folder ?? (await mkdtemp(join(tmpdir(), 'oitc-app-')));
    const clock = new FakeClock();
    monitoring.now = () => clock.now();
    chat.now = () => clock.now();
    const logger = new RecordingLogger();
    const metrics = createMetrics();
    const nowSeconds = () => Math.floor(clock.now() / 1000);
    const store = await openFileStore(data, nowSeconds);
    const audit = await openFileAudit(data, nowSeconds);
    let nonces = 0;
    const app = createApplication(
        {...SETTINGS, ...settings},
        {
            chat,
            monitoring,
            store,
            bulkStore: new MemoryBulk(),
            audit,
            vault,
            clock,
            logger,
            metrics,
            nonce: () => `nonce${++nonces}-${Math.random()}`,
            detectedLinkStyle: () => 'v5',
            ...more,
        },
    );
    onTestFinished(async () => {
        await app.idle();
        await Promise.all([store.close(), audit.close()]);
        await rm(data, {recursive: true, force: true});
    });
    if (chat.users.size === 0) {
        chat.addUser('jane', {fullName: 'Jane Roe'});
    }
    return new AppHarness(app, chat, monitoring, store, clock, logger, metrics, data, audit);
};
