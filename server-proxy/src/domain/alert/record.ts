import {isHandled, type Look, type State} from '#contract';
import type {PendingAction} from '../action/action_request';
import type {TraceEntry} from '../explain/trace';
import type {Loudness} from '../subscription/subscription';
import type {AckDetails, AckQuestion} from './ack_details';
import type {Ages} from './ages';
import type {Alert} from './alert';
import {isEarlierKey} from './alert_key';
import type {Call, Held} from './call';

/** A downtime that was scheduled here. Times in Unix seconds. */
export interface DowntimeDetails {
    readonly start: number;
    readonly end: number;
    readonly author: string;
    readonly comment: string;
}

/** Doctor has openITCOCKPIT send a custom notification about a host. */
export interface ExpectedTest {
    /** Random text in its comment. */
    readonly mark: string;
    /** Unix seconds. */
    readonly until: number;
    readonly arrived?: true;
}

/** A post that shows the alert. */
export interface AlertPost {
    readonly channelId: string;
    /** Empty until Mattermost tells us (a webhook returns no id; the first press brings it). */
    readonly postId: string;
    /** Marks this post in its signed action contexts, so that a context moved to another post is refused. */
    readonly nonce: string;
    /** Version of what the post has to show; the post is up to date when `shown` equals it. */
    readonly wanted: number;
    readonly shown: number;
    /** Somebody deleted it. */
    readonly gone?: true;
    /** Made through the incoming webhook by our notification command, which signed it. */
    readonly signed?: true;
    /** It is to be made in a further channel: announced when, in Unix milliseconds. Kept when it is there. */
    readonly since?: number;
    /** It was made, but perhaps twice: doubles are looked for from then on. Unix milliseconds. */
    readonly checkAt?: number;
    /** It is in the default channel instead of this one, which was closed to us. */
    readonly insteadOf?: string;
    /** Ids of the subscriptions that wanted it there. */
    readonly subscriptions?: readonly string[];
    /** It is shown in a list there, and has no post of its own: a storm's id, or the key of its cause. */
    readonly listedIn?: string;
    /** Whom it mentions and with which priority it is made; absent: it disturbs nobody. Its updates never do. */
    readonly loud?: Loudness;
    /** It was made because nobody had taken care of the problem for so many minutes. */
    readonly escalatedAfter?: number;
    /** Somebody is to be called as soon as the problem is critical, which it was not when it was posted. */
    readonly callsWhenCritical?: true;
    /** Those who are to be called to it later, or have been. */
    readonly calls?: readonly Call[];
    /** It was not made, but collected or listed. */
    readonly held?: Held;
}

/** What is wrong because of a problem, as its post shows it. */
export interface Consequences {
    readonly count: number;
    /** The worst of them. */
    readonly worst: readonly {readonly name: string; readonly state: State}[];
}

/**
 * A post that is being made, stored before Mattermost is asked for it, in a copy of the record that its alert gets with it:
 * see make_post.ts.
 */
export interface PostIntent {
    /** Key of that record. */
    readonly key: string;
    /** Nonce of the post whose place it takes; its own if it takes none. */
    readonly replaces: string;
    /** The channel that was asked last, as `createPost` takes it. */
    readonly channel: string;
    /** When Mattermost was first asked, in Unix milliseconds. */
    readonly since: number;
    /** It was made, but perhaps twice: doubles are looked for from then on. Unix milliseconds. */
    readonly checkAt?: number;
    /** Nothing is left to do. */
    readonly done?: true;
}

/** In `quiet`: nobody wanted it. */
export const TOLD_NOBODY = 'nobody';

const QUIET_HOURS = 'quiet hours of ';

/** For `quiet`: it is collected in the quiet hours of this subscription, and has no post anywhere. */
export const quietHoursOf = (subscription: string): string => `${QUIET_HOURS}${subscription}`;

/** Is it told to nobody until quiet hours end? */
export const isCollected = ({quiet}: Pick<AlertRecord, 'quiet'>): boolean => quiet?.startsWith(QUIET_HOURS) ?? false;

/** Layout of what is stored; see versions.ts. */
export const RECORD_VERSION = 2;

/** What we know about one alert and the posts that show it. */
export interface AlertRecord {
    readonly version: typeof RECORD_VERSION;
    /** Host and service (see alert_key.ts). */
    readonly key: string;
    /** The one in the alert's own channel comes first; the others are those of further channels that want it. */
    readonly posts: readonly AlertPost[];
    /** The latest that was heard about the problem, whatever the source. */
    readonly alert: Alert;
    readonly ages: Ages;
    readonly look: Look;
    readonly ack?: AckDetails;
    /** The question about the end of its acknowledgement, until what it says is over or decided is shown there. */
    readonly question?: AckQuestion;
    /** What was requested here and is not confirmed yet; at most one open action of each kind. */
    readonly pending?: readonly PendingAction[];
    /** Sentence for the look `not_confirmed`. */
    readonly failure?: string;
    /** It is not confirmed because it was never sent. */
    readonly notSent?: true;
    readonly since?: number;
    readonly recoveredAt?: number;
    readonly flapping: boolean;
    readonly inDowntime: boolean;
    /** This object's downtime, if it was scheduled here. */
    readonly downtime?: DowntimeDetails;
    /** A later problem of the object was notified before this one's recovery: it is over, but it is not known since when. */
    readonly superseded?: true;
    /** Since when openITCOCKPIT has not known the object. Unix seconds. */
    readonly missingSince?: number;
    /** Why nothing more will be heard about it, in the look `gone`. */
    readonly gone?: 'deleted' | 'unmonitored';
    /** It was told in a list, by its nonce, or to nobody, and gets a post of its own when it is notified next. */
    readonly quiet?: string;
    /** Key of the problem that explains this one, which has a post nevertheless: from then on it is quiet. */
    readonly cause?: string;
    /** Problems that this one explains. */
    readonly consequences?: Consequences;
    /** Key under which the previous problem is kept, if there is one. */
    readonly previous?: string;
    /** The post that is being made; under a key of its own. */
    readonly intent?: PostIntent;
    /** Test notifications of this host that Doctor waits for; under a key of their own. */
    readonly tests?: readonly ExpectedTest[];
    /** What happened to the alert last, for explanations: see app/explain/traced_store.ts. */
    readonly trace?: readonly TraceEntry[];
    /** Unix seconds of the last change. */
    readonly updatedAt: number;
}

