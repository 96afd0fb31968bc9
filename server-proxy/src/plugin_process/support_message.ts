import {packetName} from '../config/support_packet';
import {asAppError} from '../domain/errors';
import {type Language, textsOf} from '../domain/texts';

import {RpcChat} from '../mattermost/plugin_api/chat';
import {uploadFile} from '../mattermost/plugin_api/upload_file';
import {POST} from '../plugin_api/mattermost_types';
import {gob} from '../wire';
import type {RunningAppDeps} from './running_app';

const ONE_POST = gob.struct('Z_Args', {A: POST});

/** A post holds 16383 characters. */
const PIECE = 15_000;

/** Sends the packet to one person, attached to a direct message, or as text where attachments are switched off. */
export const sendSupportMessage = async (
    {api, botId, clock, logger}: Pick<RunningAppDeps, 'api' | 'botId' | 'clock' | 'logger'>,
    userId: string,
    language: Language,
    packet: string,
): Promise<void> => {
    const ChannelId = await new RpcChat(api, botId, logger).directChannel(userId);
    const say = (Message: string, FileIds: readonly string[] = []) =>
        api.call('CreatePost', ONE_POST, {A: {UserId: botId, ChannelId, Message, FileIds}});
    const texts = textsOf(language).commands;
    let fileId: string;
    try {
        fileId = await uploadFile(api, ChannelId, packetName(clock.now()), Buffer.from(packet));
    } catch (error) {
        logger.warn('The support packet could not be sent as a file', {error: asAppError(error)});
        await say(texts.supportPacket);
        // Three backticks inside would end the block.
        const text = packet.replaceAll('```', "'''");
        for (let from = 0; from < text.length; from += PIECE) {
            await say(`\`\`\`json\n${text.slice(from, from + PIECE)}\n\`\`\``);
        }
        return;
    }
    await say(texts.supportPacket, [fileId]);
};
