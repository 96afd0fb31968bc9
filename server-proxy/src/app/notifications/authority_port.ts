import type {OfferedChannel} from '../../domain/authority_state';

/**
 * A channel is an authority only if an administrator made it one: anybody may make channels and webhooks of their own.
 * All methods throw AppError (`mattermost_*`).
 */
export interface AuthorityPort {
    /** Has an administrator named this channel? */
    isAuthorised(channelId: string): Promise<boolean>;
    /** Did our own account make this post? */
    isOurs(postId: string): Promise<boolean>;
    /** Remembers a channel whose posts do not count, so that set-up can offer it. @returns its address, `team/channel` */
    offer(channel: OfferedChannel): Promise<string>;
}
