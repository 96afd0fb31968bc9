import type {State} from '#contract';
import type {ActionKind} from '../domain/action/action_request';
import type {Dialog} from '../domain/action/dialog';
import type {TargetIds} from '../domain/alert/alert';
import type {Moment} from '../domain/alert/moment';
import type {AlertRecord} from '../domain/alert/record';
import type {PostContent} from '../domain/post/alert_post';
import type {Language} from '../domain/texts';
import type {WatchState} from '../domain/watch_state';

/** Mattermost, as the app needs it. All methods throw AppError (`mattermost_*`). Ids are Mattermost's 26 characters. */
export interface ChatPort {
    /** @param channel id, or name as `team/channel`; empty = the configured default channel */
    createPost(channel: string, content: PostContent): Promise<PostRef>;
    /** Replaces message and props of a post; props the platform owns (`from_webhook`, `override_*`) stay. */
    updatePost(postId: string, content: PostContent): Promise<void>;
    /** Adds a line to the post's thread. */
    reply(post: PostRef, message: string): Promise<void>;
    /** Opens a dialog; the trigger id is short-lived, so nothing may come before this. */
    openDialog(triggerId: string, callbackUrl: string, dialog: Dialog): Promise<void>;
    /** Tells one person something; only they see it. Best effort by contract: a refusal is logged, not thrown. */
    tell(userId: string, post: PostRef, message: string, weight: 'info' | 'warning'): Promise<void>;
    user(userId: string): Promise<ChatUser>;
    /**
     * Names of the groups the person is in, lower case, without `@`: only groups that Mattermost synchronises from a
     * directory. Groups made in Mattermost do not count, because every user may add people to them.
     * @throws AppError `mattermost_forbidden` when Mattermost does not tell (no licence, or our account may not ask)
     */
    groupsOf(userId: string): Promise<readonly string[]>;
    /** May this person act in this channel? @param channel id, or name as `team/channel` */
    mayActIn(userId: string, channel: string): Promise<boolean>;
    readPost(postId: string): Promise<{readonly message: string; readonly props: Readonly<Record<string, unknown>>}>;
    deletePost(postId: string): Promise<void>;
    /** @returns id of the channel of our direct messages with this person */
    directChannel(userId: string): Promise<string>;
    /** Proves address and token. @returns Mattermost's version and our account's name */
    whoAmI(): Promise<{version: string; username: string}>;
}

export interface PostRef {
    readonly postId: string;
    readonly channelId: string;
}

export interface ChatUser {
    readonly id: string;
    readonly username: string;
    /** Empty when the user has not filled it in. */
    readonly fullName: string;
    /** IANA zone of their settings, e.g. `Europe/Berlin`; empty when not known. */
    readonly timeZone: string;
    readonly isBot: boolean;
    readonly isGuest: boolean;
    /** False: the account was deactivated. */
    readonly isActive: boolean;
    readonly isSystemAdmin: boolean;
    /**
     * Lower case; empty unless Mattermost vouches that it is theirs: verified, or given by the service they log in with.
     * (People can write any other address into their profile.) Mattermost tells this to plugins and administrators only.
     */
    readonly provenEmail: string;
}

/** openITCOCKPIT, as the app needs it. All methods throw AppError (`openitcockpit_*`). */
export interface MonitoringPort {
    /** Queues the acknowledgement. Resolving means "handed to the queue", nothing more: read back to know. */
    acknowledge(command: AcknowledgeCommand): Promise<void>;
    /** Queues the removal of an acknowledgement. A host's removal leaves its services acknowledged. */
    removeAcknowledgement(target: TargetIds): Promise<void>;
    /** Queues a fixed downtime. The core drops one that is already over, and tells nobody: read back to know. */
    scheduleDowntime(command: DowntimeCommand): Promise<void>;
    /**
     * Queues the end of downtimes of this object, running or planned, whoever scheduled them. A host's takes the
     * downtimes of its services with the same times along.
     * @param ids as `readDowntimes` gave them
     */
    cancelDowntimes(target: TargetIds, ids: readonly number[]): Promise<void>;
    /**
     * Queues an active check now. Objects without active checks are skipped, and nobody is told.
     * @param hostAndServices of a host: every service of it as well
     */
    recheck(target: TargetIds, hostAndServices: boolean): Promise<void>;
    /**
     * Queues a notification of the type CUSTOM to those contacts of the host that would be notified now. The core sends
     * none where notifications are off, and tells nobody.
     */
    sendHostNotification(command: HostNotificationCommand): Promise<void>;
    readStatus(target: TargetIds): Promise<ObjectStatus>;
    /**
     * Many at once, in few requests. @returns by alert key (see alert_key.ts); what could not be read (no permission, too
     * many that the lists do not show) is not in it and says nothing about the object
     */
    readStatuses(targets: readonly TargetIds[]): Promise<ReadonlyMap<string, StatusReading>>;
    /**
     * The object's own downtimes that run or are planned.
     * @param hostName as openITCOCKPIT names the host now; narrows the list down
     */
    readDowntimes(target: TargetIds, hostName: string): Promise<readonly Downtime[]>;
    /**
     * Problems that nobody looks after: neither acknowledged nor in a downtime, as far as the API key may see them. Hosts
     * first, in no other order.
     */
    problems(wanted: WantedProblems): Promise<FoundObjects>;
    /** Hosts whose name contains this text, in any case. Only what is in monitoring. */
    findHosts(name: string): Promise<FoundObjects>;
    /** The same for services. @param hostName part of the host's name; empty for all */
    findServices(name: string, hostName: string): Promise<FoundObjects>;
    /** Names of a host or service, for notifications that bring UUIDs only. Needs no status. */
    lookup(target: TargetIds): Promise<{hostName: string; serviceName?: string}>;
    /**
     * The user of openITCOCKPIT with this e-mail address, in any case.
     * @throws AppError `openitcockpit_right_missing` when the API key's role may not list users
     */
    findUser(email: string): Promise<MonitoringUser | undefined>;
    whoAmI(): Promise<MonitoringIdentity>;
    /** Hands the queue a command for a host that does not exist, which is dropped. @throws `openitcockpit_queue_down` */
    tryQueue(): Promise<void>;
    /** By how many seconds openITCOCKPIT's clock is ahead of ours, as last measured; 0 before the first reading. */
    clockAhead(): number;
    /**
     * Why times of openITCOCKPIT cannot be dated now, e.g. a date format that is not known here; undefined while they can.
     * What cannot be dated confirms, and never contradicts what is known.
     */
    datingProblem(): ((language: Language) => string) | undefined;
}

