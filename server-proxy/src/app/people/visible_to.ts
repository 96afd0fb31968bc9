import pMap from 'p-map';
import type {AlertRecord} from '../../domain/alert/record';
import {AppError, asAppError} from '../../domain/errors';
import {type Places, placesOf} from '../../domain/panel/panel_row';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';

/** Mattermost answers several such questions at once without its other requests having to wait. */
const QUESTIONS_AT_ONCE = 8;

/** What one person may see, for one request: who is in which channel is asked anew for the next. */
export interface Sight {
    readonly userId: string;
    /** All there is, as for system administrators. */
    readonly everything: boolean;
    /** Sees posts, and nothing beyond them. */
    readonly isGuest: boolean;
    /** Learns about these channels, for what follows. @throws AppError `mattermost_*` */
    learn(channels: Iterable<string>): Promise<void>;
    /** Is this person in the channel? @param channel as it was learnt */
    isIn(channel: string): boolean;
    /** Does this person see what is at home there? Its channels have to be learnt before. */
    sees(places: Places): boolean;
    /** The same, with the learning. @throws AppError `mattermost_*` */
    seesAlert(record: Pick<AlertRecord, 'posts' | 'alert'>): Promise<boolean>;
}

/**
 * Who sees what, wherever it is shown: system administrators everything, others what has to do with the channels they are in;
 * guests only what has a post in one of them.
 * @throws AppError `forbidden` for accounts that see nothing at all
 */
export const visibleTo = async (
    {chat, settings}: Pick<AppContext, 'chat' | 'settings'>,
    userId: string,
): Promise<Sight> => {
    const {isActive, isBot, isGuest, isSystemAdmin: everything} = await chat.user(userId);
    if (!isActive || isBot) {
        throw new AppError(
            'forbidden',
            says(({policy}) => (isBot ? policy.botsMayNot : policy.deactivated)),
        );
    }
    const known = new Map<string, boolean>();
    const learn = async (channels: Iterable<string>): Promise<void> => {
        const unknown = everything ? [] : [...new Set(channels)].filter((channel) => !known.has(channel));
        const ask = async (channel: string) => known.set(channel, await isReadable(chat, userId, channel));
        await pMap(unknown, ask, {concurrency: QUESTIONS_AT_ONCE});
    };
    const isIn = (channel: string): boolean => everything || known.get(channel) === true;
    const sees = ({channels, posts}: Places): boolean =>
        isGuest && !everything ? posts.some(({channelId}) => isIn(channelId)) : everything || channels.some(isIn);
    return {
        userId,
        everything,
        isGuest: isGuest && !everything,
        learn,
        isIn,
        sees,
        seesAlert: async (record) => {
            const places = placesOf(record, settings.defaultChannel);
            await learn(places.channels);
            return sees(places);
        },
    };
};

/** A channel that is not there, or not any more, is nobody's. */
const isReadable = async (chat: AppContext['chat'], userId: string, channel: string): Promise<boolean> => {
    try {
        return await chat.mayRead(userId, channel);
    } catch (error) {
        const known = asAppError(error);
        if (known.code === 'mattermost_channel_unknown') {
            return false;
        }
        throw known;
    }
};

/** Whoever reads the settings of the service may read everything. */
export const OPERATOR: Sight = {
    userId: '',
    everything: true,
    isGuest: false,
    learn: async () => undefined,
    isIn: () => true,
    sees: () => true,
    seesAlert: async () => true,
};
