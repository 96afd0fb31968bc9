import {AppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import type {ChatPort} from '../posts/chat_port';
import type {Clock, Logger} from '../telemetry';
import type {SubscribedChannels} from './channels_port';
import type {PreviewPort} from './preview_port';

/** What it takes to check a draft. */
export interface DraftDeps {
    readonly chat: Pick<ChatPort, 'channelId'>;
    readonly channels: SubscribedChannels;
    /** Absent: nothing is known of what a subscription would see. */
    readonly preview?: PreviewPort | undefined;
    readonly clock: Clock;
    readonly logger: Logger;
}

/**
 * The channel that somebody named: by its id, as `team/channel`, or by its name alone in the team of the channel that
 * subscribes.
 * @throws AppError `mattermost_channel_unknown`
 */
export const channelIdFor = async (
    {chat, channels}: Pick<DraftDeps, 'chat' | 'channels'>,
    fromChannelId: string,
    named: string,
): Promise<string> => {
    const [team = ''] = ((await channels.find(fromChannelId))?.address ?? '').split('/');
    const isWhole = named.includes('/') || /^[a-z0-9]{26}$/.test(named);
    const id = await chat.channelId(isWhole ? named : `${team}/${named}`).catch(() => undefined);
    if (id === undefined || !(await channels.find(id))) {
        throw new AppError(
            'mattermost_channel_unknown',
            says(({subscribing}) => subscribing.may.unknownChannel(named)),
        );
    }
    return id;
};
