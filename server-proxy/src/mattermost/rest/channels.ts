import {AppError, asAppError} from '../../domain/errors';
import {textIn} from '../../domain/received';
import {says} from '../../domain/texts';
import {ChannelDirectory, isMattermostId} from '../channel_directory';
import type {RestClient} from './client';

/** Channels as the bot sees them over REST. */
export class RestChannels extends ChannelDirectory {
    constructor(private readonly rest: RestClient) {
        super('DEFAULT_CHANNEL', (team, name, wanted) => findChannel(rest, team, name, wanted));
    }

    /** @returns `team/channel`; the name alone for a channel without a team */
    async nameOf(channel: string): Promise<string> {
        if (!isMattermostId(channel)) {
            return channel;
        }
        const read = (path: string, operation: string) =>
            this.rest.call({method: 'GET', path, operation, repeatable: true});
        const {name, team_id: teamId} = await read(`/channels/${channel}`, 'get_channel');
        const team = textIn(teamId) === '' ? undefined : await read(`/teams/${textIn(teamId)}`, 'get_team');
        return team ? `${textIn(team.name)}/${textIn(name)}` : textIn(name);
    }

    /** @param channel id, or `team/channel` */
    async isMember(userId: string, channel: string): Promise<boolean> {
        const channelId = channel.includes('/') ? await this.idOf(channel) : channel;
        try {
            await this.rest.call({
                method: 'GET',
                path: `/channels/${channelId}/members/${userId}`,
                operation: 'get_member',
                repeatable: true,
            });
            return true;
        } catch (error) {
            const known = asAppError(error);
            if (known.code === 'mattermost_not_found') {
                return false;
            }
            throw known;
        }
    }
}

const findChannel = async (rest: RestClient, team: string, name: string, wanted: string): Promise<string> => {
    try {
        const channel = await rest.call({
            method: 'GET',
            path: `/teams/name/${encodeURIComponent(team)}/channels/name/${encodeURIComponent(name)}`,
            operation: 'find_channel',
            repeatable: true,
        });
        return textIn(channel.id);
    } catch (error) {
        const known = asAppError(error);
        if (known.code !== 'mattermost_not_found' && known.code !== 'mattermost_forbidden') {
            throw known;
        }
        const sentence = says(({failures}) => failures.channelUnseen(wanted));
        throw new AppError('mattermost_channel_unknown', sentence, {cause: known});
    }
};
