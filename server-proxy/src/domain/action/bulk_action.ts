import * as z from 'zod/mini';
import type {RequestOf} from './action_request';

/**
 * One press for many objects: what was asked for, by whom, and how it ended for each of them. It is stored apart from the
 * records of the objects, in parts, so that the end of one object does not rewrite all.
 */
export type BulkRequest =
    | Omit<RequestOf<'acknowledge'>, 'hostAndServices'>
    | Omit<RequestOf<'schedule_downtime'>, 'hostAndServices'>
    | {readonly kind: 'remove_acknowledgement'}
    | {readonly kind: 'recheck'};

export type BulkKind = BulkRequest['kind'];

/** Most objects of one bulk action. */
export const MOST_OBJECTS = 5000;
/** openITCOCKPIT takes any number of commands in a request; these take it about a second. Also the size of a part. */
export const BULK_SIZE = 200;

/** Layout of what is stored. */
const BULK_VERSION = 1;

export interface BulkPerson {
    readonly userId: string;
    readonly username: string;
    /** As openITCOCKPIT stores it. */
    readonly author: string;
    readonly ownKey?: true;
}

/** The head of a bulk action. Times in Unix seconds. */
export interface BulkAction {
    readonly version: typeof BULK_VERSION;
    readonly id: string;
    readonly kind: BulkKind;
    /** How many objects, hosts and parts it has. */
    readonly objects: number;
    readonly hosts: number;
    readonly parts: number;
    /** Where it is shown: the channel's id or `team/channel`, and the post, once there is one. */
    readonly channel: string;
    readonly postId?: string;
    /** The post belongs to somebody else (a storm's, for example), who shows the progress in it. */
    readonly isGuest?: true;
    /** Of what was shown to somebody who may confirm it: identifies it, as each person has one at a time. */
    readonly nonce?: string;
    /** Absent: it has only been shown, and nobody has confirmed it. */
    readonly asked?: {readonly request: BulkRequest; readonly by: BulkPerson; readonly at: number};
    /** Why openITCOCKPIT cannot be reached, for people. */
    readonly waits?: string;
    /** Every object has ended. */
    readonly endedAt?: number;
    /** And everybody has been told. */
    readonly told?: true;
    /** It tries again what another one did not get confirmed: how many the first one had, and how many are done. */
    readonly before?: {readonly objects: number; readonly done: number};
}

/** One object of it, and how it ended. */
export interface BulkObject {
    /** As the alert's key. */
    readonly key: string;
    readonly hostName: string;
    readonly serviceName?: string;
    /** As its action ended (see `Ended`), or `refused`; absent: not yet. */
    readonly result?: string;
    /** Why, for the person who asked; also who was faster. */
    readonly why?: string;
}

export interface BulkPart {
    readonly version: typeof BULK_VERSION;
    readonly objects: readonly BulkObject[];
}

const HEAD = z.looseObject({
    version: z.literal(BULK_VERSION),
    id: z.string(),
    kind: z.string(),
    objects: z.number(),
    parts: z.number(),
    channel: z.string(),
});

const PART = z.looseObject({
    version: z.literal(BULK_VERSION),
    objects: z.array(z.looseObject({key: z.string(), hostName: z.string()})),
});

const OPEN = z.array(z.string());

/** @throws for what is damaged, or written by a newer version: it must be set aside, not overwritten */
export const readBulkDocument = (value: unknown): BulkAction | BulkPart | readonly string[] => {
    for (const schema of [HEAD, PART, OPEN]) {
        if (schema.safeParse(value).success) {
            return value as BulkAction | BulkPart | readonly string[];
        }
    }
    throw new Error('not a bulk action that this version can read');
};

export const newBulkAction = (
    made: Pick<BulkAction, 'id' | 'kind' | 'channel' | 'nonce' | 'asked' | 'postId' | 'isGuest' | 'before'>,
    objects: readonly BulkObject[],
): {readonly head: BulkAction; readonly parts: readonly BulkPart[]} => {
    const parts = Array.from({length: Math.ceil(objects.length / BULK_SIZE)}, (_, at) => ({
        version: BULK_VERSION as typeof BULK_VERSION,
        objects: objects.slice(at * BULK_SIZE, (at + 1) * BULK_SIZE),
    }));
    const hosts = new Set(objects.map(({hostName}) => hostName)).size;
    return {head: {version: BULK_VERSION, ...made, objects: objects.length, hosts, parts: parts.length}, parts};
};

/** Somebody else did it, or there is nothing left to do: as good as done. */
const DONE: ReadonlySet<string> = new Set(['confirmed', 'partly', 'elsewhere', 'recovered', 'removed', 'gone']);

/** Confirmed by openITCOCKPIT, or needless. */
export const isDone = ({result}: BulkObject): boolean => result !== undefined && DONE.has(result);

export const hasFailed = (object: BulkObject): boolean => object.result !== undefined && !isDone(object);

export const isLeft = ({result}: BulkObject): boolean => result === undefined;

/** `web01/Ping`, or `web01`. */
export const bulkObjectName = ({hostName, serviceName}: Omit<BulkObject, 'key'>): string =>
    serviceName === undefined ? hostName : `${hostName}/${serviceName}`;

/** Names for the audit, cut to `max` characters: the number comes first. */
export const namesOf = (objects: readonly BulkObject[], max: number): string => {
    const names: string[] = [];
    let length = 0;
    for (const object of objects) {
        const name = bulkObjectName(object);
        length += name.length + 2;
        if (length > max) {
            break;
        }
        names.push(name);
    }
    const left = objects.length - names.length;
    return `${objects.length}: ${names.join(', ')}${left > 0 ? ` … (+${left})` : ''}`;
};
