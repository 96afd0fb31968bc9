import {asAppError} from '../../domain/errors';
import type {Language} from '../../domain/texts';
import type {ChatPort} from '../posts/chat_port';
import type {Logger} from '../telemetry';

/** The language of a person's account, or `otherwise` where that is none of ours or Mattermost does not tell. */
export const languageOf = async (
    {chat, logger}: {readonly chat: Pick<ChatPort, 'user'>; readonly logger: Logger},
    userId: string,
    otherwise: Language,
): Promise<Language> => {
    try {
        return (await chat.user(userId)).language ?? otherwise;
    } catch (error) {
        logger.warn('The language of a person is not known', {user: userId, error: asAppError(error)});
        return otherwise;
    }
};
