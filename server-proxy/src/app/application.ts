import {timeFormat} from '../domain/post/alert_post';
import {ackEnds} from './ack_ends/ack_ends';
import {listAcknowledged} from './ack_ends/list_acknowledged';
import {pressAny} from './ack_ends/press_question';
import {Outbox, replayPending} from './actions/outbox';
import {ReplayGuard} from './actions/replay_guard';
import {saveTypedWords, saveWords} from './actions/save_words';
import {submitDialog} from './actions/submit_dialog';
import type {AppContext, ApplicationPorts, AppSettings} from './app_context';
import {Background} from './background';
import {BulkActions} from './bulk/bulk_actions';
import {pressBulk, submitBulk} from './bulk/press_bulk';
import {previewBulk} from './bulk/preview';
import {LatestReadings} from './catch_up/latest_readings';
import {UPSTREAM} from './catch_up/reconciler';
import {showHost, showService} from './commands/find_objects';
import {listProblems} from './commands/list_problems';
import {LivingLists} from './commands/living_lists';
import {pressPage} from './commands/press_page';
import {NameSuggestions} from './commands/suggest_names';
import {explain} from './explain/explain';
import {TraceLog} from './explain/trace_log';
import {traceRouting} from './explain/trace_routing';
import {tracedStore} from './explain/traced_store';
import {Findings} from './health/findings';
import {KeyedQueue} from './keyed_queue';
import {adoptBuiltinPost} from './notifications/adopt_builtin_post';
import {adoptPost, bindPost} from './notifications/adopt_post';
import {ObjectNames} from './notifications/object_names';
import {receiveNotification} from './notifications/receive_notification';
import {expectTest} from './notifications/test_notification';
import {beginRowsAction, rowsActionOf} from './panel/rows_action';
import {openConnectDialog, submitConnection} from './people/connect';
import {disconnect} from './people/connections';
import {Identities} from './people/identities';
import {requireAuditReader, SAME_REFUSAL_MS} from './people/policy';
import {visibleObjects} from './people/visible_objects';
import {visibleTo} from './people/visible_to';
import {DialogDates} from './posts/dialog_dates';
import {PostRepair} from './posts/post_repair';
import {PostUpdates} from './posts/post_updates';
import {postsBehind, showUnshown} from './posts/show_alert';
import {Calls} from './routing/calls';
import {decideAgain} from './routing/decide_again';
import {FactsCache} from './routing/facts_cache';
import {previewSubscription} from './routing/preview_subscription';
import {Routing} from './routing/routing';
import {forgetfulMemory} from './shift/forgetful';
import {askHandoverByName} from './shift/hand_over';
import {History} from './shift/history';
import {pressShift, submitShift} from './shift/press_shift';
import {shiftTurns} from './shift/shifts';
import {showHandover, tellHandover} from './shift/show_handover';
import {makeReport} from './shift/show_report';
import {Sources} from './sources';
import {pressStorm, submitStorm} from './storms/press_storm';
import {Storms} from './storms/storms';
import {News} from './stream/news';
import type {Turns} from './turns';
import type {Application} from './use_cases';

/** A dialog state lives an hour; nothing needs to be remembered longer. */
const REPLAY_MEMORY_MS = 3_600_000;

