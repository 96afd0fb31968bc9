// Mattermost as ChatPort and ChannelsPort: over REST with a bot token (`rest/`), or from inside as a plugin
// (`plugin_api/`).
import {LRUCache} from 'lru-cache';
import {atMost} from '../domain/at_most';
import {AppError, asAppError, type ErrorCode} from '../domain/errors';
import {says} from '../domain/texts';

const CHANNELS_KEPT = 1000;
const ID = /^[a-z0-9]{26}$/;

export const isMattermostId = (text: string): boolean => ID.test(text);

/** Errors for a channel that was deleted. Bots learn no more about it than strangers do. */
const GONE: ReadonlySet<ErrorCode> = new Set(['mattermost_not_found', 'mattermost_forbidden']);

/** Channel ids by `team/channel`, for both doors. Names rarely change; only successful look-ups are remembered. */
export class ChannelDirectory {
    private readonly known = new LRUCache<string, string>(atMost(CHANNELS_KEPT));

    /**
     * @param setting what the door calls the setting to correct if a text names no channel
     * @param lookUp asks Mattermost; throws the message to show for `wanted`
     */
    constructor(
        private readonly setting: string,
        private readonly lookUp: (team: string, name: string, wanted: string) => Promise<string>,
    ) {}

    /** @param channel an id, or `team/channel` @throws AppError `mattermost_channel_unknown`, and what `lookUp` throws */
    async idOf(channel: string): Promise<string> {
        const wanted = clean(channel);
        const known = isMattermostId(wanted) ? wanted : this.known.get(wanted);
        if (known) {
            return known;
        }
        const [team, name, rest] = wanted.split('/');
        if (!team || !name || rest !== undefined) {
            throw new AppError(
                'mattermost_channel_unknown',
                says(({failures}) => failures.channelNameInvalid(wanted, this.setting)),
            );
        }
        const found = await this.lookUp(team, name, wanted);
        this.known.set(wanted, found);
        return found;
    }

    /**
     * Does something in a channel. If it is gone, tries once more with a new channel of the same name.
     * @throws AppError `mattermost_channel_unknown` for a deleted channel, and whatever `work` throws
     */
    async use<T>(channel: string, work: (channelId: string) => Promise<T>): Promise<T> {
        const id = await this.idOf(channel);
        try {
            return await work(id);
        } catch (error) {
            const {code} = asAppError(error);
            if (!GONE.has(code)) {
                throw error;
            }
            const wanted = clean(channel);
            this.known.delete(wanted);
            const now = await this.idOf(channel);
            if (now !== id) {
                return work(now);
            }
            throw code === 'mattermost_not_found' ? missing(wanted, error) : error;
        }
    }
}

const clean = (channel: string): string => channel.trim().replace(/^[~#]/, '');

const missing = (wanted: string, cause: unknown): AppError =>
    new AppError(
        'mattermost_channel_unknown',
        says(({failures}) => failures.channelMissing(wanted)),
        {cause},
    );
