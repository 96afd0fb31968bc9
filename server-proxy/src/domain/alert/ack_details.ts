/** Who acknowledged (or is acknowledging) the problem, and with what. */
export interface AckDetails {
    readonly author: string;
    readonly comment: string;
    readonly sticky: boolean;
    readonly notify: boolean;
    readonly hostAndServices: boolean;
    /** Mattermost user id of the person; empty when the acknowledgement was made elsewhere. */
    readonly userId: string;
    readonly username: string;
    /** Unix seconds: asked for, then confirmed. */
    readonly at: number;
    readonly via: 'mattermost' | 'openitcockpit';
    /** The post on which it was asked for. */
    readonly postId?: string;
    /** When it is to be removed again, if the problem is still there. Unix seconds on our clock; absent: it lasts until then. */
    readonly until?: number;
    /** What *Extend* adds, in seconds; with `until`. */
    readonly lasts?: number;
    /** It was given with the person's own API key, so only that key may remove it unbidden. */
    readonly ownKey?: true;
    /** Its end has come, and it could not be removed. */
    readonly notEnded?: NotEnded;
}

export interface NotEnded {
    /** Why, for the channel. */
    readonly because: string;
    /** Unix seconds of the last attempt. */
    readonly at: number;
    readonly attempts: number;
    /** Nothing but a press removes it now. */
    readonly leftToChannel?: true;
}

/** The direct message that asks a person whether their acknowledgement is to go on. Stored before it is sent. */
export interface AckQuestion {
    readonly userId: string;
    /** Which acknowledgement, and which end: `at` and `until` of it. */
    readonly ackAt: number;
    readonly until: number;
    /** By which its post is found again. */
    readonly mark: string;
    /** When Mattermost was first and last asked to post it. Unix seconds. */
    readonly firstTriedAt: number;
    readonly triedAt: number;
    /** Once Mattermost has told. */
    readonly postId?: string;
    readonly decided?: 'extended' | 'released' | 'ended';
    /** The end that was decided on. */
    readonly extendedTo?: number;
}
