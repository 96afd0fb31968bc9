import * as z from 'zod/mini';

/** Many problems at once in one channel: those beyond the first few share one post. Times in Unix seconds. */
export interface Storm {
    /** Also in `listedIn` of its problems' posts, and the nonce by which its own post is found again. */
    readonly id: string;
    readonly channelId: string;
    /** Where its post was made instead, because the channel is closed to us. */
    readonly insteadIn?: string | undefined;
    /** Empty until Mattermost has made its post. */
    readonly postId: string;
    /** Mattermost was asked for its post, when in Unix milliseconds: it may be there although nobody heard so. */
    readonly askedAt?: number | undefined;
    /** It was made, but perhaps twice: doubles are looked for from then on. Unix milliseconds. */
    readonly checkAt?: number | undefined;
    /** How often its post had to be made again, because somebody deleted it. */
    readonly again: number;
    readonly since: number;
    /** When the last problem was added. */
    readonly lastNewAt: number;
    /** All problems that ever were in it, and how many of them got a post of their own in the end. */
    readonly total: number;
    readonly moved: number;
    /** Nothing more is added. */
    readonly overAt?: number | undefined;
    /** The last time somebody acknowledged all of it. */
    readonly pressed?: {readonly username: string; readonly at: number; readonly count: number} | undefined;
}

/** Those of all channels that still have something to show. */
export interface Storms {
    readonly version: 1;
    readonly storms: readonly Storm[];
}

export const NO_STORMS: Storms = {version: 1, storms: []};

const STORM_PREFIX = 'storm/';

export const stormId = (nonce: string): string => `${STORM_PREFIX}${nonce}`;

/** Otherwise the list is of what a problem explains. */
export const isStormId = (list: string): boolean => list.startsWith(STORM_PREFIX);

/** No more are kept: the oldest make room. Their problems get posts of their own. */
const MOST_STORMS = 500;

/** Does it still take problems? */
export const isOn = ({overAt}: Storm): boolean => overAt === undefined;

export const stormIn = ({storms}: Storms, channelId: string): Storm | undefined =>
    storms.find((storm) => storm.channelId === channelId && isOn(storm));

/** Unless one is on in its channel. */
export const withStorm = (state: Storms, storm: Storm): Storms =>
    stormIn(state, storm.channelId) ? state : {...state, storms: [...state.storms, storm].slice(-MOST_STORMS)};

/** With one of them changed. */
export const changingStorm = (state: Storms, id: string, change: (storm: Storm) => Storm): Storms => ({
    ...state,
    storms: state.storms.map((storm) => (storm.id === id ? change(storm) : storm)),
});

export const withoutStorm = (state: Storms, id: string): Storms => ({
    ...state,
    storms: state.storms.filter((storm) => storm.id !== id),
});

const number = z.number();

const STORED = z.looseObject({
    version: z.literal(1),
    storms: z.array(
        z.looseObject({
            id: z.string(),
            channelId: z.string(),
            postId: z.string(),
            again: number,
            since: number,
            lastNewAt: number,
            total: number,
            moved: number,
            overAt: z.optional(number),
        }),
    ),
});

/**
 * @param text JSON; undefined: nothing is stored yet
 * @throws for what is damaged, or written by a newer version: it must be set aside, not overwritten
 */
export const readStorms = (text: string | undefined): Storms =>
    text === undefined ? NO_STORMS : (STORED.parse(JSON.parse(text)) as Storms);
