import {gob} from '../../../server-proxy/src/wire';
import {boolOf, numberOf, stringOf, structOf} from '../../../server-proxy/src/wire/go_values';
import {ApiError} from '../mattermost/api_error';
import type {Channel, Team} from '../mattermost/model';
import type {DoubleServer} from '../mattermost/server';
import {call, order, type RpcMethod} from './calls';
import {goPost} from './go_posts';
import {CHANNEL, CHANNEL_MEMBER, POST_LIST, TEAM, TEAM_MEMBER} from './go_types';

export const channelCalls = (server: DoubleServer): Record<string, RpcMethod> => {
    const {directory} = server;
    return {
        GetTeamByName: call(TEAM, 'GetTeamByName', ({A}) => goTeam(namedTeam(server, stringOf(A)))),
        GetTeam: call(TEAM, 'GetTeam', ({A}) => goTeam(directory.team(stringOf(A)))),
        GetTeamsForUser: call(gob.slice(TEAM), 'GetTeamsForUser', ({A}) =>
            [...directory.teams.values()].filter(({members}) => members.has(stringOf(A))).map(goTeam),
        ),
        CreateTeamMember: call(TEAM_MEMBER, 'AddTeamMember', ({A, B}) => {
            const [teamId, userId] = [stringOf(A), stringOf(B)];
            directory.joinTeam(teamId, directory.user(userId).id);
            return {TeamId: teamId, UserId: userId};
        }),
        GetChannel: call(CHANNEL, 'GetChannel', ({A}) => goChannel(directory.channel(stringOf(A)))),
        GetDirectChannel: call(CHANNEL, 'GetDirectChannel', ({A, B}) =>
            goChannel(directory.directChannel(stringOf(A), stringOf(B))),
        ),
        GetChannelByNameForTeamName: call(CHANNEL, 'GetChannelByNameForTeamName', ({A, B, C}) => {
            const channel = directory.channelByName(namedTeam(server, stringOf(A)).id, stringOf(B));
            if (!channel || (channel.deleteAt > 0 && !boolOf(C))) {
                throw new ApiError(404, 'app.channel.get_by_name.missing.app_error', 'Channel does not exist.');
            }
            return goChannel(channel);
        }),
        CreateChannel: call(CHANNEL, 'CreateChannel', ({A}) => {
            const wanted = structOf(A);
            const channel = directory.addChannel({
                teamId: directory.team(stringOf(wanted.TeamId)).id,
                name: stringOf(wanted.Name),
                displayName: stringOf(wanted.DisplayName),
                purpose: stringOf(wanted.Purpose),
                type: stringOf(wanted.Type) === 'P' ? 'P' : 'O',
                creatorId: stringOf(wanted.CreatorId),
            });
            // A channel created by a plugin has no members, not even its creator.
            channel.members.clear();
            return goChannel(channel);
        }),
        GetChannelMember: call(CHANNEL_MEMBER, 'GetChannelMember', ({A, B}) => {
            if (!directory.channel(stringOf(A)).members.has(stringOf(B))) {
                throw new ApiError(404, 'app.channel.get_member.missing.app_error', 'No channel member found.');
            }
            // Whoever makes a channel is its administrator.
            const isAdmin = directory.channel(stringOf(A)).creatorId === stringOf(B);
            return {
                ChannelId: stringOf(A),
                UserId: stringOf(B),
                Roles: isAdmin ? 'channel_user channel_admin' : 'channel_user',
                SchemeUser: true,
                SchemeAdmin: isAdmin,
            };
        }),
        AddChannelMember: call(CHANNEL_MEMBER, 'AddChannelMember', async ({A, B}) => {
            const channel = directory.channel(stringOf(A));
            const user = directory.user(stringOf(B));
            if (!directory.team(channel.teamId).members.has(user.id)) {
                throw new ApiError(404, 'app.team.get_member.missing.app_error', 'No team member found.');
            }
            if (!channel.members.has(user.id)) {
                channel.members.add(user.id);
                const message = `${user.username} joined the channel.`;
                await server.posts.create({userId: user.id, channel, message, type: 'system_join_channel'});
            }
            return {ChannelId: channel.id, UserId: user.id};
        }),
        GetPostsForChannel: call(POST_LIST, 'GetPostsPage', ({A, B, C}) => {
            const posts = directory
                .channel(stringOf(A))
                .postIds.map((id) => server.posts.find(id))
                .filter((post) => post !== undefined && post.delete_at === 0)
                .reverse()
                .slice(numberOf(B) * numberOf(C), (numberOf(B) + 1) * numberOf(C))
                .map((post) => goPost(post as NonNullable<typeof post>));
            return {Order: posts.map(({Id}) => Id), Posts: new Map(posts.map((post) => [post.Id, post]))};
        }),
        GetPostsSince: call(POST_LIST, 'GetPostsSince', ({A, B}) => {
            const posts = server.posts.since(directory.channel(stringOf(A)), numberOf(B)).map(goPost);
            return {Order: posts.map(({Id}) => Id), Posts: new Map(posts.map((post) => [post.Id, post]))};
        }),
        DeleteChannel: order('deleteChannel', async ({A}) => {
            const channel = directory.channel(stringOf(A));
            if (channel.deleteAt > 0) {
                throw new ApiError(
                    400,
                    'api.channel.delete_channel.deleted.app_error',
                    'The channel has been archived.',
                );
            }
            const [admin] = [...directory.users.values()].filter(({id}) => directory.isSystemAdmin(id));
            await server.archive(channel, admin?.id ?? '');
            for (const [id, {channelId}] of directory.webhooks) {
                if (channelId === channel.id) {
                    directory.webhooks.delete(id);
                }
            }
        }),
    };
};

const namedTeam = ({directory}: DoubleServer, name: string): Team => {
    const team = directory.teamByName(name);
    if (!team) {
        throw new ApiError(404, 'app.team.get_by_name.missing.app_error', 'Unable to find the existing team.');
    }
    return team;
};

const goTeam = ({id, createAt, name, displayName}: Team) => ({
    Id: id,
    CreateAt: createAt,
    DisplayName: displayName,
    Name: name,
});

const goChannel = (channel: Channel) => ({
    Id: channel.id,
    CreateAt: channel.createAt,
    DeleteAt: channel.deleteAt,
    TeamId: channel.teamId,
    Type: channel.type,
    DisplayName: channel.displayName,
    Name: channel.name,
    Purpose: channel.purpose,
    CreatorId: channel.creatorId,
});
