import * as z from 'zod/mini';
import {LIMIT} from './limits';
import {panelCountsSchema} from './panel_counts';
import {HOST_STATES, LOOKS, SERVICE_STATES} from './states';

/** More rows than this are in no answer: the worst are, and it says how many are left out. */
export const MOST_PANEL_ROWS = 5000;
/** What an answer says of output: the first line. */
export const PANEL_OUTPUT = 200;

const text = (max: number) => z.string().check(z.maxLength(max));
const unixSeconds = z.int().check(z.nonnegative(), z.maximum(99_999_999_999));
const key = text(300);
const yes = z.optional(z.boolean());

const postRef = z.object({post_id: text(26), channel_id: text(26)});

const rowSchema = z.object({
    /** Identifies the object across answers; opaque to readers. */
    key,
    host_uuid: text(64),
    host: text(LIMIT.name),
    /** Absent for a problem of a host itself. */
    service: z.optional(text(LIMIT.name)),
    /** When the names were read, so that of two the newer is known. */
    named_at: z.optional(unixSeconds),
    /** Deep link into openITCOCKPIT; empty if no openITCOCKPIT address is configured. */
    url: text(2000),
    state: z.enum([...HOST_STATES, ...SERVICE_STATES]),
    look: z.enum(LOOKS),
    since: z.optional(unixSeconds),
    /** First line, plain text. */
    output: text(PANEL_OUTPUT),
    flapping: yes,
    in_downtime: yes,
    acknowledgement: z.optional(
        z.object({
            author: text(LIMIT.author),
            comment: text(LIMIT.comment + 100),
            at: unixSeconds,
            sticky: z.boolean(),
            /** When it ends by itself; absent: when the problem does. */
            until: z.optional(unixSeconds),
        }),
    ),
    /** A downtime scheduled in Mattermost, running or planned. */
    downtime: z.optional(
        z.object({from: unixSeconds, until: unixSeconds, author: text(LIMIT.author), comment: text(LIMIT.comment)}),
    ),
    /** Something was requested that openITCOCKPIT has not confirmed yet. */
    busy: yes,
    /** Acknowledged, or being acknowledged, by the person who asks. */
    mine: yes,
    /** Its posts, as far as the person may see them. */
    posts: z.array(postRef).check(z.maxLength(100)),
});

export type PanelRow = z.infer<typeof rowSchema>;

const answerSchema = z.object({
    /** To be sent back with the next request, which is then answered with what has changed since. Opaque. */
    revision: text(200),
    /** The rows replace all that were known; otherwise they are added to them. */
    whole: z.boolean(),
    rows: z.array(rowSchema).check(z.maxLength(MOST_PANEL_ROWS)),
    /** Keys of what is no problem any more, or no longer to be seen; only if not `whole`. */
    gone: z.array(key),
    /** How many problems are in no row, because there are too many. */
    left_out: z.int().check(z.nonnegative()),
    counts: panelCountsSchema,
});

export type PanelAnswer = z.infer<typeof answerSchema>;

/** Reads an answer of ROUTE.panel. @returns undefined for an answer this version does not understand */
export const parsePanelAnswer = (value: unknown): PanelAnswer | undefined => {
    const result = answerSchema.safeParse(value);
    return result.success ? result.data : undefined;
};

/** Body of ROUTE.panelActions. */
export interface PanelActionRequest {
    /** Identifies the press, so that it is done once however often it arrives: at most 30 letters and digits. */
    readonly press: string;
    /** At most MOST_PANEL_ROWS. */
    readonly keys: readonly string[];
    readonly action: PanelAction;
}

export type PanelAction =
    | {readonly kind: 'acknowledge'; readonly comment: string}
    | {readonly kind: 'schedule_downtime'; readonly comment: string; readonly minutes: number}
    | {readonly kind: 'recheck'};

const count = z.int().check(z.nonnegative());

const outcomeSchema = z.object({
    /** By which to ask how far it is; empty: nothing was begun. */
    id: text(60),
    /** How many problems it was begun for, and for how many of them it is done: confirmed, or needless by now. */
    objects: count,
    done: count,
    /** Nothing is under way any more. */
    over: z.boolean(),
    /** Why it has to wait, for the person. */
    waits: z.optional(text(LIMIT.message)),
    /** What was not done, each with a sentence for the person. */
    refused: z.array(z.object({key, sentence: text(LIMIT.message)})).check(z.maxLength(MOST_PANEL_ROWS)),
});

export type PanelOutcome = z.infer<typeof outcomeSchema>;

/** Reads an answer of ROUTE.panelActions. @returns undefined for an answer this version does not understand */
export const parsePanelOutcome = (value: unknown): PanelOutcome | undefined => {
    const result = outcomeSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
