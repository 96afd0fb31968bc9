import {LRUCache} from 'lru-cache';
import {atMost} from '../domain/at_most';

const CHANNELS_KEPT = 1000;
/** In case Mattermost has told nobody. */
const TRUSTED_MS = 60_000;
/** Mattermost tells of it just before it archives the channel. */
const BEING_CLOSED_MS = 60_000;

/** Type of the message that Mattermost posts into a channel before it archives it. */
export const CHANNEL_ARCHIVED = 'system_channel_deleted';

/**
 * Channels that are known to be open. Mattermost lets plugins write into archived ones, where nobody would read it, so each has
 * to be looked at first. It tells a plugin when a channel is archived, but only the one on the node that archives it: what is
 * known counts where there is only one node.
 */
export class OpenChannels {
    private isAlone = false;
    private readonly open = new LRUCache<string, true>({...atMost(CHANNELS_KEPT), ttl: TRUSTED_MS});
    private readonly closing = new LRUCache<string, true>({...atMost(CHANNELS_KEPT), ttl: BEING_CLOSED_MS});

    /** There is one node only. */
    alone(): void {
        this.isAlone = true;
    }

    get hasOtherNodes(): boolean {
        return !this.isAlone;
    }

    opened(channelId: string): void {
        if (this.isAlone && !this.closing.has(channelId)) {
            this.open.set(channelId, true);
        }
    }

    closed(channelId: string): void {
        this.open.delete(channelId);
        this.closing.set(channelId, true);
    }

    isOpen(channelId: string): boolean {
        return this.open.has(channelId);
    }
}