export interface MonitoringUser {
    readonly fullName: string;
    readonly email: string;
    readonly isActive: boolean;
}

export interface AcknowledgeCommand {
    readonly target: TargetIds;
    /** Sanitized, not empty, at most LIMIT.author characters. */
    readonly author: string;
    /** Sanitized, one line, not empty, at most LIMIT.comment characters. */
    readonly comment: string;
    readonly sticky: boolean;
    readonly notify: boolean;
    /** Hosts only: also every service of the host that is in a problem state. */
    readonly hostAndServices: boolean;
}

export interface HostNotificationCommand {
    readonly hostUuid: string;
    /** Sanitized, one line, not empty. */
    readonly author: string;
    readonly comment: string;
}

export interface DowntimeCommand {
    readonly target: TargetIds;
    /** Sanitized, not empty. */
    readonly author: string;
    /** Sanitized, one line, not empty. */
    readonly comment: string;
    /** Unix seconds. */
    readonly start: number;
    readonly end: number;
    /** Hosts only: also every service of the host. */
    readonly hostAndServices: boolean;
}

/** A downtime that is neither over nor cancelled. openITCOCKPIT gives its times only as text in the API user's format. */
export interface Downtime {
    /** The core's number; counts from 1 again when the core loses its memory. */
    readonly id: number;
    readonly author: string;
    readonly comment: string;
    readonly seconds: number;
    /** False: planned. */
    readonly running: boolean;
}

/** What openITCOCKPIT says about a host or service now. */
export interface ObjectStatus {
    readonly hostName: string;
    readonly serviceName?: string;
    /** undefined: not in monitoring (never exported). */
    readonly state?: State;
    readonly output: string;
    readonly acknowledged: boolean;
    /** Newest record; may lag behind `acknowledged`, and may be from an earlier problem for a moment. */
    readonly acknowledgement?: {
        readonly author: string;
        readonly comment: string;
        readonly sticky: boolean;
        /** When it was made; undefined when its text cannot be dated. */
        readonly at?: Moment;
    };
    readonly inDowntime: boolean;
    readonly flapping: boolean;
    /** Time of the last check, opaque: another text = another check. */
    readonly lastCheck: string;
    /** The same, dated: the state was true then. Undefined when its text cannot be dated, or there was no check. */
    readonly checkedAt?: Moment;
    /** When the state began; undefined when its text cannot be dated. */
    readonly stateSince?: Moment;
    /**
     * The newest check that the database held before this was asked for: whatever has no time of its own (acknowledged,
     * downtime, flapping, names) is at least so young. Undefined when that is not known.
     */
    readonly freshAt?: Moment;
    /** False: the core does not check this object by itself, and not on demand either. */
    readonly activeChecks: boolean;
    /** False: the API key may read but not edit this object (the command endpoint would not refuse it). */
    readonly mayEdit: boolean;
}

export interface WantedProblems {
    /** Each must be part of the host's or the service's name, in any case. */
    readonly words: readonly string[];
    /** Empty: all of them. */
    readonly states: readonly State[];
}

export interface FoundObjects {
    readonly objects: readonly FoundObject[];
    /** False: there are more than openITCOCKPIT was asked for. */
    readonly complete: boolean;
}

export interface FoundObject extends ObjectStatus {
    readonly target: TargetIds;
    /** How long it has been in its state, in openITCOCKPIT's words, e.g. `2h 10m 5s`. Its lists give no time to reckon with. */
    readonly stateFor: string;
}

/** `deleted`: openITCOCKPIT answers that there is no such object. */
export type StatusReading = ObjectStatus | 'deleted';

