import type {Alert} from '../domain/alert/alert';
import type {ProblemFilter} from '../domain/alert/problem_filter';
import {timeFormat} from '../domain/post/alert_post';
import type {BuiltinNotification} from '../domain/post/builtin_post';
import type {Language} from '../domain/texts';
import {Outbox, replayPending} from './actions/outbox';
import {type ActionAnswer, type ActionPress, pressAction} from './actions/press_action';
import {ReplayGuard} from './actions/replay_guard';
import {type DialogAnswer, type DialogSubmission, submitDialog} from './actions/submit_dialog';
import type {AppContext, ApplicationPorts, AppSettings} from './app_context';
import {Background} from './background';
import type {CatchUpReport} from './catch_up/catch_up';
import {LatestReadings} from './catch_up/latest_readings';
import type {ReconcileReport} from './catch_up/reconciler';
import {type Answer, type Asker, listProblems, showHost, showService} from './commands/find_objects';
import {type NameKind, NameSuggestions, type SuggestedName} from './commands/suggest_names';
import {Findings} from './health/findings';
import type {Backlog} from './health/signs';
import {KeyedQueue} from './keyed_queue';
import {adoptBuiltinPost, type BuiltinPlace} from './notifications/adopt_builtin_post';
import {type Adoption, type AnnouncedPost, adoptPost, bindPost} from './notifications/adopt_post';
import type {NotificationResult} from './notifications/change_record';
import {ObjectNames} from './notifications/object_names';
import {receiveNotification} from './notifications/receive_notification';
import {expectTest} from './notifications/test_notification';
import type {AuditEntry, AuditFilter} from './people/audit_log';
import {type Connecting, openConnectDialog, submitConnection} from './people/connect';
import {disconnect} from './people/connections';
import {Identities} from './people/identities';
import {requireAuditReader, SAME_REFUSAL_MS} from './people/policy';
import {PostRepair} from './posts/post_repair';
import {PostUpdates} from './posts/post_updates';
import {postsBehind, showUnshown} from './posts/show_alert';
import {Calls} from './routing/calls';
import {Routing} from './routing/routing';
import {Sources} from './sources';
import type {StreamReport} from './stream/event_stream';
import {News} from './stream/news';

/** The use cases behind both doors. */
export interface Application {
    receiveNotification(alert: Alert): Promise<NotificationResult>;
    /** A post that our notification command made through the webhook, before it is stored. */
    adoptPost(alert: Alert, post: AnnouncedPost): Promise<Adoption>;
    /** A post that openITCOCKPIT's own module made through the webhook, before it is stored. */
    adoptBuiltinPost(said: BuiltinNotification, place: BuiltinPlace): Promise<Adoption>;
    /** The id of an adopted post, once it is stored. */
    bindPost(key: string, nonce: string, postId: string): Promise<void>;
    pressAction(press: ActionPress): Promise<ActionAnswer>;
    submitDialog(submission: DialogSubmission): Promise<DialogAnswer>;
    /** Opens the dialog for a person's own API key. @throws AppError `forbidden`, `misconfigured`, `mattermost_*` */
    connect(who: Connecting): Promise<void>;
    /** Deletes it. @returns false when there was none @throws AppError `misconfigured`, `mattermost_*` */
    disconnect(userId: string): Promise<boolean>;
    /** The latest entries of the audit. @throws AppError `forbidden` when this person may not read it */
    readAudit(userId: string, filter: AuditFilter): Promise<readonly AuditEntry[]>;
    /** A page of the unhandled problems. @throws AppError `forbidden`, `openitcockpit_*` */
    listProblems(asker: Asker, filter: ProblemFilter): Promise<Answer>;
    /** A host or service by name. @throws AppError `forbidden`, `openitcockpit_*` */
    showHost(asker: Asker, name: string): Promise<Answer>;
    showService(asker: Asker, name: string): Promise<Answer>;
    /** Names of hosts or services that begin like this. @throws AppError `forbidden`, `openitcockpit_*` */
    suggestNames(userId: string, kind: NameKind, typed: string, language?: Language): Promise<readonly SuggestedName[]>;
    /** Doctor is waiting for a notification about this host. @returns whether it has arrived */
    expectTest(hostUuid: string, mark: string): Promise<boolean>;
    /** Resumes what is pending: after a start what a stop interrupted, later what is waiting for openITCOCKPIT. */
    resume(): void;
    /** openITCOCKPIT was away: there may be problems that nobody told. */
    missed(): void;
    /**
     * Resumes at intervals from now on, until `rest`, and keeps the posts up to date, starting with those that a crash may
     * have left behind their records.
     */
    watch(): void;
    rest(): void;
    /** Makes posts show what is stored where they do not: a turn of what `watch` does every minute. */
    repairPosts(): Promise<void>;
    /** Calls whom subscriptions want called by now, and lists what quiet hours have collected: a turn of what `watch` does. */
    callPeople(): Promise<void>;
    /** Compares the open posts with openITCOCKPIT now, unless a comparison is running or has just run. */
    reconcile(): Promise<void>;
    /** Once, before anything is stored: what a new installation does otherwise than one with data of an earlier version. */
    prepare(): Promise<void>;
    /** Asks openITCOCKPIT now for problems that have no post. */
    catchUp(): Promise<void>;
    /** Does catching up read what openITCOCKPIT has sent? */
    readsSent(): boolean;
    /** How the last search for such problems went. */
    caughtUp(): CatchUpReport | undefined;
    /** How the event stream is, on the node that holds it. */
    streamed(): StreamReport | undefined;
    /** How the last comparison went. */
    reconciled(): ReconcileReport | undefined;
    /** How many actions wait for openITCOCKPIT. */
    queuedActions(): number;
    /** Posts of this node that do not show yet what is known. */
    postsBehind(): Backlog;
    /** What administrators should know about the last hour: problems to fix, or notes. */
    findings(weight: 'problem' | 'note', language?: Language): readonly string[];
    /** Resolves when no background work is left. */
    idle(): Promise<void>;
}

