import {AppError} from '../domain/errors';
import {says} from '../domain/texts_failures';
import {BoundedMap} from './bounded_map';

const ID = /^[a-z0-9]{26}$/;

/** Mattermost's ids: 26 lower-case letters and digits. */
export const isMattermostId = (text: string): boolean => ID.test(text);

/** Channel ids by `team/channel`, for both doors. Names change rarely; what was not found is looked up again. */
export class ChannelDirectory {
    private readonly known = new BoundedMap<string>();

    /**
     * @param setting the door's name of the setting to write differently when a text names no channel
     * @param lookUp asks Mattermost; throws what the person is to be told about `wanted`
     */
    constructor(
        private readonly setting: string,
        private readonly lookUp: (team: string, name: string, wanted: string) => Promise<string>,
    ) {}

    /** @param channel an id, or `team/channel` @throws AppError `mattermost_channel_unknown`, and what `lookUp` throws */
    async idOf(channel: string): Promise<string> {
        const wanted = channel.trim().replace(/^[~#]/, '');
        const known = isMattermostId(wanted) ? wanted : this.known.get(wanted);
        if (known) {
            return known;
        }
        const [team, name, rest] = wanted.split('/');
        if (!team || !name || rest !== undefined) {
            throw new AppError(
                'mattermost_channel_unknown',
                says((texts) => texts.noChannelName(wanted, this.setting)),
            );
        }
        const found = await this.lookUp(team, name, wanted);
        this.known.set(wanted, found);
        return found;
    }
}
