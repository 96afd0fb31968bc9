import type {ListAnswer} from '../app/commands/living_lists';
import {asAppError} from '../domain/errors';
import {whisper} from '../mattermost/plugin_api/whispers';
import type {RunningApp, RunningAppDeps} from './running_app';

export interface AnswerPlace {
    readonly userId: string;
    readonly channelId: string;
    /** Empty outside a thread. */
    readonly rootId: string;
}

type Deps = Pick<RunningAppDeps, 'api' | 'botId' | 'logger'> & {readonly app: RunningApp | undefined};

/**
 * Shows an answer to the person who typed the command, in an ephemeral post by our bot (what the hook returns comes from “System”); Mattermost keeps what
 * its buttons carry. A list is kept true from then on.
 * @returns what remains to be said: nothing, or a text that could not be shown, or why buttons could not
 */
export const tellAnswer = async (
    {api, botId, logger, app}: Deps,
    place: AnswerPlace,
    answer: ListAnswer,
): Promise<string> => {
    const {userId} = place;
    const {text: message, attachments} = answer;
    try {
        const told = await whisper(api, botId, userId, place, {message, props: {attachments}});
        app?.application.listShown(userId, told, answer);
        return '';
    } catch (error) {
        const known = asAppError(error);
        logger.error('The answer of a command could not be shown', {user: userId, error: known});
        return attachments.length === 0 ? message : known.message;
    }
};
