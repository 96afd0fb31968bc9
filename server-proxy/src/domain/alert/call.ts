/** Somebody is to be called to a problem that has its post: because nobody has taken care of it, or it has become critical. */
export interface Call {
    readonly kind: 'escalation' | 'worse';
    /** Ids of the subscriptions that want it. */
    readonly subscriptions: readonly string[];
    /** Of an escalation. */
    readonly afterMinutes?: number;
    /** When it is due, in Unix milliseconds; absent while somebody takes care of the problem. */
    readonly at?: number;
    /** It is being made: stored before Mattermost is asked for it. */
    readonly begun?: BegunCall;
    /** It was made. */
    readonly done?: {readonly at: number; readonly mention: string; readonly channelId: string};
    /** It will not be made: nobody wants it any more, or Mattermost does not take it. */
    readonly dropped?: 'unwanted' | 'refused';
}

export interface BegunCall {
    /** Unix milliseconds. */
    readonly since: number;
    /** By which it is found again; of a further post, that post's. */
    readonly nonce: string;
    /** Where, and whom it mentions. */
    readonly channelId: string;
    readonly mention: string;
    /** It is a post of its own in a further channel; else a line in the thread of the post there. */
    readonly further?: true;
}

/** Not posted, but collected in quiet hours, or told in the list at their end. */
export interface Held {
    /** The end of the quiet hours, in Unix seconds. */
    readonly until: number;
    /** Since when, in Unix milliseconds. */
    readonly since: number;
    /** How bad it was. */
    readonly severity: 'warning' | 'critical';
    /** The list that is being made: its nonce, and since when, in Unix milliseconds. */
    readonly list?: {readonly nonce: string; readonly since: number};
    /** A list has told of it. */
    readonly listed?: true;
}

export const isOver = ({done, dropped}: Call): boolean => done !== undefined || dropped !== undefined;
