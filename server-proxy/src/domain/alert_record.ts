import type {Look, State} from '#contract';
import type {Alert} from './alert';
import type {DowntimeDetails} from './downtime';
import type {PendingAction} from './pending_action';

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
}

/** When the notifications of a problem were made that count. Unix seconds on openITCOCKPIT's clock. */
export interface Order {
    /** The oldest notification of the problem. */
    readonly first?: number;
    /** The newest state change that was notified. */
    readonly changed?: number;
    /** A notification said that the problem is over; `alert` is the first that did. */
    readonly ended?: true;
    /** The newest notices that began or ended a downtime, or flapping. */
    readonly downtime?: number;
    readonly flapping?: number;
    /** The newest acknowledgement that was notified. */
    readonly ack?: NotifiedAck;
    /** The newest custom notifications. */
    readonly customs?: readonly Told[];
}

export interface NotifiedAck {
    readonly time?: number;
    /** The state it was given for, and its start. */
    readonly state: State;
    readonly since?: number;
    /** Author and comment. */
    readonly text: string;
}

/** A notice that was passed on, to know it again. */
export interface Told {
    readonly at: number;
    readonly text: string;
}

/** Doctor has openITCOCKPIT send a custom notification about a host. */
export interface ExpectedTest {
    /** Random text in its comment. */
    readonly mark: string;
    /** Unix seconds. */
    readonly until: number;
    readonly arrived?: true;
}

/** What we know about one alert and the post that shows it. */
export interface AlertRecord {
    /** Host and service (see alert_key.ts). */
    readonly key: string;
    /** The newest notification that said something about the problem. */
    readonly alert: Alert;
    readonly look: Look;
    /** Empty until Mattermost told us (a webhook answers no id: the first press tells it). */
    readonly postId: string;
    readonly channelId: string;
    /** Marks this post in its signed action contexts, so that a context moved to another post is refused. */
    readonly nonce: string;
    readonly ack?: AckDetails;
    /** What was asked for here and is not confirmed yet; at most one open of each kind. */
    readonly pending?: readonly PendingAction[];
    /** Sentence for the look `not_confirmed`. */
    readonly failure?: string;
    /** It is not confirmed because it was never sent. */
    readonly notSent?: true;
    readonly since?: number;
    readonly recoveredAt?: number;
    readonly flapping: boolean;
    readonly inDowntime: boolean;
    /** Of this object; only what was scheduled here. */
    readonly downtime?: DowntimeDetails;
    /** A later problem of the object was notified before this one's recovery: it is over, but nobody said since when. */
    readonly superseded?: true;
    /** Since when openITCOCKPIT was asked in vain for the object. Unix seconds. */
    readonly missingSince?: number;
    /** Why nothing more is heard of it, in the look `gone`. */
    readonly gone?: 'deleted' | 'unmonitored';
    /** Somebody deleted its post. */
    readonly postGone?: true;
    /** Key under which the problem before this one is kept, where one is. */
    readonly previous?: string;
    /** What notifications that come late or twice are told by. */
    readonly order?: Order;
    /** Its post is still on its way and does not show this yet. */
    readonly behind?: true;
    /** Test notifications of this host that Doctor waits for; under a key of their own. */
    readonly tests?: readonly ExpectedTest[];
    /** Unix seconds of the last change. */
    readonly updatedAt: number;
}

/** Is there a problem to follow: does its post still have something to tell? */
export const isOpen = ({look}: AlertRecord): boolean => look !== 'recovered' && look !== 'gone' && look !== 'info';

/** Has somebody asked for something that is not carried out yet? */
export const isPending = ({pending}: AlertRecord): boolean => pending !== undefined;
