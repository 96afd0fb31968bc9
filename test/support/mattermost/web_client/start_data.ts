import {client} from './client';
import {byId, type HostStore} from './store';
import type {UserProfile} from './types';

/** The page's address: `/ops/channels/alerts`; for anything else, the client picks one of the user's channels. */
const placeOf = (path: string): {team: string; channel: string} => {
    const [, team = '', , channel = ''] = path.split('/');
    return {team, channel};
};

/** Loads what the client needs to render. @returns the logged-in user */
export const loadStartData = async ({store}: HostStore, path: string): Promise<UserProfile> => {
    const me = await client.me();
    const [config, license, teams] = await Promise.all([client.config(), client.license(), client.teams()]);
    const place = placeOf(path);
    const team = teams.find(({name}) => name === place.team) ?? teams[0];
    const channels = team ? await client.channels(team.id) : [];
    const own = channels.filter(({type}) => type !== 'D');
    const channel =
        own.find(({name}) => name === place.channel) ??
        own.find(({name}) => name !== 'town-square' && name !== 'off-topic') ??
        own[0];
    const members = channel ? await client.members(channel.id) : [];
    const profiles = await client.users(members.map(({user_id}) => user_id));
    const mine = (ids: readonly {id: string}[]) => Object.fromEntries(ids.map(({id}) => [id, {user_id: me.id}]));
    store.dispatch({
        type: 'RECEIVED_START',
        entities: {
            users: {currentUserId: me.id, profiles: byId([...profiles, me])},
            general: {config, license},
            teams: {currentTeamId: team?.id ?? '', teams: byId(teams), myMembers: mine(teams)},
            channels: {currentChannelId: channel?.id ?? '', channels: byId(channels), myMembers: mine(channels)},
        },
    });
    return me;
};
