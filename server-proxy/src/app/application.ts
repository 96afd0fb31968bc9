import type {PanelActionRequest, PanelOutcome} from '#contract';
import type {BulkKind} from '../domain/action/bulk_action';
import type {Alert} from '../domain/alert/alert';
import type {BulkFilter} from '../domain/alert/bulk_filter';
import type {ProblemFilter} from '../domain/alert/problem_filter';
import type {ErrorCode} from '../domain/errors';
import {timeFormat} from '../domain/post/alert_post';
import type {BuiltinNotification} from '../domain/post/builtin_post';
import type {SubscriptionFilter} from '../domain/subscription/subscription';
import type {Language} from '../domain/texts';
import {AckEnds} from './ack_ends/ack_ends';
import {listAcknowledged} from './ack_ends/list_acknowledged';
import {pressAny} from './ack_ends/press_question';
import {Outbox, replayPending} from './actions/outbox';
import type {ActionAnswer, ActionPress} from './actions/press_action';
import {ReplayGuard} from './actions/replay_guard';
import {type DialogAnswer, type DialogSubmission, submitDialog} from './actions/submit_dialog';
import type {AppContext, ApplicationPorts, AppSettings} from './app_context';
import {Background} from './background';
import {BulkActions, type BulkWish} from './bulk/bulk_actions';
import type {ShownProgress} from './bulk/bulk_post';
import {pressBulk, submitBulk} from './bulk/press_bulk';
import {previewBulk} from './bulk/preview';
import type {CatchUpReport} from './catch_up/catch_up';
import {LatestReadings} from './catch_up/latest_readings';
import {type ReconcileReport, UPSTREAM} from './catch_up/reconciler';
import {type Answer, type Asker, listProblems, showHost, showService} from './commands/find_objects';
import {type NameKind, NameSuggestions, type SuggestedName} from './commands/suggest_names';
import {type ExplainRequest, explain} from './explain/explain';
import {TraceLog} from './explain/trace_log';
import {traceRouting} from './explain/trace_routing';
import {tracedStore} from './explain/traced_store';
import {Findings} from './health/findings';
import type {Backlog} from './health/signs';
import {KeyedQueue} from './keyed_queue';
import {adoptBuiltinPost, type BuiltinPlace} from './notifications/adopt_builtin_post';
import {type Adoption, type AnnouncedPost, adoptPost, bindPost} from './notifications/adopt_post';
import type {NotificationResult} from './notifications/change_record';
import {ObjectNames} from './notifications/object_names';
import {receiveNotification} from './notifications/receive_notification';
import {expectTest} from './notifications/test_notification';
import {actOnRows} from './panel/act_on_rows';
import type {AuditEntry, AuditFilter} from './people/audit_log';
import {type Connecting, openConnectDialog, submitConnection} from './people/connect';
import {disconnect} from './people/connections';
import {Identities} from './people/identities';
import {requireAuditReader, SAME_REFUSAL_MS} from './people/policy';
import {type Sight, visibleTo} from './people/visible_to';
import {DialogDates} from './posts/dialog_dates';
import {PostRepair} from './posts/post_repair';
import {PostUpdates} from './posts/post_updates';
import {postsBehind, showUnshown} from './posts/show_alert';
import {Calls} from './routing/calls';
import {decideAgain} from './routing/decide_again';
import {FactsCache} from './routing/facts_cache';
import {previewSubscription, type SubscriptionPreview} from './routing/preview_subscription';
import {Routing} from './routing/routing';
import {Sources} from './sources';
import {pressStorm, submitStorm} from './storms/press_storm';
import {Storms} from './storms/storms';
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
    /** A page of what is acknowledged. @throws AppError `forbidden` */
    listAcknowledged(asker: Asker, typed: string): Promise<Answer>;
    /** A host or service by name. @throws AppError `forbidden`, `openitcockpit_*` */
    showHost(asker: Asker, name: string): Promise<Answer>;
    showService(asker: Asker, name: string): Promise<Answer>;
    /** What a bulk action would hit, with the button that begins it. @throws AppError `forbidden`, `openitcockpit_*` */
    previewBulk(asker: Asker, kind: BulkKind, filter: BulkFilter): Promise<Answer>;
    /** One press for many objects. @returns its id, and whether it is new @throws AppError `forbidden`, `busy`, `mattermost_*` */
    startBulk(wish: BulkWish): Promise<{readonly id: string; readonly isNew: boolean}>;
    /** For whoever shows bulk actions in a post of their own. */
    onBulkProgress(listener: (progress: ShownProgress) => void): void;
    /** What this person may see. @throws AppError `forbidden`, `mattermost_*` */
    sightOf(userId: string): Promise<Sight>;
    /** Acts on problems chosen in the panel. @throws AppError `bad_request`, `forbidden`, `two_way_off`, `mattermost_*` */
    actOnRows(userId: string, request: PanelActionRequest): Promise<PanelOutcome>;
    /** Why an alert has a post, or none. @throws AppError `forbidden` */
    explain(request: ExplainRequest): Promise<string>;
    /** A notification was refused before it was read: its error code. */
    notificationRefused(code: ErrorCode): void;
    /** Names of hosts or services that begin like this. @throws AppError `forbidden`, `openitcockpit_*` */
    suggestNames(userId: string, kind: NameKind, typed: string, language?: Language): Promise<readonly SuggestedName[]>;
    /** Subscriptions were changed on this node: routing reads them anew. */
    subscriptionsChanged(): void;
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
    /** Ends the acknowledgements that are to end, and asks before: a turn of what `watch` does as they become due. */
    endAcknowledgements(): Promise<void>;
    /** Ends storms, shows what changed in lists, and gives posts to what is left: a turn of what `watch` does. */
    tendLists(): Promise<void>;
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
    /** What a subscription would show, before it is saved. @throws AppError `openitcockpit_*` */
    previewSubscription(filter: SubscriptionFilter): Promise<SubscriptionPreview>;
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
        const [single, many] = [await replayPending(context), await bulk.turn()];
        return {queued: single.queued + many.queued, pending: single.pending + many.pending};
    }, ports.logger);
    const ackEnds = new AckEnds(() => context);
    const bulk: BulkActions = new BulkActions(() => context, ports.bulkStore);
    const storms = new Storms(settings, ports, () => context);
    const calls = new Calls(() => context);
    const context: AppContext = {...newContext(settings, ports), outbox, ackEnds, bulk, storms, calls};
    context.facts.onFresh(() => context.background.start('Deciding again', () => decideAgain(context)));
    const sources = new Sources(context);
    const repair = new PostRepair(context);
    const suggestions = new NameSuggestions(context);
    return {
        receiveNotification: (alert) => {
            context.trace.heard(alert, 'command');
            sources.commandCame(alert);
            return receiveNotification(context, alert);
        },
        adoptPost: (alert, post) => {
            context.trace.heard(alert, 'webhook');
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
        ...pressesOf(context, bulk),
        connect: openConnectDialog.bind(undefined, context),
        disconnect: disconnect.bind(undefined, context),
        ...listsOf(context, sources),
        suggestNames: suggestions.of.bind(suggestions),
        expectTest: expectTest.bind(undefined, context),
        resume: () => context.background.start('Resuming pending actions', () => outbox.now()),
        ...watchingOf(context, [repair, outbox, ackEnds, calls, sources, storms]),
        tendLists: storms.tend.bind(storms),
        callPeople: calls.now.bind(calls),
        repairPosts: repair.now.bind(repair),
        endAcknowledgements: ackEnds.now.bind(ackEnds),
        ...askingOf(sources),
        ...telling(context),
        queuedActions: () => outbox.queued,
        idle: () => sources.idle().then(() => storms.flush()),
    };
};

