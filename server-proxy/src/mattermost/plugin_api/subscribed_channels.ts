import type {Reach, SubscribedChannel, SubscribedChannels} from '../../app/subscribing/channels_port';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {boolOf, numberOf, stringOf} from '../../wire/go_values';
import {isMattermostId} from '../channel_directory';
import {RpcChannels} from './channels';
import {unlessMissing} from './unless_missing';

const TWO_STRINGS = gob.struct('Z_Args', {A: gob.string, B: gob.string});

/** SubscribedChannels over the plugin API. */
export class RpcSubscribedChannels implements SubscribedChannels {
    private readonly channels: RpcChannels;

    constructor(
        private readonly api: PluginApi,
        botId: string,
    ) {
        this.channels = new RpcChannels(api, botId);
    }

    async find(channelId: string): Promise<SubscribedChannel | undefined> {
        const found = isMattermostId(channelId) ? await this.channels.findChannel(channelId) : undefined;
        if (!found) {
            return undefined;
        }
        const {id, teamId, isArchived, isJoined} = found;
        // A member of an archived channel is not asked for.
        return {id, teamId, isArchived, isJoined, address: await this.channels.addressOf(id)};
    }

    async isAdministrator(userId: string, channelId: string): Promise<boolean> {
        const member = await unlessMissing(this.api.call('GetChannelMember', TWO_STRINGS, {A: channelId, B: userId}));
        // Where a scheme gives the roles other names, only the flag says it.
        return (
            member !== undefined &&
            (boolOf(member.SchemeAdmin) || stringOf(member.Roles).split(' ').includes('channel_admin'))
        );
    }

    async reach(name: string, channelId: string): Promise<Reach> {
        const user = await unlessMissing(this.api.find('GetUserByUsername', name));
        if (user) {
            const userId = stringOf(user.Id);
            const member = await unlessMissing(
                this.api.call('GetChannelMember', TWO_STRINGS, {A: channelId, B: userId}),
            );
            return member && numberOf(user.DeleteAt) === 0 ? 'reached' : 'outside';
        }
        const group = await unlessMissing(this.api.find('GetGroupByName', name));
        return group && boolOf(group.AllowReference) && numberOf(group.DeleteAt) === 0 ? 'reached' : 'nobody';
    }

    join(channel: Pick<SubscribedChannel, 'id' | 'teamId'>): Promise<void> {
        return this.channels.join(channel);
    }
}
