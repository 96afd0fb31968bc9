import {AppError} from '../domain/errors';
import {textsOf} from '../domain/texts';
import type {AppContext} from './app_context';
import type {ChatUser} from './ports';

/**
 * Looks the person up and checks that they may act.
 * @throws AppError `forbidden` with the sentence for them
 */
export const allowedUser = async (context: AppContext, userId: string, channelId: string): Promise<ChatUser> => {
    const [user, mayAct] = await Promise.all([context.chat.user(userId), context.chat.mayActIn(userId, channelId)]);
    const texts = textsOf(context.settings.language);
    if (!mayAct) {
        throw new AppError('forbidden', texts.notInChannel);
    }
    if (user.isBot || user.isGuest) {
        throw new AppError('forbidden', texts.botsMayNot);
    }
    const allowed = context.settings.whoMayAcknowledge;
    if (allowed.length > 0 && !allowed.includes(user.username.toLowerCase())) {
        throw new AppError('forbidden', texts.notAllowed);
    }
    return user;
};
