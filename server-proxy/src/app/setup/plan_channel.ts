import type {Texts} from '../../domain/texts';
import type {ChannelsPort, FoundChannel} from './channels_port';

/** What set-up finds, and will do, about the default channel. `wanted` is what the setting says. */
export type PlannedChannel =
    | {readonly state: 'present'; readonly wanted: string}
    | {readonly state: 'join'; readonly wanted: string; readonly found: FoundChannel}
    | {readonly state: 'create'; readonly wanted: string; readonly teamId: string; readonly name: string}
    /** An example of what to write into the setting, in a team of the person who asks. */
    | {readonly state: 'unset'; readonly wanted: string; readonly example: string}
    | {readonly state: 'team_missing'; readonly wanted: string; readonly team: string}
    /** `deleted`: an id that names no channel. `unreadable`: neither an id nor `team/channel`. */
    | {readonly state: 'archived' | 'deleted' | 'unreadable'; readonly wanted: string};

const ID = /^[a-z0-9]{26}$/;
/** What Mattermost takes as the name of a new channel. */
const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Changes nothing. @param wanted what the setting says */
export const planChannel = async (channels: ChannelsPort, setting: string, userId: string): Promise<PlannedChannel> => {
    const wanted = setting.trim().replace(/^[~#]/, '');
    if (wanted === '') {
        const [team = 'team'] = await channels.teamsOf(userId);
        return {state: 'unset', wanted, example: `${team}/openitcockpit`};
    }
    if (ID.test(wanted)) {
        const found = await channels.findChannel(wanted);
        return found ? planFound(wanted, found) : {state: 'deleted', wanted};
    }
    const [team = '', name = '', rest] = wanted.split('/');
    if (team === '' || name === '' || rest !== undefined) {
        return {state: 'unreadable', wanted};
    }
    const teamId = await channels.findTeam(team);
    if (teamId === undefined) {
        return {state: 'team_missing', wanted, team};
    }
    const found = await channels.findChannel(wanted);
    if (found) {
        return planFound(wanted, found);
    }
    return NAME.test(name) ? {state: 'create', wanted, teamId, name} : {state: 'unreadable', wanted};
};

const planFound = (wanted: string, found: FoundChannel): PlannedChannel => {
    if (found.isArchived) {
        return {state: 'archived', wanted};
    }
    return found.isJoined ? {state: 'present', wanted} : {state: 'join', wanted, found};
};

/** What the plan says about it, without a sign. */
export const sentenceOf = (planned: PlannedChannel, {channel}: Texts['setupChat']): string => {
    switch (planned.state) {
        case 'unset':
            return channel.unset(planned.example);
        case 'team_missing':
            return channel.team_missing(planned.wanted, planned.team);
        default:
            return channel[planned.state](planned.wanted);
    }
};
