import type {State} from '#contract';
import type {SeenNotice} from './ages';
import type {AlertRecord} from './record';

/** A record as 0.1.0 stored it, where it differs. */
export interface FirstRecord extends Omit<AlertRecord, 'version' | 'posts' | 'ages'> {
    readonly version?: undefined;
    readonly postId: string;
    readonly channelId: string;
    readonly nonce: string;
    readonly behind?: true;
    readonly postGone?: true;
    readonly order?: FirstOrder;
}

export interface FirstOrder {
    readonly first?: number;
    readonly ended?: true;
    readonly downtime?: number;
    readonly flapping?: number;
    readonly ack?: {readonly time?: number; readonly state: State; readonly since?: number; readonly text: string};
    readonly customs?: readonly SeenNotice[];
}
