import type {Details} from '../app/details/details';
import type {Doctor} from '../app/doctor/doctor';
import type {Question} from '../app/explain/find_object';
import type {HealthReport} from '../app/health/health_monitor';
import type {Watch} from '../app/health/watch';
import type {WebPartWatch} from '../app/health/web_parts';
import type {Panel} from '../app/panel/panel';
import type {ChannelAuthority} from '../app/setup/channel_authority';
import type {SetupGuide} from '../app/setup/guide';
import type {SubscriptionConsole} from '../app/subscribing/console';
import type {SubscriptionDesk} from '../app/subscribing/desk';
import type {Clock, Logger, Metrics} from '../app/telemetry';
import type {Application} from '../app/use_cases';
import type {Language} from '../domain/texts';
import type {WrongTokens} from './wrong_tokens';

export interface HttpDeps {
    readonly application: Application;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly clock: Clock;
    /** Accepted tokens of /api/v1/notifications and /api/v1/heartbeat, and of the whole /api/v1/health. */
    readonly notificationTokens: readonly string[];
    readonly wrongTokens: Pick<WrongTokens, 'slow'>;
    readonly watch: Pick<Watch, 'heartbeat' | 'notified'>;
    readonly health: () => HealthReport;
    /**
     * The caller's Mattermost user id as established by the door, empty if nobody is logged in. Absent for door 1,
     * where signatures identify the user instead.
     */
    readonly userOf?: ((headers: Headers) => string) | undefined;
    /** The language of a person's account, or else that of the settings. Never rejects. */
    readonly languageOf: (userId: string) => Promise<Language>;
    /** For presses of Doctor's test alerts. */
    readonly doctor?: Pick<Doctor, 'answerPress'> | undefined;
    /** For presses in set-up's direct message. Absent for door 1, which has no guided set-up. */
    readonly setup?: Pick<SetupGuide, 'answerPress'> | undefined;
    /** For presses in the direct message about channels. Absent for door 1, which adopts nothing. */
    readonly authority?: Pick<ChannelAuthority, 'answerPress'> | undefined;
    /** For buttons and dialogs by which people subscribe channels. Absent for door 1, whose subscriptions are in a file. */
    readonly subscribing?: Pick<SubscriptionDesk, 'answerPress' | 'submitDialog'> | undefined;
    /** Absent for door 1, which has no System Console. */
    readonly subscriptions?: SubscriptionsAccess | undefined;
    /** Doctor over HTTP. Absent for door 1, which cannot identify administrators. */
    readonly doctorAccess?: DoctorAccess | undefined;
    /** Absent for door 1, which the webapp cannot reach. */
    readonly genuine?: GenuineAccess | undefined;
    /** Absent for door 1, which the webapp cannot reach. */
    readonly webPart?: WebPartAccess | undefined;
    /** Absent for door 1, which the webapp cannot reach. */
    readonly panel?: PanelAccess | undefined;
    /** The support packet over HTTP. Absent for door 2, which has a slash command for it. */
    readonly support?: SupportAccess | undefined;
    /** Explanations over HTTP. Absent for door 2, which has a slash command for them. */
    readonly explain?: ExplainAccess | undefined;
    /** The details of any object as text. Absent for door 2, which has a slash command for them. */
    readonly details?: DetailsAccess | undefined;
    /** Hand-overs and reports over HTTP. Absent for door 2, which has slash commands for them. */
    readonly shift?: ShiftAccess | undefined;
    /** In Prometheus text format; undefined if metrics are off. */
    readonly metricsText?: (() => Promise<{text: string; contentType: string}>) | undefined;
}

export interface DoctorAccess {
    readonly doctor: Pick<Doctor, 'examine'>;
    readonly isAdministrator: (userId: string) => Promise<boolean>;
}

export interface SubscriptionsAccess {
    readonly console: Pick<SubscriptionConsole, 'answer'>;
}

export interface GenuineAccess {
    /** Mattermost id of our account. */
    readonly botId: string;
    /** Is the post our own, or one of a webhook that we have sealed? */
    readonly isGenuine: (postId: string) => Promise<boolean>;
}

export interface WebPartAccess {
    readonly webParts: Pick<WebPartWatch, 'heard' | 'version'>;
    readonly isAdministrator: (userId: string) => Promise<boolean>;
}

export interface PanelAccess {
    readonly panel: Pick<Panel, 'answer' | 'counts'>;
    readonly details: Pick<Details, 'answer' | 'curvesOf'>;
}

export interface SupportAccess {
    /** Accepted tokens. */
    readonly tokens: readonly string[];
    readonly packet: () => Promise<string>;
}

export interface ShiftAccess {
    /** Accepted tokens. */
    readonly tokens: readonly string[];
}

export interface DetailsAccess {
    /** Accepted tokens. */
    readonly tokens: readonly string[];
    /** @returns plain text @throws AppError `openitcockpit_*` */
    readonly tell: (question: Question, language: Language) => Promise<string>;
}

export interface ExplainAccess {
    /** Accepted tokens. */
    readonly tokens: readonly string[];
    /** IANA zone of times in texts. */
    readonly timeZone: string;
    /** Mattermost's address. */
    readonly siteUrl: string;
}
