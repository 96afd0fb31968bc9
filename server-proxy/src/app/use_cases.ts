import type {PanelActionRequest, PanelOutcome} from '#contract';
import type {BulkKind} from '../domain/action/bulk_action';
import type {Alert} from '../domain/alert/alert';
import type {BulkFilter} from '../domain/alert/bulk_filter';
import type {ProblemFilter} from '../domain/alert/problem_filter';
import type {ErrorCode} from '../domain/errors';
import type {BuiltinNotification} from '../domain/post/builtin_post';
import type {SubscriptionFilter} from '../domain/subscription/subscription';
import type {Language, Said} from '../domain/texts';
import type {ActionAnswer, ActionPress} from './actions/press_action';
import type {TypedWords, WordsToSave} from './actions/save_words';
import type {DialogAnswer, DialogSubmission} from './actions/submit_dialog';
import type {BulkWish} from './bulk/bulk_actions';
import type {ShownProgress} from './bulk/bulk_post';
import type {CatchUpReport} from './catch_up/catch_up';
import type {ReconcileReport} from './catch_up/reconciler';
import type {Answer, Asker} from './commands/find_objects';
import type {ListAnswer} from './commands/living_lists';
import type {NameKind, SuggestedName} from './commands/suggest_names';
import type {ExplainRequest} from './explain/explain';
import type {Backlog} from './health/signs';
import type {BuiltinPlace} from './notifications/adopt_builtin_post';
import type {Adoption, AnnouncedPost} from './notifications/adopt_post';
import type {NotificationResult} from './notifications/change_record';
import type {AuditEntry, AuditFilter} from './people/audit_log';
import type {Connecting} from './people/connect';
import type {Sight} from './people/visible_to';
import type {ToldPost} from './posts/chat_port';
import type {SubscriptionPreview} from './routing/preview_subscription';
import type {RoutedObject} from './routing/routing';
import type {EpisodeStore} from './shift/episode_store';
import type {HandoverAsker} from './shift/hand_over';
import type {HandoverReader} from './shift/show_handover';
import type {MadeReport, ReportReader} from './shift/show_report';
import type {StreamReport} from './stream/event_stream';

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
    /** The words of a reply become the comment of the acknowledgement; why not is told to the person. @throws AppError `mattermost_*`, `forbidden` */
    saveWords(wanted: WordsToSave): Promise<void>;
    /** The same for words that were typed in the thread. @returns which, or that it goes on @throws AppError `forbidden`, `two_way_off`, `mattermost_*` */
    saveTypedWords(typed: TypedWords): Promise<Said>;
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
    /** A list was shown to a person: it is kept true. @param post where; undefined: it cannot be replaced */
    listShown(userId: string, post: ToldPost | undefined, answer: ListAnswer): void;
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
    /** Those of openITCOCKPIT's objects that are seen with it. @throws AppError `mattermost_*`, or when a store is away */
    visible<T extends RoutedObject>(sight: Sight, objects: readonly T[]): Promise<readonly T[]>;
    /** Begins one bulk action for problems chosen in the panel. @throws AppError `bad_request`, `forbidden`, `two_way_off`, `mattermost_*` */
    beginRowsAction(userId: string, request: PanelActionRequest): Promise<PanelOutcome>;
    /** How far it is. @throws AppError `bad_request` unless this person has begun it */
    rowsAction(userId: string, id: string): Promise<PanelOutcome>;
    /** Why an alert has a post, or none. @throws AppError `forbidden` */
    explain(request: ExplainRequest): Promise<string>;
    /** A notification was refused before it was read: its error code. */
    notificationRefused(code: ErrorCode): void;
    /** Names of hosts or services that begin like this. @throws AppError `forbidden`, `openitcockpit_*` */
    suggestNames(userId: string, kind: NameKind, typed: string, language?: Language): Promise<readonly SuggestedName[]>;
    /** What happened, what is open and what comes, with buttons. @throws AppError `bad_request`, `forbidden`, `mattermost_*` */
    handover(reader: HandoverReader, typed: string): Promise<Answer>;
    /** The same for whoever runs the service, as plain text. @throws AppError `bad_request` */
    tellHandover(typed: string, language: Language): Promise<string>;
    /** Asks somebody to take over the problems that are this person's. @returns a sentence, perhaps that they are told later @throws AppError `bad_request`, `forbidden`, `mattermost_*` */
    handOver(asker: HandoverAsker, typed: string): Promise<string>;
    /** What happened in a span. @throws AppError `bad_request`, `forbidden`, `mattermost_*` */
    report(reader: ReportReader, typed: string): Promise<MadeReport>;
    /** What was written down of problems, whoever may see it. */
    pastProblems: EpisodeStore['since'];
    /** Posts the hand-overs that are due, and sees to those between people: a turn of what `watch` does. */
    tendShifts(): Promise<void>;
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
