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
    /** Who has taken the problem over since; absent: it is theirs who acknowledged it. */
    readonly handedTo?: NewOwner;
}

export interface NewOwner {
    /** Mattermost user id. */
    readonly userId: string;
    readonly username: string;
    /** As `author` of the acknowledgement. */
    readonly author: string;
    /** Unix seconds. */
    readonly at: number;
}

/** Mattermost user id of the person whose problem it is; empty: of nobody who is known here. */
export const ownerOf = ({userId, handedTo}: Pick<AckDetails, 'userId' | 'handedTo'>): string =>
    handedTo?.userId ?? userId;

/** Since when it is theirs. Unix seconds. */
export const ownedSince = ({at, handedTo}: Pick<AckDetails, 'at' | 'handedTo'>): number => handedTo?.at ?? at;

/** Who acknowledged it, and who has it now: `Jane Roe (@jane) → Bob Poe (@bob)`. */
export const holderOf = ({author, userId, handedTo}: Pick<AckDetails, 'author' | 'userId' | 'handedTo'>): string =>
    handedTo && handedTo.userId !== userId ? `${author} → ${handedTo.author}` : author;

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
