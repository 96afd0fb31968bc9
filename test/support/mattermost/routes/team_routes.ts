import type {Hono} from 'hono';
import {invalidBodyParam, permissionDenied, teamNotFound} from '../api_error';
import {type DoubleEnv, jsonBody, requireSession, requireSystemAdmin} from '../auth';
import {stringOf} from '../json';
import type {DoubleServer} from '../server';
import {teamMemberToWire, teamToWire} from '../wire';

export const teamRoutes = (api: Hono<DoubleEnv>, {directory, rules}: DoubleServer): void => {
    api.post('/teams', async (c) => {
        const session = requireSession(c);
        const body = await jsonBody(c, directory);
        const name = stringOf(body.name);
        if (name === '') throw invalidBodyParam('name');
        const team = directory.addTeam(name, stringOf(body.display_name) || name, session.userId);
        return c.json(teamToWire(team), 201);
    });

    api.get('/teams/name/:name', (c) => {
        requireSession(c);
        const team = directory.teamByName(c.req.param('name'));
        if (!team) throw teamNotFound(rules, c.req.param('name'));
        return c.json(teamToWire(team));
    });

    api.get('/teams/:team_id', (c) => {
        requireSession(c);
        return c.json(teamToWire(directory.team(c.req.param('team_id'))));
    });

    api.get('/users/:user_id/teams', (c) => {
        const session = requireSession(c);
        const id = c.req.param('user_id') === 'me' ? session.userId : c.req.param('user_id');
        return c.json([...directory.teams.values()].filter((team) => team.members.has(id)).map(teamToWire));
    });

    api.get('/teams', (c) => {
        requireSystemAdmin(c, directory, 'list_public_teams');
        return c.json([...directory.teams.values()].map(teamToWire));
    });

    api.post('/teams/:team_id/members', async (c) => {
        const session = requireSession(c);
        const team = directory.team(c.req.param('team_id'));
        if (!directory.isTeamAdmin(session.userId, team.id)) {
            throw permissionDenied(rules, session.userId, 'add_user_to_team');
        }
        const user = directory.user(stringOf((await jsonBody(c, directory)).user_id));
        directory.joinTeam(team.id, user.id);
        return c.json(teamMemberToWire(team, user.id), 201);
    });

    api.put('/teams/:team_id/members/:user_id/roles', async (c) => {
        const session = requireSession(c);
        const team = directory.team(c.req.param('team_id'));
        if (!directory.isTeamAdmin(session.userId, team.id)) {
            throw permissionDenied(rules, session.userId, 'manage_team_roles');
        }
        const roles = stringOf((await jsonBody(c, directory)).roles).split(' ');
        const userId = directory.user(c.req.param('user_id')).id;
        if (roles.includes('team_admin')) team.admins.add(userId);
        else team.admins.delete(userId);
        return c.json({status: 'OK'});
    });
};
