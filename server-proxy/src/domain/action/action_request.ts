import type {AckDetails} from '../alert/ack_details';

/**
 * What somebody asked for in Mattermost and openITCOCKPIT has not confirmed yet: the durable outbox. It lives in the record
 * of its alert, so that accepting it, carrying it out and ending it are each one compare-and-set.
 */

export type ActionRequest =
    | {
          readonly kind: 'acknowledge';
          readonly comment: string;
          readonly sticky: boolean;
          readonly notify: boolean;
          readonly hostAndServices: boolean;
          /** When it is to end, and what *Extend* adds, both in (Unix) seconds; absent: when the problem recovers. */
          readonly until?: number;
          readonly lasts?: number;
      }
    | {
          readonly kind: 'remove_acknowledgement';
          /** Identifies the acknowledgement: its `at` in the record. */
          readonly ackAt: number;
          /** Nobody pressed: its own end has come, which was then. Unix seconds. */
          readonly ends?: number;
      }
    | {
          readonly kind: 'schedule_downtime';
          readonly comment: string;
          /** Unix seconds. */
          readonly start: number;
          readonly end: number;
          readonly hostAndServices: boolean;
      }
    | {
          readonly kind: 'cancel_downtime';
          /** Also those that have not started yet. */
          readonly planned: boolean;
      }
    | {readonly kind: 'recheck'; readonly hostAndServices: boolean}
    | {
          /** A reply in the thread becomes the comment of the acknowledgement that there is. */
          readonly kind: 'replace_comment';
          readonly comment: string;
          /** What stays as it is. */
          readonly ack: Pick<AckDetails, 'at' | 'sticky' | 'until' | 'lasts'>;
      };

export type ActionKind = ActionRequest['kind'];

/** Was it nobody's press, but the end of an acknowledgement? */
export const isEnd = (request: ActionRequest): boolean =>
    request.kind === 'remove_acknowledgement' && request.ends !== undefined;

/** One kind's request. */
export type RequestOf<K extends ActionKind> = Extract<ActionRequest, {kind: K}>;

export interface PendingAction<R extends ActionRequest = ActionRequest> {
    readonly id: string;
    readonly userId: string;
    readonly username: string;
    /** As openITCOCKPIT stores it. */
    readonly author: string;
    /** The post it was requested on: once the alert has another post, the action ends. */
    readonly postId: string;
    readonly channelId: string;
    /** Unix seconds. */
    readonly askedAt: number;
    /** Unix seconds; the command may have been on its way since. Stored before sending, removed if it was certainly not sent. */
    readonly sentAt?: number | undefined;
    /** openITCOCKPIT took the command but never answered: it may still execute it, so it is not sent again. */
    readonly hung?: true;
    /** openITCOCKPIT answered that it took the command: whether it shows is only a matter of reading back. */
    readonly taken?: true;
    /** What its strategy saw before the command was first sent, to tell later what came of it. */
    readonly before?: string;
    /** The command is not sent before then, because openITCOCKPIT would drop it. Unix seconds; kept when that has passed. */
    readonly notBefore?: number;
    /** How long that was from when it was found out, for people. */
    readonly waitSeconds?: number;
    /** How many times the command was sent. */
    readonly attempts: number;
    /** Why openITCOCKPIT cannot be reached; set for as long as that lasts. */
    readonly queuedBecause?: string;
    /** The same in the language of the person, where that is not the channel's. */
    readonly queuedToPerson?: string;
    /** The person was connected when they asked: it is sent with their own API key, or not at all. */
    readonly ownKey?: true;
    /** It is one of many that were asked for at once: sent with the others, and reported by their bulk action. */
    readonly bulk?: BulkMark;
    readonly request: R;
    /** How it ended. Kept until the post, the thread and the person have been told. */
    readonly ended?: Ended;
}

/** Where the end of an action is noted that is one of many: see bulk_action.ts. */
export interface BulkMark {
    readonly id: string;
    readonly part: number;
}

/** The end of an action, as people are told about it. */
export interface Ended {
    /** confirmed, elsewhere, recovered, not_confirmed, not_sent, replaced, … */
    readonly result: string;
    /** What the person who asked is told; empty = nothing. */
    readonly message: string;
    readonly weight: 'info' | 'warning';
    /** Line for the thread; empty = none. */
    readonly threadLine: string;
}
