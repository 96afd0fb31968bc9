import type {Hono} from 'hono';
import {ApiError, channelNotFound, invalidBodyParam, permissionDenied, teamNotFound} from '../api_error';
import {type DoubleContext, type DoubleEnv, jsonBody, requireSession} from '../auth';
import {stringOf} from '../json';
import type {Channel, Team} from '../model';
import type {DoubleServer} from '../server';
import {channelMemberToWire, channelToWire} from '../wire';

export const channelRoutes = (api: Hono<DoubleEnv>, server: DoubleServer): void => {
    const {directory, rules} = server;
    const readable = (c: DoubleContext, channel: Channel): Channel => {
        const session = requireSession(c);
        if (!directory.mayRead(session.userId, channel)) throw permissionDenied(rules, session.userId, 'read_channel');
        return channel;
    };
    const named = (team: Team | undefined, teamKey: string, name: string): Channel => {
        if (!team) throw teamNotFound(rules, teamKey);
        const channel = directory.channelByName(team.id, name);
        if (!channel || channel.deleteAt > 0) throw channelNotFound(rules, `TeamId=${team.id}&Name=${name}`);
        return channel;
    };

    api.post('/channels', async (c) => {
        const session = requireSession(c);
        const body = await jsonBody(c, directory);
        const team = directory.team(stringOf(body.team_id));
        if (!directory.isSystemAdmin(session.userId) && !team.members.has(session.userId)) {
            throw permissionDenied(rules, session.userId, 'create_public_channel');
        }
        const channel = directory.addChannel({
            teamId: team.id,
            name: stringOf(body.name),
            displayName: stringOf(body.display_name),
            type: body.type === 'P' ? 'P' : 'O',
            creatorId: session.userId,
        });
        return c.json(channelToWire(channel), 201);
    });

    api.post('/channels/direct', async (c) => {
        const session = requireSession(c);
        const ids: unknown = await c.req.json();
        if (!Array.isArray(ids) || ids.length !== 2) throw invalidBodyParam('user_ids');
        const [first, second] = ids.map(String);
        if (first !== session.userId && second !== session.userId && !directory.isSystemAdmin(session.userId)) {
            throw permissionDenied(rules, session.userId, 'manage_system');
        }
        const channel = directory.directChannel(directory.user(first ?? '').id, directory.user(second ?? '').id);
        return c.json(channelToWire(channel), 201);
    });

    api.get('/channels/:channel_id', (c) =>
        c.json(channelToWire(readable(c, directory.channel(c.req.param('channel_id'))))),
    );

    api.delete('/channels/:channel_id', async (c) => {
        const session = requireSession(c);
        const channel = directory.channel(c.req.param('channel_id'));
        if (!directory.isTeamAdmin(session.userId, channel.teamId)) {
            throw permissionDenied(rules, session.userId, 'delete_public_channel');
        }
        await server.archive(channel, session.userId);
        return c.json({status: 'OK'});
    });

    api.get('/teams/:team_id/channels/name/:name', (c) => {
        const team = directory.teams.get(c.req.param('team_id'));
        return c.json(channelToWire(readable(c, named(team, c.req.param('team_id'), c.req.param('name')))));
    });

    api.get('/teams/name/:team/channels/name/:name', (c) => {
        const team = directory.teamByName(c.req.param('team'));
        return c.json(channelToWire(readable(c, named(team, c.req.param('team'), c.req.param('name')))));
    });

    api.get('/users/:user_id/teams/:team_id/channels', (c) => {
        const session = requireSession(c);
        const team = directory.team(c.req.param('team_id'));
        const mine = [...directory.channels.values()].filter(
            (channel) => channel.members.has(session.userId) && (channel.teamId === team.id || channel.teamId === ''),
        );
        return c.json(mine.map(channelToWire));
    });

    api.get('/channels/:channel_id/members', (c) => {
        const channel = readable(c, directory.channel(c.req.param('channel_id')));
        return c.json([...channel.members].map((userId) => channelMemberToWire(channel.id, userId)));
    });

    api.get('/channels/:channel_id/members/:user_id', (c) => {
        const session = requireSession(c);
        const channel = readable(c, directory.channel(c.req.param('channel_id')));
        const userId = c.req.param('user_id') === 'me' ? session.userId : c.req.param('user_id');
        if (!channel.members.has(userId)) {
            throw new ApiError(
                404,
                'app.channel.get_member.missing.app_error',
                'No channel member found for that user ID and channel ID.',
            );
        }
        return c.json(channelMemberToWire(channel.id, userId));
    });

    api.post('/channels/:channel_id/members', async (c) => {
        const session = requireSession(c);
        const channel = directory.channel(c.req.param('channel_id'));
        const user = directory.user(stringOf((await jsonBody(c, directory)).user_id));
        const joinsItself = user.id === session.userId && channel.type === 'O';
        if (!joinsItself && !directory.isMember(session.userId, channel)) {
            throw permissionDenied(rules, session.userId, 'manage_public_channel_members');
        }
        if (!directory.team(channel.teamId).members.has(user.id)) {
            throw new ApiError(
                404,
                'app.team.get_member.missing.app_error',
                'No team member found for that user ID and team ID.',
            );
        }
        channel.members.add(user.id);
        return c.json(channelMemberToWire(channel.id, user.id), 201);
    });

    api.delete('/channels/:channel_id/members/:user_id', (c) => {
        const session = requireSession(c);
        const channel = directory.channel(c.req.param('channel_id'));
        const user = directory.user(c.req.param('user_id'));
        if (user.id !== session.userId && !directory.isMember(session.userId, channel)) {
            throw permissionDenied(rules, session.userId, 'manage_public_channel_members');
        }
        channel.members.delete(user.id);
        return c.json({status: 'OK'});
    });
};