export const createApplication = (settings: AppSettings, ports: ApplicationPorts): Application => {
    const outbox = new Outbox(async () => {
        await showUnshown(context);
        const [single, many] = [await replayPending(context), await bulk.turn()];
        return {queued: single.queued + many.queued, pending: single.pending + many.pending};
    }, ports.logger);
    const ends = ackEnds(() => context);
    const bulk: BulkActions = new BulkActions(() => context, ports.bulkStore);
    const storms = new Storms(settings, ports, () => context);
    const calls = new Calls(() => context);
    const shifts = shiftTurns(() => context);
    const made = newContext(settings, ports);
    const context: AppContext = {...made, outbox, ackEnds: ends, bulk, storms, calls};
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
        ...watchingOf(context, [repair, outbox, ends, calls.turns, sources, storms, made.history, made.lists, shifts]),
        ...shiftOf(context, shifts),
        tendLists: storms.tend.bind(storms),
        callPeople: calls.turns.now.bind(calls.turns),
        repairPosts: repair.now.bind(repair),
        endAcknowledgements: ends.now.bind(ends),
        ...askingOf(sources),
        ...telling(context),
        queuedActions: () => outbox.queued,
        idle: () =>
            sources
                .idle()
                .then(() => storms.flush())
                .then(() => made.history.flush()),
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

type Shifting = 'handover' | 'tellHandover' | 'handOver' | 'report' | 'pastProblems' | 'tendShifts';

const shiftOf = (context: AppContext, turns: Pick<Turns, 'now'>): Pick<Application, Shifting> => ({
    handover: showHandover.bind(undefined, context),
    tellHandover: tellHandover.bind(undefined, context),
    handOver: askHandoverByName.bind(undefined, context),
    report: makeReport.bind(undefined, context),
    pastProblems: context.history.since.bind(context.history),
    tendShifts: turns.now.bind(turns),
});

type Listing =
    | 'readAudit'
    | 'listProblems'
    | 'listAcknowledged'
    | 'listShown'
    | 'showHost'
    | 'showService'
    | 'sightOf'
    | 'visible'
    | 'explain'
    | 'notificationRefused';

const listsOf = (context: AppContext, sources: Sources): Pick<Application, Listing> => ({
    readAudit: async (userId, filter) => {
        await requireAuditReader(context, userId);
        return context.audit.recent(filter);
    },
    listProblems: listProblems.bind(undefined, context),
    listAcknowledged: listAcknowledged.bind(undefined, context),
    listShown: context.lists.shown.bind(context.lists),
    showHost: showHost.bind(undefined, context),
    showService: showService.bind(undefined, context),
    sightOf: visibleTo.bind(undefined, context),
    visible: (sight, objects) => visibleObjects(context, sight, objects),
    explain: (request) => explain(context, sources.askingNow(), request),
    notificationRefused: (code) => context.trace.refusal(code),
});

type Presses =
    | 'pressAction'
    | 'submitDialog'
    | 'previewBulk'
    | 'startBulk'
    | 'onBulkProgress'
    | 'beginRowsAction'
    | 'rowsAction'
    | 'saveWords'
    | 'saveTypedWords';

/** What people press, for one object or for many. */
const pressesOf = (context: AppContext, bulk: BulkActions): Pick<Application, Presses> => ({
    pressAction: async (press) =>
        (await pressBulk(context, bulk, press)) ??
        (await pressStorm(context, press)) ??
        (await pressShift(context, bulk, press)) ??
        (await pressPage(context, press)) ??
        pressAny(context, press),
    submitDialog: async (submission) =>
        (await submitConnection(context, submission)) ??
        (await submitBulk(context, bulk, submission)) ??
        (await submitStorm(context, bulk, submission)) ??
        (await submitShift(context, submission)) ??
        submitDialog(context, submission),
    previewBulk: previewBulk.bind(undefined, context, bulk),
    startBulk: async (wish) => {
        const {head, isNew} = await bulk.start(wish);
        return {id: head.id, isNew};
    },
    onBulkProgress: (listener) => bulk.onProgress(listener),
    beginRowsAction: beginRowsAction.bind(undefined, context, bulk),
    rowsAction: rowsActionOf.bind(undefined, bulk),
    saveWords: saveWords.bind(undefined, context),
    saveTypedWords: saveTypedWords.bind(undefined, context),
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

/** What the context is made with; its history also has to be watched, and its lists come to rest. */
type NewContext = Omit<AppContext, Workers> & {readonly history: History; readonly lists: LivingLists};

type Workers = 'outbox' | 'ackEnds' | 'bulk' | 'storms' | 'calls';

const newContext = (settings: AppSettings, ports: ApplicationPorts): NewContext => {
    const findings = new Findings(ports.clock, ports.logger);
    const background = new Background(ports.logger);
    const dates = new DialogDates(ports.chat, ports.clock, ports.logger, background);
    const upstream = new KeyedQueue();
    const turn = <T>(work: () => Promise<T>) => upstream.run(UPSTREAM, work);
    const facts = new FactsCache({...ports, turn, background, findings, random: Math.random});
    const trace = new TraceLog(ports.clock);
    const {episodes, shifts} = ports.shift ?? forgetfulMemory();
    const history = new History({
        ...ports,
        episodes,
        defaultChannel: settings.defaultChannel,
        inBackground: (work) => background.start('The history of problems', work),
    });
    const lists = new LivingLists({
        ...ports,
        inBackground: (work) => background.start('Keeping lists true', work),
    });
    return {
        ...ports,
        store: lists.noting(history.noting(tracedStore(ports.store, trace))),
        history,
        lists,
        shifts,
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
