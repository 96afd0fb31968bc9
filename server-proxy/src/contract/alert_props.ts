import * as z from 'zod/mini';
import {LIMIT} from './limits';
import {HOST_STATES, LOOKS, NOTIFICATION_TYPES, SERVICE_STATES} from './states';

/** Bounded, because any user can write post props of any size. */
const text = (max: number) => z.string().check(z.maxLength(max));
const unixSeconds = z.int().check(z.nonnegative(), z.maximum(99_999_999_999));

const monitoredObject = z.object({
    uuid: text(64),
    name: text(LIMIT.name),
    /** Deep link into openITCOCKPIT; empty if no openITCOCKPIT address is configured. */
    url: text(2000),
});

const acknowledgement = z.object({
    author: text(LIMIT.author),
    comment: text(LIMIT.comment + 100),
    /** When it was confirmed or, in the look `acknowledging`, requested. */
    at: unixSeconds,
    sticky: z.boolean(),
    /** Where it was made: through this post, or in openITCOCKPIT itself. */
    via: z.enum(['mattermost', 'openitcockpit']),
    /** On a post of the alert in another channel. */
    elsewhere: z.optional(z.boolean()),
    /** When it is removed again, if the problem is still there; absent: it lasts until then. */
    until: z.optional(unixSeconds),
    /** One sentence: why it is still there although its end has come. */
    not_ended: z.optional(text(1000)),
});

/** Problems that a post names of those that it explains. */
export const MOST_CONSEQUENCES = 5;

/** Actions that can be queued, by their names in the outbox. */
export const QUEUED_ACTIONS = [
    'acknowledge',
    'remove_acknowledgement',
    'schedule_downtime',
    'cancel_downtime',
    'recheck',
    'replace_comment',
] as const;

const queued = z.object({
    action: z.enum(QUEUED_ACTIONS),
    author: text(LIMIT.author),
    /** One sentence: why openITCOCKPIT cannot be reached. */
    because: text(LIMIT.queuedBecause + 10),
});

const underWay = z.object({
    action: z.enum(QUEUED_ACTIONS),
    author: text(LIMIT.author),
    /** How long it waits before openITCOCKPIT is asked, from when the post was written. */
    in_seconds: z.optional(unixSeconds),
});

/** What a problem explains has no posts of its own. */
const consequences = z.object({
    count: z.int().check(z.nonnegative()),
    /** The worst of them. */
    worst: z
        .array(z.object({name: text(LIMIT.name), state: z.enum([...HOST_STATES, ...SERVICE_STATES])}))
        .check(z.maxLength(MOST_CONSEQUENCES)),
});

/**
 * `post.props.oitc_alert`: the alert as the webapp draws it. Written by the handler, read by the webapp, which checks
 * it because any user can write post props.
 */
export const alertPropsSchema = z.object({
    version: z.literal(1),
    /** Identifies the alert across updates of its post: object and problem, opaque to readers. */
    key: text(300),
    kind: z.enum(['host', 'service']),
    host: monitoredObject,
    service: z.optional(monitoredObject),
    state: z.enum([...HOST_STATES, ...SERVICE_STATES]),
    notification_type: z.enum(NOTIFICATION_TYPES),
    look: z.enum(LOOKS),
    /** Start of the problem, if known. */
    since: z.optional(unixSeconds),
    /** End of the problem; in the look `recovered`. */
    recovered_at: z.optional(unixSeconds),
    /** Plugin output, unescaped: the reader must treat it as plain text. */
    output: text(LIMIT.output + 10),
    acknowledgement: z.optional(acknowledgement),
    /** One sentence saying why the last acknowledgement was not confirmed; in the look `not_confirmed`. */
    failure: z.optional(text(1000)),
    /** In the look `not_confirmed`: the acknowledgement was never sent. */
    not_sent: z.optional(z.boolean()),
    /** Actions held back until openITCOCKPIT can be reached again. */
    queued: z.optional(z.array(queued).check(z.maxLength(QUEUED_ACTIONS.length))),
    flapping: z.optional(z.boolean()),
    in_downtime: z.optional(z.boolean()),
    /** A downtime scheduled through this post, running or planned. */
    downtime_from: z.optional(unixSeconds),
    downtime_until: z.optional(unixSeconds),
    downtime_author: z.optional(text(LIMIT.author)),
    downtime_comment: z.optional(text(LIMIT.comment)),
    /** Actions requested but not yet confirmed; those held back are in `queued`. */
    pending: z.optional(z.array(underWay).check(z.maxLength(QUEUED_ACTIONS.length))),
    consequences: z.optional(consequences),
    /** Language of the post's texts; used only for the webapp's fallback. */
    language: z.optional(z.enum(['en', 'de'])),
});

export type AlertProps = z.infer<typeof alertPropsSchema>;
export type AcknowledgementProps = z.infer<typeof acknowledgement>;

/**
 * Reads `post.props.oitc_alert`.
 * @returns the alert, or undefined for props this version does not understand (the reader then falls back to plain text)
 */
export const parseAlertProps = (value: unknown): AlertProps | undefined => {
    const result = alertPropsSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
