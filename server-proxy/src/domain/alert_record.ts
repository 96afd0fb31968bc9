import type {Look} from '#contract';
import type {Alert} from './alert';
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
    readonly since?: number;
    readonly recoveredAt?: number;
    readonly flapping: boolean;
    readonly inDowntime: boolean;
    /** Its post is still on its way and does not show this yet. */
    readonly behind?: true;
    /** Unix seconds of the last change. */
    readonly updatedAt: number;
}

/** Is there a problem to follow: does its post still have something to tell? */
export const isOpen = ({look}: AlertRecord): boolean => look !== 'recovered' && look !== 'info';

/** Has somebody asked for something that is not carried out yet? */
export const isPending = ({look}: AlertRecord): boolean => look === 'acknowledging';
