import {type AlertRecord, postOf} from '../../domain/alert/record';
import type {OfferedChannel} from '../../domain/authority_state';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';

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

/**
 * May the buttons of this alert's post act? Those of an unsigned post only where an administrator made the channel an
 * authority; a post taken by an earlier version may be anybody's.
 * @throws AppError `forbidden`
 */
export const requireAuthority = async ({authority}: AppContext, record: AlertRecord): Promise<void> => {
    const {channelId, postId, signed} = postOf(record);
    if (!authority || signed || (await authority.isAuthorised(channelId)) || (await authority.isOurs(postId))) {
        return;
    }
    throw new AppError(
        'forbidden',
        says(({authority}) => authority.channelMayNotAct),
    );
};
