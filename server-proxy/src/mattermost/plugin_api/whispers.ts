import type {WhispersPort} from '../../app/subscribing/channels_port';
import type {Clock} from '../../app/telemetry';
import type {PostContent} from '../../domain/post/alert_post';
import {POST} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';

const USER_AND_POST = gob.struct('Z_Args', {A: gob.string, B: POST});

/** WhispersPort over the plugin API: ephemeral posts by our bot. */
export class RpcWhispers implements WhispersPort {
    constructor(
        private readonly api: PluginApi,
        private readonly botId: string,
        private readonly clock: Clock,
    ) {}

    async show(userId: string, channelId: string, {message, props}: PostContent): Promise<void> {
        await this.api.call('SendEphemeralPost', USER_AND_POST, {
            A: userId,
            B: {UserId: this.botId, ChannelId: channelId, Message: message, Props: {...props}},
        });
    }

    async replace(
        userId: string,
        {postId, channelId}: {readonly postId: string; readonly channelId: string},
        {message, props}: PostContent,
    ): Promise<void> {
        await this.api.call('UpdateEphemeralPost', USER_AND_POST, {
            A: userId,
            B: {
                Id: postId,
                UserId: this.botId,
                ChannelId: channelId,
                // Clients sort by it; when it was first shown is not known here.
                CreateAt: this.clock.now(),
                Message: message,
                Props: {...props},
            },
        });
    }
}
