import type {ChannelsPort, FoundChannel, NewChannel} from '../../app/setup/channels_port';
import {CHANNEL} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {type GobStruct, type GobValue, gob} from '../../wire';
import {numberOf, stringOf, structOf} from '../../wire/go_values';
import {isMattermostId} from '../channel_directory';
import {unlessMissing} from './unless_missing';

const {bool, int, string, struct} = gob;

const TWO_STRINGS = struct('Z_Args', {A: string, B: string});
const NAMES = struct('Z_Args', {A: string, B: string, C: bool});
const ONE_CHANNEL = struct('Z_Args', {A: CHANNEL});
const PAGE_OF_POSTS = struct('Z_Args', {A: string, B: int, C: int});

const OPEN = 'O';
const SOME_POSTS = 100;

/** ChannelsPort over the plugin API, which checks no permissions: callers have to. */
export class RpcChannels implements ChannelsPort {
    constructor(
        private readonly api: PluginApi,
        private readonly botId: string,
    ) {}

    async findTeam(name: string): Promise<string | undefined> {
        const team = await unlessMissing(this.api.find('GetTeamByName', name));
        return team && numberOf(team.DeleteAt) === 0 ? stringOf(team.Id) : undefined;
    }

    async teamsOf(userId: string): Promise<readonly string[]> {
        const {A} = await this.api.find('GetTeamsForUser', userId);
        return listOf(A)
            .filter((team) => numberOf(team.DeleteAt) === 0)
            .map((team) => stringOf(team.Name));
    }

    async findChannel(channel: string): Promise<FoundChannel | undefined> {
        const [team = '', name = ''] = channel.split('/');
        const found = await unlessMissing(
            isMattermostId(channel)
                ? this.api.find('GetChannel', channel)
                : this.api.call('GetChannelByNameForTeamName', NAMES, {A: team, B: name, C: true}),
        );
        if (!found) {
            return undefined;
        }
        const id = stringOf(found.Id);
        const isArchived = numberOf(found.DeleteAt) > 0;
        return {
            id,
            teamId: stringOf(found.TeamId),
            name: stringOf(found.Name),
            purpose: stringOf(found.Purpose),
            isArchived,
            isJoined: !isArchived && (await this.isMember(id)),
        };
    }

    /** @returns `team/channel`; the id for a channel without a team */
    addressOf(channelId: string): Promise<string> {
        return addressOf(this.api, channelId);
    }

    async createChannel({teamId, name, displayName, purpose, creatorId}: NewChannel): Promise<string> {
        const {A} = await this.api.call('CreateChannel', ONE_CHANNEL, {
            A: {
                TeamId: teamId,
                Type: OPEN,
                Name: name,
                DisplayName: displayName,
                Purpose: purpose,
                CreatorId: creatorId,
            },
        });
        return stringOf(structOf(A).Id);
    }

    async join({id, teamId}: Pick<FoundChannel, 'id' | 'teamId'>): Promise<void> {
        await this.api.call('CreateTeamMember', TWO_STRINGS, {A: teamId, B: this.botId});
        await this.api.call('AddChannelMember', TWO_STRINGS, {A: id, B: this.botId});
    }

    async isWrittenIn(channelId: string): Promise<boolean> {
        const {A} = await this.api.call('GetPostsForChannel', PAGE_OF_POSTS, {A: channelId, B: 0, C: SOME_POSTS});
        const {Posts} = structOf(A);
        const posts = Posts instanceof Map ? [...Posts.values()].map(structOf) : [];
        return posts.length >= SOME_POSTS || posts.some((post) => !stringOf(post.Type).startsWith('system_'));
    }

    async archive(channelId: string): Promise<void> {
        this.api.openChannels.closed(channelId);
        await this.api.find('DeleteChannel', channelId);
    }

    private async isMember(channelId: string): Promise<boolean> {
        const member = this.api.call('GetChannelMember', TWO_STRINGS, {A: channelId, B: this.botId});
        return (await unlessMissing(member)) !== undefined;
    }
}

const listOf = (value: GobValue | undefined): GobStruct[] => (Array.isArray(value) ? value.map(structOf) : []);

/** `RpcChannels.addressOf` */
export const addressOf = async (api: PluginApi, channelId: string): Promise<string> => {
    const channel = structOf((await api.find('GetChannel', channelId)).A);
    const teamId = stringOf(channel.TeamId);
    if (teamId === '') {
        return channelId;
    }
    const team = structOf((await api.find('GetTeam', teamId)).A);
    return `${stringOf(team.Name)}/${stringOf(channel.Name)}`;
};
