import {client} from './client';
import {byId, type HostStore} from './store';
import type {ChannelInfo, UserProfile} from './types';

/** The page's address: `/ops/channels/alerts`, `/ops/messages/@sam`; for anything else, the client picks one of the user's channels. */
const placeOf = (path: string): {team: string; address: string} => {
    const [, team = '', ...address] = path.split('/');
    return {team, address: address.join('/')};
};

/** The last part of a channel's address. */
export const addressOf = ({type, name, display_name: displayName}: ChannelInfo): string =>
    type === 'D' ? `messages/@${displayName}` : `channels/${name}`;

/** The user's channels in a team, and direct ones, which are called like the other person. */
export const loadChannels = async (teamId: string, myId: string): Promise<readonly ChannelInfo[]> => {
    const channels = await client.channels(teamId);
    const otherIn = ({name}: ChannelInfo): string => name.split('__').find((id) => id !== myId) ?? myId;
    const others = channels.filter(({type}) => type === 'D').map(otherIn);
    const profiles = byId(others.length === 0 ? [] : await client.users(others));
    return channels.map((channel) =>
        channel.type === 'D'
            ? {...channel, display_name: profiles[otherIn(channel)]?.username ?? channel.name}
            : channel,
    );
};

/** Loads what the client needs to render. @returns the logged-in user */
export const loadStartData = async ({store}: HostStore, path: string): Promise<UserProfile> => {
    const me = await client.me();
    const [config, license, teams] = await Promise.all([client.config(), client.license(), client.teams()]);
    const place = placeOf(path);
    const team = teams.find(({name}) => name === place.team) ?? teams[0];
    const channels = team ? await loadChannels(team.id, me.id) : [];
    const own = channels.filter(({type}) => type !== 'D');
    const channel =
        channels.find((one) => addressOf(one) === place.address) ??
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
