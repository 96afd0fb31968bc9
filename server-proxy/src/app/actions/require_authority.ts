import {type AlertRecord, postOf} from '../../domain/alert/record';
import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';

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
