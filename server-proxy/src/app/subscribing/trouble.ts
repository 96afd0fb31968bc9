import {type Said, says} from '../../domain/texts';
import type {SubscribedChannel} from './channels_port';

/** Why the subscriptions of a channel bring nothing to anybody; undefined: all is well. */
export const troubleOf = (channel: SubscribedChannel | undefined, channelId: string): Said | undefined => {
    if (!channel) {
        return says(({subscribing}) => subscribing.trouble.gone(channelId));
    }
    const address = `~${channel.address}`;
    if (channel.isArchived) {
        return says(({subscribing}) => subscribing.trouble.archived(address));
    }
    return channel.isJoined ? undefined : says(({subscribing}) => subscribing.trouble.notMember(address));
};
