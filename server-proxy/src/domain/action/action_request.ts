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
      }
    | {
          readonly kind: 'remove_acknowledgement';
          /** Which one: its `at` in the record. */
          readonly ackAt: number;
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
          /** Those that have not begun as well. */
          readonly planned: boolean;
      }
    | {readonly kind: 'recheck'; readonly hostAndServices: boolean};

export type ActionKind = ActionRequest['kind'];

/** One kind's request. */
export type RequestOf<K extends ActionKind> = Extract<ActionRequest, {kind: K}>;

export interface PendingAction<R extends ActionRequest = ActionRequest> {
    readonly id: string;
    readonly userId: string;
    readonly username: string;
    /** As openITCOCKPIT stores it. */
    readonly author: string;
    /** The post it was asked on: when its alert has another one, it ends. */
    readonly postId: string;
    readonly channelId: string;
    /** Unix seconds. */
    readonly askedAt: number;
    /** Unix seconds; the command may be on its way since. Stored before it is sent, gone when it surely was not. */
    readonly sentAt?: number | undefined;
    /** openITCOCKPIT took the command and never answered: it may execute it at any time, so it is not sent again. */
    readonly hung?: true;
    /** What its strategy saw before the command was sent for the first time, to know what came of it. */
    readonly before?: string;
    /** How often the command was sent. */
    readonly attempts: number;
    /** Set while openITCOCKPIT cannot be reached: why. */
    readonly queuedBecause?: string;
    readonly request: R;
    /** How it ended. It stays until post, thread and person say so. */
    readonly ended?: Ended;
}

/** The end of an action, as people are told it. */
export interface Ended {
    /** confirmed, elsewhere, recovered, not_confirmed, not_sent, replaced, … */
    readonly result: string;
    /** What the person who asked is told; empty = nothing. */
    readonly message: string;
    readonly weight: 'info' | 'warning';
    /** Line for the thread; empty = none. */
    readonly threadLine: string;
}
