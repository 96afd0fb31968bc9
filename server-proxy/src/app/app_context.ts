import type {AckDefaults} from '../domain/ack_dialog';
import type {LinkStyle} from '../domain/links';
import type {Language} from '../domain/texts';
import type {Background} from './background';
import type {KeyedQueue} from './keyed_queue';
import type {AlertStore, AuditLog, ChatPort, Clock, Logger, Metrics, MonitoringPort} from './ports';
import type {ReplayGuard} from './replay_guard';

/** Settings as the use cases need them. Times in milliseconds. */
export interface AppSettings {
    readonly twoWay: boolean;
    readonly openitcockpitUrl: string;
    readonly linkStyle: LinkStyle | 'auto';
    readonly language: Language;
    readonly emojis: boolean;
    readonly timeZone: string;
    readonly quickReasons: readonly string[];
    readonly ackDefaults: AckDefaults;
    /** Mattermost user names, lower case; empty = everybody. */
    readonly whoMayAcknowledge: readonly string[];
    readonly defaultChannel: string;
    /** The first signs, all are accepted. */
    readonly signingSecrets: readonly [string, ...string[]];
    readonly actionsUrl: string;
    readonly dialogsUrl: string;
    readonly readBack: ReadBack;
    readonly connection: ConnectionWays;
}

/** How openITCOCKPIT is reached, as far as a person is told. */
export interface ConnectionWays {
    readonly viaProxy: boolean;
    readonly verifiesTls: boolean;
}

/** How long and how often an acknowledgement is looked for. Measured on openITCOCKPIT: visible after 1.2 to 3.9 s. */
export interface ReadBack {
    readonly deadlineMs: number;
    readonly firstDelayMs: number;
    readonly maxDelayMs: number;
    /** After a restart: how long an earlier command may still be on its way before it is sent again. */
    readonly settleMs: number;
}

/** What a door hands in. */
export interface ApplicationPorts {
    readonly chat: ChatPort;
    readonly monitoring: MonitoringPort;
    readonly store: AlertStore;
    readonly audit: AuditLog;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly metrics: Metrics;
    /** The link style of the openITCOCKPIT version found; used when the setting is `auto`. */
    readonly detectedLinkStyle: () => LinkStyle;
    /** Random text of at least 96 bits. */
    readonly nonce: () => string;
}

/** Everything the use cases share. */
export interface AppContext extends ApplicationPorts {
    readonly settings: AppSettings;
    /** Notifications of one alert, in order. */
    readonly alertQueue: KeyedQueue;
    /** Updates of one post, in order. */
    readonly postQueue: KeyedQueue;
    readonly background: Background;
    readonly replayGuard: ReplayGuard;
}

export const nowSeconds = (context: Pick<AppContext, 'clock'>): number => Math.floor(context.clock.now() / 1000);
