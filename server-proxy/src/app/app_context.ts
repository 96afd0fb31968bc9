import type {AckDefaults} from '../domain/action/ack_dialog';
import type {ActionPolicy} from '../domain/action/action_policy';
import type {AlertRecord} from '../domain/alert/record';
import type {TimeFormat} from '../domain/post/alert_post';
import type {LinkStyle} from '../domain/post/links';
import type {ThreadLineKind} from '../domain/post/thread_line';
import type {Language} from '../domain/texts';
import type {Notified} from '../domain/watch_state';
import type {ReplayGuard} from './actions/replay_guard';
import type {ThreadsPort} from './actions/threads_port';
import type {Background} from './background';
import type {BulkNotes, BulkStore} from './bulk/bulk_store';
import type {Opens} from './catch_up/alerts_from';
import type {LatestReadings} from './catch_up/latest_readings';
import type {LivingLists} from './commands/living_lists';
import type {TraceLog} from './explain/trace_log';
import type {Findings} from './health/findings';
import type {WatchStore} from './health/watch_store';
import type {KeyedQueue} from './keyed_queue';
import type {MonitoringPort} from './monitoring_port';
import type {AuthorityPort} from './notifications/authority_port';
import type {ObjectNames} from './notifications/object_names';
import type {AuditLog} from './people/audit_log';
import type {Identities} from './people/identities';
import type {KeyVault} from './people/key_vault';
import type {AlertStore} from './posts/alert_store';
import type {ChatPort} from './posts/chat_port';
import type {PostUpdates} from './posts/post_updates';
import type {FactsCache} from './routing/facts_cache';
import type {DefaultTakes, Routing} from './routing/routing';
import type {SubscriptionStore} from './routing/subscription_store';
import type {ShiftMemory} from './shift/forgetful';
import type {History} from './shift/history';
import type {MembersPort} from './shift/members_port';
import type {ShiftStore} from './shift/shift_store';
import type {StormStore} from './storms/storm_store';
import type {StormsPort} from './storms/storms_port';
import type {News} from './stream/news';
import type {EventStreamPort} from './stream/stream_port';
import type {WhispersPort} from './subscribing/channels_port';
import type {Clock, Logger, Metrics} from './telemetry';

/** Settings as the use cases need them. Times in milliseconds. */
export interface AppSettings {
    readonly twoWay: boolean;
    readonly openitcockpitUrl: string;
    readonly linkStyle: LinkStyle | 'auto';
    readonly language: Language;
    readonly emojis: boolean;
    readonly timeZone: string;
    readonly quickReasons: readonly string[];
    /** As `parsePreset` of domain/action/downtime_presets.ts reads them. */
    readonly downtimePresets: readonly string[];
    readonly ackDefaults: AckDefaults;
    readonly actionPolicy: ActionPolicy;
    readonly defaultChannel: string;
    readonly defaultTakes: DefaultTakes;
    /** From when on an acknowledgement is old. */
    readonly oldAckDays: number;
    /** How long a shift lasts, where no schedule says it. */
    readonly shiftHours: number;
    /** New problems of a channel within a minute that get posts of their own; the rest share one. 0: all do. */
    readonly stormLimit: number;
    /** What becomes of what is left of a storm. */
    readonly stormLeft: 'posts' | 'listed';
    /** Which events add a line to the thread of their post. */
    readonly threadLines: readonly ThreadLineKind[];
    /** The first signs, all are accepted. */
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    readonly dialogsUrl: string;
    readonly readBack: ReadBack;
    /** How soon after a check openITCOCKPIT's core drops a recheck; 0: never. */
    readonly recheckHorizonMs: number;
    /** How long an action may wait for openITCOCKPIT. */
    readonly queueMaxAgeMs: number;
    readonly reconcile: ReconcileSettings;
    readonly alertsFrom: Opens | 'auto';
    /** After an outage, problems that came and went meanwhile are told in a message. */
    readonly tellMissed: boolean;
    readonly connection: ConnectionWays;
}

export interface ReconcileSettings {
    /** 0: never. */
    readonly intervalMs: number;
}

/** How openITCOCKPIT is reached, for texts. */
export interface ConnectionWays {
    readonly viaProxy: boolean;
    readonly verifiesTls: boolean;
}

/** How long and how often an action is read back. Measured: an acknowledgement shows after 1.2 to 3.9 s. */
export interface ReadBack {
    readonly deadlineMs: number;
    readonly firstDelayMs: number;
    readonly maxDelayMs: number;
    /** How long a command that may have been sent is given to take effect before it is sent again. */
    readonly settleMs: number;
}