type Watching = Pick<Application, 'watch' | 'rest'>;

const watchingOf = (context: AppContext, parts: readonly Watching[]): Watching => ({
    watch: () => {
        for (const part of parts) {
            part.watch();
        }
        context.hasDialogDates();
    },
    rest: () => {
        for (const part of parts) {
            part.rest();
        }
        context.facts.rest();
    },
});

type Listing =
    | 'readAudit'
    | 'listProblems'
    | 'listAcknowledged'
    | 'showHost'
    | 'showService'
    | 'sightOf'
    | 'actOnRows'
    | 'explain'
    | 'notificationRefused';

const listsOf = (context: AppContext, sources: Sources): Pick<Application, Listing> => ({
    readAudit: async (userId, filter) => {
        await requireAuditReader(context, userId);
        return context.audit.recent(filter);
    },
    listProblems: listProblems.bind(undefined, context),
    listAcknowledged: listAcknowledged.bind(undefined, context),
    showHost: showHost.bind(undefined, context),
    showService: showService.bind(undefined, context),
    sightOf: visibleTo.bind(undefined, context),
    actOnRows: actOnRows.bind(undefined, context),
    explain: (request) => explain(context, sources.askingNow(), request),
    notificationRefused: (code) => context.trace.refusal(code),
});

type Presses = 'pressAction' | 'submitDialog' | 'previewBulk' | 'startBulk' | 'onBulkProgress';

