import {asAppError} from '../../domain/errors';
import {type TimeFormat, timeFormat} from '../../domain/post/alert_post';
import type {Language} from '../../domain/texts';
import {isTimeZone} from '../../domain/zoned_time';
import type {ChatPort} from '../posts/chat_port';
import type {Logger} from '../telemetry';

interface ReadingStyle {
    readonly language: Language;
    readonly formatTime: TimeFormat;
}

/** The language and the time zone of a person's account, or else those of the settings. Never rejects. */
export const readingStyleOf = async (
    {chat, logger}: {readonly chat: Pick<ChatPort, 'user'>; readonly logger: Logger},
    userId: string,
    otherwise: {readonly language: Language; readonly timeZone: string},
): Promise<ReadingStyle> => {
    try {
        const {language = otherwise.language, timeZone} = await chat.user(userId);
        return {language, formatTime: timeFormat(language, isTimeZone(timeZone) ? timeZone : otherwise.timeZone)};
    } catch (error) {
        logger.warn('The language and time zone of a person are not known', {user: userId, error: asAppError(error)});
        return {language: otherwise.language, formatTime: timeFormat(otherwise.language, otherwise.timeZone)};
    }
};