/** What each door provides. */
export interface ApplicationPorts {
    readonly chat: ChatPort;
    readonly monitoring: MonitoringPort;
    /** Absent: what one person was shown stays as it is. */
    readonly whispers?: Pick<WhispersPort, 'replace'>;
    /** May other nodes change what is stored? Absent: there are none. */
    readonly hasOtherNodes?: () => boolean;
    readonly store: AlertStore;
    /** Absent: nothing is remembered from one start to the next, and nothing is caught up with. */
    readonly watchStore?: WatchStore;
    /** Absent where no stream is set. */
    readonly stream?: EventStreamPort | undefined;
    /** Absent: nobody can subscribe. */
    readonly subscriptions?: SubscriptionStore | undefined;
    /** Absent: what a storm shows is forgotten with the process. */
    readonly storms?: StormStore | undefined;
    /** Absent: what is over and what was handed over is forgotten with the process. */
    readonly shift?: ShiftMemory | undefined;
    readonly audit: AuditLog;
    readonly bulkStore: BulkStore;
    /** Absent for door 1, where nobody can connect. */
    readonly vault?: KeyVault | undefined;
    /** Absent where no names are suggested. */
    readonly members?: MembersPort | undefined;
    /** Absent where nobody types commands. */
    readonly threads?: ThreadsPort | undefined;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    /** The link style of the openITCOCKPIT version found; used when the setting is `auto`. */
    readonly detectedLinkStyle: () => LinkStyle;
    /** Random text of at least 96 bits. */
    readonly nonce: () => string;
    /** Which channels count. Absent for door 1, which adopts nothing: all its posts are its own, or signed. */
    readonly authority?: AuthorityPort;
    /** UUIDs of our notification commands in openITCOCKPIT; absent where none can be in use. */
    readonly ownCommands?: (() => Promise<readonly string[]>) | undefined;
    /** A notification of our command was lost, or they arrive again. */
    readonly onCommandNews?: () => Promise<void>;
    /** Called for every notification that came as a post of a webhook. */
    readonly heard?: (via: Notified['via']) => void;
    /** Called for every state of an object that was read from openITCOCKPIT. */
    readonly hasRead?: () => void;
}

export interface CallsPeople {
    /** What became critical calls at once. @throws AppError when the subscriptions or the store are away: a turn repeats it */
    changed(record: AlertRecord): Promise<void>;
    /** These people and groups were mentioned in a channel: says so if that reaches nobody. @param mentions with `@` */
    mentioned(channelId: string, mentions: readonly string[]): void;
}

/** Everything the use cases share. */
export interface AppContext extends Omit<ApplicationPorts, 'storms' | 'shift' | 'whispers'> {
    readonly settings: AppSettings;
    readonly formatTime: TimeFormat;
    /** Keeps the notifications of one alert in order. */
    readonly alertQueue: KeyedQueue;
    readonly postUpdates: PostUpdates;
    /** Keys of alerts whose last update Mattermost did not accept, and since when it has not, in Unix seconds. */
    readonly unshown: Map<string, number>;
    readonly routing: Routing;
    readonly storms: StormsPort;
    /** What became of problems that are over. */
    readonly history: Pick<History, 'since'>;
    readonly shifts: ShiftStore;
    /** Those that are kept true. */
    readonly lists: Pick<LivingLists, 'shown'>;
    readonly trace: TraceLog;
    readonly latestReadings: LatestReadings;
    readonly names: ObjectNames;
    readonly news: News;
    readonly findings: Findings;
    readonly background: Background;
    /** Whatever asks openITCOCKPIT unbidden takes turns here. */
    readonly upstream: KeyedQueue;
    readonly facts: FactsCache;
    /** Something is waiting for openITCOCKPIT: try again soon. */
    readonly outbox: {later(): void};
    /** An acknowledgement may have got an end, or come to it: look soon. */
    readonly ackEnds: {later(): void};
    /** Do Mattermost's dialogs have an element for a date and a time, as far as is known? */
    readonly hasDialogDates: () => boolean;
    /** Who is called to problems, and whether that reaches them. */
    readonly calls: CallsPeople;
    readonly replayGuard: ReplayGuard;
    readonly identities: Identities;
    /** Recent refusals, by person, alert and action. */
    readonly refusals: ReplayGuard;
    /** An action with the person's own key is under way: what the API key of the settings may edit does not matter. */
    readonly ownKey?: true;
    /** Where the actions of bulk actions report their ends. */
    readonly bulk: BulkNotes;
    /** A bulk action is under way: many objects are read and commanded at once. */
    readonly inBulk?: true;
}

/** The style of links into openITCOCKPIT: that of the setting, or of the version found. */
export const linkStyleOf = ({
    settings,
    detectedLinkStyle,
}: Pick<AppContext, 'settings' | 'detectedLinkStyle'>): LinkStyle =>
    settings.linkStyle === 'auto' ? detectedLinkStyle() : settings.linkStyle;

export const nowSeconds = (context: Pick<AppContext, 'clock'>): number => Math.floor(context.clock.now() / 1000);

/** Now on openITCOCKPIT's clock, by which observations are dated. Unix seconds. */
export const serverSeconds = (context: Pick<AppContext, 'clock' | 'monitoring'>): number =>
    Math.floor(context.clock.now() / 1000 + context.monitoring.clockAhead());