/** What people press, for one object or for many. */
const pressesOf = (context: AppContext, bulk: BulkActions): Pick<Application, Presses> => ({
    pressAction: async (press) =>
        (await pressBulk(context, bulk, press)) ?? (await pressStorm(context, press)) ?? pressAny(context, press),
    submitDialog: async (submission) =>
        (await submitConnection(context, submission)) ??
        (await submitBulk(context, bulk, submission)) ??
        (await submitStorm(context, submission)) ??
        submitDialog(context, submission),
    previewBulk: previewBulk.bind(undefined, context, bulk),
    startBulk: async (wish) => {
        const {head, isNew} = await bulk.start(wish);
        return {id: head.id, isNew};
    },
    onBulkProgress: (listener) => bulk.onProgress(listener),
});

type Telling = 'postsBehind' | 'findings' | 'subscriptionsChanged' | 'previewSubscription';

const telling = (context: AppContext): Pick<Application, Telling> => ({
    previewSubscription: previewSubscription.bind(undefined, context),
    postsBehind: postsBehind.bind(undefined, context),
    findings: (weight, language) => context.findings.of(weight, language),
    subscriptionsChanged: () => context.routing.forget(),
});

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

type Turns = 'outbox' | 'ackEnds' | 'bulk' | 'storms' | 'calls';

const newContext = (settings: AppSettings, ports: ApplicationPorts): Omit<AppContext, Turns> => {
    const findings = new Findings(ports.clock, ports.logger);
    const background = new Background(ports.logger);
    const dates = new DialogDates(ports.chat, ports.clock, ports.logger, background);
    const upstream = new KeyedQueue();
    const turn = <T>(work: () => Promise<T>) => upstream.run(UPSTREAM, work);
    const facts = new FactsCache({...ports, turn, background, findings, random: Math.random});
    const trace = new TraceLog(ports.clock);
    return {
        ...ports,
        store: tracedStore(ports.store, trace),
        settings,
        formatTime: timeFormat(settings.language, settings.timeZone),
        alertQueue: new KeyedQueue(),
        postUpdates: new PostUpdates(ports.clock),
        unshown: new Map(),
        routing: new Routing(settings, {...ports, facts, decided: traceRouting(trace)}),
        trace,
        latestReadings: new LatestReadings(),
        names: new ObjectNames(ports.monitoring),
        news: new News(),
        findings,
        background,
        hasDialogDates: () => dates.known(),
        upstream,
        facts,
        replayGuard: new ReplayGuard(ports.clock, REPLAY_MEMORY_MS),
        identities: new Identities(settings.actionPolicy, {...ports, findings}),
        refusals: new ReplayGuard(ports.clock, SAME_REFUSAL_MS),
    };
};
