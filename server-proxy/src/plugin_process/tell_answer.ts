import type {AttachedAnswer} from '../app/commands/command';
import {asAppError} from '../domain/errors';
import {POST} from '../plugin_api/mattermost_types';
import {gob} from '../wire';
import type {RunningAppDeps} from './running_app';

const USER_AND_POST = gob.struct('Z_Args', {A: gob.string, B: POST});

export interface AnswerPlace {
    readonly userId: string;
    readonly channelId: string;
    /** Empty outside a thread. */
    readonly rootId: string;
}

/**
 * Shows an answer to the person who typed the command, in an ephemeral post by our bot (what the hook returns comes from “System”); Mattermost keeps what
 * its buttons carry.
 * @returns what remains to be said: nothing, or a text that could not be shown, or why buttons could not
 */
export const tellAnswer = async (
    {api, botId, logger}: Pick<RunningAppDeps, 'api' | 'botId' | 'logger'>,
    {userId, channelId, rootId}: AnswerPlace,
    {text, attachments}: AttachedAnswer,
): Promise<string> => {
    const post = {UserId: botId, ChannelId: channelId, RootId: rootId, Message: text, Props: {attachments}};
    try {
        await api.call('SendEphemeralPost', USER_AND_POST, {A: userId, B: post});
        return '';
    } catch (error) {
        const known = asAppError(error);
        logger.error('The answer of a command could not be shown', {user: userId, error: known});
        return attachments.length === 0 ? text : known.message;
    }
};