export interface MonitoringIdentity {
    /** e.g. `5.3.0`; undefined before 4.6.4. */
    readonly version?: string;
    readonly userName: string;
    readonly email: string;
    /** Rights of the API user's role that the loop needs and the role lacks, e.g. `NagiosModule.Cmd.submit`. */
    readonly missingRights: readonly string[];
    /** Has the role the right to list users? Needed for the action policy `mapped` without a table. */
    readonly mayListUsers: boolean;
}

/** Remembers which post shows which alert. Updates of one key are atomic; nothing else is. */
export interface AlertStore {
    get(key: string): Promise<AlertRecord | undefined>;
    /**
     * Compare-and-set: `change` gets the stored record and returns the new one (or the same object to leave it as it
     * is); it may be called again when somebody else was faster, so it must be pure.
     */
    update(
        key: string,
        change: (current: AlertRecord | undefined) => AlertRecord | undefined,
    ): Promise<AlertRecord | undefined>;
    /**
     * Runs `task` while nobody else, on any node, runs one for the same key: what must not happen twice, like making
     * the post of an alert. Not re-entrant. @throws AppError `busy` when the turn does not come
     */
    exclusively<T>(key: string, task: () => Promise<T>): Promise<T>;
    /**
     * The same, for what another node would do as well: nobody waits. Its keys are not those of `exclusively`.
     * @param restSeconds nor does anybody run it again so soon after it began
     * @returns undefined when somebody is at it, or it rests
     */
    unlessBusy<T>(key: string, task: () => Promise<T>, restSeconds?: number): Promise<T | undefined>;
    /**
     * Keys of the alerts that are compared with openITCOCKPIT (see `isFollowed`): the open ones, and those that closed within
     * the last day. One may have left them a moment ago: `readFollowed` tells. Costs with these, not with those of the past.
     */
    followed(): Promise<readonly string[]>;
    /** Those of these alerts that are followed, in no order. A few hundred keys at a time. */
    readFollowed(keys: readonly string[]): Promise<readonly AlertRecord[]>;
    /** Records that wait for something to be carried out (see `isPending`), to be resumed after a restart. */
    pending(): Promise<readonly AlertRecord[]>;
}

/** One thing that somebody did, or tried to do, in Mattermost. Nothing in it is secret. */
export interface AuditEntry {
    /** Unix seconds. */
    readonly at: number;
    readonly userId: string;
    readonly username: string;
    /** As openITCOCKPIT shows it. */
    readonly author: string;
    readonly action: AuditedAction;
    /** Key of the alert. */
    readonly key: string;
    readonly hostName: string;
    readonly serviceName?: string;
    /** `asked`, how it ended (`confirmed`, `elsewhere`, `recovered`, `not_confirmed`, `queued`, `not_sent` …), or `refused`. */
    readonly result: string;
    /** Why, for people; empty when the result says it all. */
    readonly detail: string;
    readonly comment: string;
    /** Empty where the post is not known. */
    readonly postId: string;
    readonly channelId: string;
}

export type AuditedAction = ActionKind;

export interface AuditFilter {
    /** Name (in any case) or UUID of a host. */
    readonly host?: string;
    readonly limit: number;
}

/** Who did what, when and with which result. Bounded in size and age; several nodes may write at once. */
export interface AuditLog {
    /** Resolves when the entry is stored. @throws when it could not be; use `audit` of app/people/audit.ts, which never does */
    record(entry: AuditEntry): Promise<void>;
    /** @returns newest first */
    recent(filter: AuditFilter): Promise<readonly AuditEntry[]>;
}

/** Remembers the signs of life; one for all nodes. */
export interface WatchStore {
    read(): Promise<WatchState>;
    /** Compare-and-set: `change` may be called again when another node was faster, so it must be pure. */
    update(change: (current: WatchState) => WatchState): Promise<WatchState>;
}

export interface Clock {
    /** Milliseconds since the epoch. */
    now(): number;
    sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** Structured log: one short sentence, facts as fields. Never a secret. */
export interface Logger {
    debug(message: string, facts?: Facts): void;
    info(message: string, facts?: Facts): void;
    warn(message: string, facts?: Facts): void;
    error(message: string, facts?: Facts): void;
}

export type Facts = Readonly<Record<string, unknown>>;

export interface Metrics {
    alert(notificationType: string, outcome: 'created' | 'updated' | 'ignored' | 'failed'): void;
    click(action: string, outcome: string): void;
    action(kind: ActionKind, result: string): void;
    /** Time from asking to the confirmed (or given up) post. */
    actionSeconds(kind: ActionKind, result: string, seconds: number): void;
    /** How many actions wait for openITCOCKPIT now. */
    queuedActions(count: number): void;
    /** @param outcome `done`, or the code of the error that ended the turn */
    reconciled(outcome: string, turn: {readonly seconds: number; readonly open: number; readonly healed: number}): void;
    upstreamSeconds(upstream: 'openitcockpit' | 'mattermost', operation: string, seconds: number): void;
    upstreamError(upstream: 'openitcockpit' | 'mattermost', code: string): void;
    requestSeconds(route: string, status: number, seconds: number): void;
}
