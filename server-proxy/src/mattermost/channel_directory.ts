import {AppError} from '../domain/errors';
import {BoundedMap} from './bounded_map';

const ID = /^[a-z0-9]{26}$/;

/** Mattermost's ids: 26 lower-case letters and digits. */
export const isMattermostId = (text: string): boolean => ID.test(text);

/** Channel ids by `team/channel`, for both doors. Names change rarely; what was not found is looked up again. */
export class ChannelDirectory {
    private readonly known = new BoundedMap<string>();

    /**
     * @param noName the sentence for a text that names no channel; it names the door's setting
     * @param lookUp asks Mattermost; throws what the person is to be told about `wanted`
     */
    constructor(
        private readonly noName: (wanted: string) => string,
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
            throw new AppError('mattermost_channel_unknown', this.noName(wanted));
        }
        const found = await this.lookUp(team, name, wanted);
        this.known.set(wanted, found);
        return found;
    }
}
