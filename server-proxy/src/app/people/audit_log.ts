import type {ActionKind} from '../../domain/action/action_request';

/** Something that somebody did, or tried to do, in Mattermost. Contains no secrets. */
export interface AuditEntry {
    /** Unix seconds. */
    readonly at: number;
    readonly userId: string;
    readonly username: string;
    /** As openITCOCKPIT shows it. */
    readonly author: string;
    readonly action: AuditedAction;
    /** Key of the alert; of a subscription, `subscription/` and its id. */
    readonly key: string;
    /** Of a subscription, the channel as `team/channel`. */
    readonly hostName: string;
    readonly serviceName?: string;
    /** Of a bulk action, instead of key and names: how many, and the names of as many as there is room for. */
    readonly objects?: string;
    /** `asked`, how it ended (`confirmed`, `elsewhere`, `recovered`, `not_confirmed`, `queued`, `not_sent` …), or `refused`. */
    readonly result: string;
    /** Why, for people; empty when the result says it all. */
    readonly detail: string;
    readonly comment: string;
    /** Empty when the post is not known. */
    readonly postId: string;
    readonly channelId: string;
}

/** What people do to alerts, to whom they belong, and to the subscriptions of channels. */
export type AuditedAction =
    | ActionKind
    | 'hand_over'
    | 'subscribe'
    | 'change_subscription'
    | 'unsubscribe'
    | 'import_subscriptions'
    | 'schedule_handover';

export interface AuditFilter {
    /** Name (in any case) or UUID of a host. */
    readonly host?: string;
    readonly limit: number;
}

/** Who did what, when and with which result. Bounded in size and age; several nodes may write at once. */
export interface AuditLog {
    /** Resolves when the entry is stored. @throws when it cannot be; `audit` of app/people/audit.ts never does */
    record(entry: AuditEntry): Promise<void>;
    /** @returns newest first */
    recent(filter: AuditFilter): Promise<readonly AuditEntry[]>;
}

/**
 * An entry as it was stored. All versions so far store the same fields, and no `version`.
 * @throws for anything else, be it damaged or written by a newer version
 */
export const readAuditEntry = (value: unknown): AuditEntry => {
    if (!isEntry(value)) {
        throw new Error('not an audit entry that this version can read');
    }
    return value;
};

const TEXTS = ['userId', 'username', 'author', 'action', 'key', 'hostName', 'result', 'postId', 'channelId'] as const;

const isEntry = (value: unknown): value is AuditEntry => {
    if (typeof value !== 'object' || value === null || 'version' in value) {
        return false;
    }
    const entry = value as Readonly<Record<string, unknown>>;
    return typeof entry.at === 'number' && TEXTS.every((field) => typeof entry[field] === 'string');
};
