import {AppError} from '../../domain/errors';
import {type Language, type Texts, textsOf} from '../../domain/texts';
import type {HealthReport} from '../health/health_monitor';
import type {ChatUser} from '../posts/chat_port';
import type {SetupGuide} from '../setup/guide';
import type {SubscriptionDesk} from '../subscribing/desk';
import type {HandoverSchedules} from '../subscribing/handover_schedules';
import type {SubscriptionListing} from '../subscribing/listing';
import type {Application} from '../use_cases';
import type {ListAnswer} from './living_lists';
import type {NameKind} from './suggest_names';

/** A subcommand of `/openitcockpit`; `index.ts` lists them all. */
export interface Subcommand {
    readonly word: string;
    /** One line of the help, and of Mattermost's autocompletion. */
    readonly help: (texts: Texts['commands'], all: Texts) => string;
    /** The help of another one tells of it. */
    readonly isUnlisted?: true;
    /** What may follow the word. */
    readonly argument?: Argument;
    /** @throws AppError whose sentence is the answer */
    readonly run: (call: CommandCall) => CommandAnswer | Promise<CommandAnswer>;
}

export interface Argument {
    /** Mattermost's autocompletion offers these names. */
    readonly names?: NameKind;
    /** e.g. `[host]` */
    readonly hint: (texts: Texts['commands'], all: Texts) => string;
    readonly help: (texts: Texts['commands'], all: Texts) => string;
    /** What else it offers for what has been typed so far: everything after the word, as it would then be. */
    readonly words?: (rest: string, all: Texts) => readonly {readonly typed: string; readonly help: string}[];
}

/** What was typed, by whom and where. Ids are Mattermost's. */
export interface CommandCall {
    readonly userId: string;
    readonly channelId: string;
    readonly teamId: string;
    /** Empty outside a thread. */
    readonly rootId: string;
    /** Mattermost's permission to open one dialog, for a few seconds. */
    readonly triggerId: string;
    /** What follows the word, with single blanks; as typed, so not to be trusted. */
    readonly args: string;
    /** Mattermost's address; empty when the server does not know its own. */
    readonly siteUrl: string;
    readonly language: Language;
    /** IANA zone of times in texts. */
    readonly timeZone: string;
    readonly health: HealthReport;
    /** Looks up who typed it; absent before the plugin is activated. @throws AppError `mattermost_*` */
    readonly person?: (() => Promise<ChatUser>) | undefined;
    /** Sends the support packet as a direct message. undefined before the plugin is activated. @throws AppError `forbidden` */
    readonly sendSupport: ((userId: string, language: Language) => Promise<void>) | undefined;
    /** undefined while there are no usable settings; see `ready`. */
    readonly application: CommandApplication | undefined;
}

/** The use cases that commands need. */
export type CommandApplication = Pick<
    Application,
    | 'readAudit'
    | 'previewBulk'
    | 'listProblems'
    | 'listAcknowledged'
    | 'showHost'
    | 'showService'
    | 'explain'
    | 'handover'
    | 'handOver'
    | 'report'
    | 'saveTypedWords'
    | 'connect'
    | 'disconnect'
> & {
    readonly setup: SetupGuide;
    /** The details of a host or service as Markdown. @throws AppError `forbidden`, `openitcockpit_*`, `mattermost_*` */
    readonly tellDetails: (
        asker: {readonly userId: string; readonly language: Language},
        typed: string,
    ) => Promise<string>;
    readonly subscribing: {
        readonly desk: SubscriptionDesk;
        readonly listing: SubscriptionListing;
        readonly schedules: HandoverSchedules;
    };
    /** @throws AppError `forbidden`; later failures go into the report */
    readonly startDoctor: (userId: string, language: Language, host: string) => Promise<void>;
};

/** Markdown; or a post for this person alone, with attachments as Mattermost takes them. */
export type CommandAnswer = string | ListAnswer;

/** @throws AppError `misconfigured` while there are no usable settings */
export const ready = ({application, language}: CommandCall): CommandApplication => {
    if (!application) {
        throw new AppError('misconfigured', textsOf(language).commands.notNow);
    }
    return application;
};