/** A dialog state lives an hour; nothing needs to be remembered longer. */
const REPLAY_MEMORY_MS = 3_600_000;

export const createApplication = (settings: AppSettings, ports: ApplicationPorts): Application => {
    const outbox = new Outbox(async () => {
        await showUnshown(context);
        return replayPending(context);
    }, ports.logger);
    const calls = new Calls(() => context);
    const context: AppContext = {...newContext(settings, ports), outbox, calls};
    const sources = new Sources(context);
    const repair = new PostRepair(context);
    const suggestions = new NameSuggestions(context);
    return {
        receiveNotification: (alert) => {
            sources.commandCame(alert);
            return receiveNotification(context, alert);
        },
        adoptPost: (alert, post) => {
            ports.heard?.('webhook');
            sources.commandCame(alert);
            return adoptPost(context, alert, post);
        },
        adoptBuiltinPost: async (said, place) => {
            const adoption = await adoptBuiltinPost(context, said, place);
            if (adoption.kind !== 'plain') {
                ports.heard?.('module');
            }
            return adoption;
        },
        bindPost: bindPost.bind(undefined, context),
        pressAction: pressAction.bind(undefined, context),
        submitDialog: async (submission) =>
            (await submitConnection(context, submission)) ?? submitDialog(context, submission),
        connect: openConnectDialog.bind(undefined, context),
        disconnect: disconnect.bind(undefined, context),
        readAudit: async (userId, filter) => {
            await requireAuditReader(context, userId);
            return context.audit.recent(filter);
        },
        listProblems: listProblems.bind(undefined, context),
        showHost: showHost.bind(undefined, context),
        showService: showService.bind(undefined, context),
        suggestNames: suggestions.of.bind(suggestions),
        expectTest: expectTest.bind(undefined, context),
        resume: () => context.background.start('Resuming pending actions', () => outbox.now()),
        watch: () => {
            repair.watch();
            outbox.watch();
            calls.watch();
            sources.watch();
        },
        rest: () => {
            repair.rest();
            outbox.rest();
            calls.rest();
            sources.rest();
        },
        repairPosts: () => repair.now(),
        callPeople: () => calls.now(),
        ...askingOf(sources),
        queuedActions: () => outbox.queued,
        postsBehind: postsBehind.bind(undefined, context),
        findings: (weight, language) => context.findings.of(weight, language),
        idle: () => sources.idle(),
    };
};

type Asking = 'prepare' | 'missed' | 'reconcile' | 'reconciled' | 'catchUp' | 'readsSent' | 'caughtUp' | 'streamed';

const askingOf = (sources: Sources): Pick<Application, Asking> => ({
    prepare: () => sources.prepare(),
    missed: () => sources.missed(),
    reconcile: () => sources.reconciler.turn(),
    reconciled: () => sources.reconciler.report(),
    catchUp: async () => sources.catchUp?.turn(),
    readsSent: () => sources.catchUp?.readsSent() ?? false,
    caughtUp: () => sources.catchUp?.report(),
    streamed: () => sources.stream?.report(),
});

const newContext = (settings: AppSettings, ports: ApplicationPorts): Omit<AppContext, 'outbox' | 'calls'> => {
    const findings = new Findings(ports.clock, ports.logger);
    return {
        ...ports,
        settings,
        formatTime: timeFormat(settings.language, settings.timeZone),
        alertQueue: new KeyedQueue(),
        postUpdates: new PostUpdates(ports.clock),
        unshown: new Map(),
        routing: new Routing(settings, ports),
        latestReadings: new LatestReadings(),
        names: new ObjectNames(ports.monitoring),
        news: new News(),
        findings,
        background: new Background(ports.logger),
        replayGuard: new ReplayGuard(ports.clock, REPLAY_MEMORY_MS),
        identities: new Identities(settings.actionPolicy, {...ports, findings}),
        refusals: new ReplayGuard(ports.clock, SAME_REFUSAL_MS),
    };
};
