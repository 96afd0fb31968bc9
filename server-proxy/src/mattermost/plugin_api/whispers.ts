import type {PostRef, ToldPost} from '../../app/posts/chat_port';
import type {WhispersPort} from '../../app/subscribing/channels_port';
import type {Clock} from '../../app/telemetry';
import type {PostContent} from '../../domain/post/alert_post';
import {POST} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {numberOf, stringOf, structOf} from '../../wire/go_values';

const USER_AND_POST = gob.struct('Z_Args', {A: gob.string, B: POST});

/** WhispersPort over the plugin API: ephemeral posts by our bot. */
export class RpcWhispers implements WhispersPort {
    constructor(
        private readonly api: PluginApi,
        private readonly botId: string,
        private readonly clock: Clock,
    ) {}

    async show(userId: string, channelId: string, content: PostContent): Promise<void> {
        await whisper(this.api, this.botId, userId, {channelId, rootId: ''}, content);
    }

    async replace(
        userId: string,
        {postId, channelId, rootId = '', createdAt}: PostRef & Partial<ToldPost>,
        {message, props}: PostContent,
    ): Promise<void> {
        await this.api.call('UpdateEphemeralPost', USER_AND_POST, {
            A: userId,
            B: {
                Id: postId,
                UserId: this.botId,
                ChannelId: channelId,
                RootId: rootId,
                // Clients sort by it; after a press, when it was first shown is not known.
                CreateAt: createdAt ?? this.clock.now(),
                Message: message,
                Props: {...props},
            },
        });
    }
}

/** Shows a post by our bot to one person only. @throws AppError `mattermost_*` */
export const whisper = async (
    api: PluginApi,
    botId: string,
    userId: string,
    {channelId, rootId}: Pick<ToldPost, 'channelId' | 'rootId'>,
    {message, props}: Pick<PostContent, 'message' | 'props'>,
): Promise<ToldPost> => {
    const {A} = await api.call('SendEphemeralPost', USER_AND_POST, {
        A: userId,
        B: {UserId: botId, ChannelId: channelId, RootId: rootId, Message: message, Props: {...props}},
    });
    const {Id, CreateAt} = structOf(A);
    return {postId: stringOf(Id), createdAt: numberOf(CreateAt), channelId, rootId};
};