/** Is there a problem to follow: can its post still change? */
export const isOpen = ({look}: Pick<AlertRecord, 'look'>): boolean =>
    look !== 'recovered' && look !== 'gone' && look !== 'info';

/** Has somebody requested something that has not been carried out yet? */
export const isPending = ({pending}: AlertRecord): boolean => pending !== undefined;

/** It may have been closed by mistake, so it is compared with openITCOCKPIT for this long afterwards. */
const FOLLOWED_SECONDS = 86_400;

/** Is it compared with openITCOCKPIT: is it the object's newest problem, open or closed within the last day? */
export const isFollowed = (record: AlertRecord, nowSeconds: number): boolean =>
    record.look !== 'info' &&
    !isEarlierKey(record.key) &&
    (isOpen(record) || record.updatedAt > nowSeconds - FOLLOWED_SECONDS);

const NO_POST: AlertPost = {channelId: '', postId: '', nonce: '', wanted: 0, shown: 0};

export const postOf = ({posts: [post = NO_POST]}: Pick<AlertRecord, 'posts'>): AlertPost => post;

/** With this post in the place of the first. */
export const withPost = <R extends AlertRecord>(record: R, post: AlertPost): R => ({
    ...record,
    posts: [post, ...record.posts.slice(1)],
});

type Holder = Pick<AlertRecord, 'posts'>;

/** The record as it is seen on one of its posts: that one comes first. @returns undefined when it has no such post */
export const seenOn = <R extends Holder>(record: R, isIt: (post: AlertPost) => boolean): R | undefined => {
    const post = record.posts.find(isIt);
    if (!post) {
        return undefined;
    }
    return post === record.posts[0]
        ? record
        : {...record, posts: [post, ...record.posts.filter((other) => other !== post)]};
};

/** With one of its posts changed, in its place. */
export const changingPost = <R extends Holder>(
    record: R,
    isIt: (post: AlertPost) => boolean,
    change: (post: AlertPost) => AlertPost,
): R => ({...record, posts: record.posts.map((post) => (isIt(post) ? change(post) : post))});

export const hasPost = ({posts}: Holder, postId: string): boolean => posts.some((post) => post.postId === postId);

/** Does Mattermost have it, as far as is known? */
export const isThere = ({postId, gone}: AlertPost): boolean => postId !== '' && !gone;

/** Is it still to be made, in a further channel? */
export const isAnnounced = ({postId, since, gone}: AlertPost): boolean => postId === '' && since !== undefined && !gone;

/** Is it shown in a list there, instead of a post? */
export const isListed = ({postId, listedIn, gone}: AlertPost): boolean =>
    postId === '' && listedIn !== undefined && !gone;

/** Is there a post that does not show what it should yet? */
export const isBehind = ({posts}: AlertRecord): boolean =>
    posts.some(
        (post) => post.wanted !== post.shown && !post.gone && !post.held && !isAnnounced(post) && !isListed(post),
    );

/** Is there something to do in Mattermost: a post that is behind, or one that is still to be made or looked for? */
export const isUnshown = (record: AlertRecord): boolean => {
    if (record.intent) {
        return !record.intent.done;
    }
    return record.posts.some(
        (post) => isAnnounced(post) || (isThere(post) && (post.wanted !== post.shown || post.checkAt !== undefined)),
    );
};

/** Does an acknowledgement here have an end to come, or a question about one that still has to show what became of it? */
export const isEnding = ({look, ack, question}: Pick<AlertRecord, 'look' | 'ack' | 'question'>): boolean =>
    question !== undefined || (look === 'acknowledged' && ack?.until !== undefined && !ack.notEnded?.leftToChannel);

/** Is it a problem that nobody takes care of? Who has asked to acknowledge it does, until that fails. */
export const isUnhandled = (record: Pick<AlertRecord, 'look' | 'inDowntime'>): boolean =>
    isOpen(record) && record.look !== 'acknowledging' && !isHandled(record.look, record.inDowntime);

/** May stores forget it at once? */
export const isSpent = ({intent}: AlertRecord): boolean => intent?.done === true;

/** A record that has served its purpose. */
export const spent = (record: AlertRecord): AlertRecord => ({
    ...record,
    intent: {key: record.key, replaces: '', channel: '', since: 0, done: true},
});
