import {AppError, asAppError} from '../../domain/errors';
import {type Said, says} from '../../domain/texts';
import type {ChatPort, ChatUser} from '../posts/chat_port';
import type {Logger} from '../telemetry';
import type {SubscribedChannels} from './channels_port';

interface RightsDeps {
    readonly chat: Pick<ChatPort, 'user' | 'channelId' | 'mayActIn'>;
    readonly channels: Pick<SubscribedChannels, 'isAdministrator'>;
    /** Channels whose own administrators may subscribe them: ids, or `team/channel`. */
    readonly selfSubscribing: readonly string[];
    readonly logger: Logger;
}

/**
 * Who may subscribe a channel: system administrators; and in channels that one of them has listed, the channel's own.
 * Being a channel's administrator is not enough, because whoever makes a private channel is its administrator.
 */
export class SubscribingRights {
    constructor(private readonly deps: RightsDeps) {}

    /** @throws AppError `forbidden` */
    async requireMayChange(userId: string, channelId: string): Promise<ChatUser> {
        const user = await this.deps.chat.user(userId);
        refuse(await this.whyNotChange(user, channelId));
        return user;
    }

    async mayChange(user: ChatUser, channelId: string): Promise<boolean> {
        return (await this.whyNotChange(user, channelId)) === undefined;
    }

    /** May they see what this channel has subscribed to? @throws AppError `forbidden` */
    async requireMayRead(userId: string, channelId: string): Promise<ChatUser> {
        const user = await this.deps.chat.user(userId);
        refuse(whyNever(user));
        if (!user.isSystemAdmin && !(await this.deps.chat.mayActIn(userId, channelId))) {
            refuse(says(({subscribing}) => subscribing.may.notMember));
        }
        return user;
    }

    /** @throws AppError `forbidden` */
    async requireMayReadAll(userId: string): Promise<ChatUser> {
        const user = await this.deps.chat.user(userId);
        refuse(whyNever(user));
        if (!user.isSystemAdmin) {
            refuse(says(({subscribing}) => subscribing.may.allForAdministrators));
        }
        return user;
    }

    private async whyNotChange(user: ChatUser, channelId: string): Promise<Said | undefined> {
        const never = whyNever(user);
        if (never !== undefined || user.isSystemAdmin) {
            return never;
        }
        if (this.deps.selfSubscribing.length === 0) {
            return says(({subscribing}) => subscribing.may.administratorsOnly);
        }
        if (!(await this.isListed(channelId))) {
            return says(({subscribing}) => subscribing.may.notListed);
        }
        return (await this.deps.channels.isAdministrator(user.id, channelId))
            ? undefined
            : says(({subscribing}) => subscribing.may.notChannelAdministrator);
    }

    private async isListed(channelId: string): Promise<boolean> {
        for (const channel of this.deps.selfSubscribing) {
            if ((await this.idOf(channel)) === channelId) {
                return true;
            }
        }
        return false;
    }

    /** A channel that is listed but not there allows nothing. */
    private async idOf(channel: string): Promise<string | undefined> {
        try {
            return await this.deps.chat.channelId(channel);
        } catch (error) {
            const known = asAppError(error);
            if (known.code !== 'mattermost_channel_unknown') {
                throw known;
            }
            this.deps.logger.warn('A channel that may subscribe itself could not be found', {channel});
            return undefined;
        }
    }
}

const whyNever = ({isActive, isBot, isGuest}: ChatUser): Said | undefined => {
    if (!isActive) {
        return says(({policy}) => policy.deactivated);
    }
    if (isBot) {
        return says(({policy}) => policy.botsMayNot);
    }
    return isGuest ? says(({subscribing}) => subscribing.may.noGuests) : undefined;
};

const refuse = (why: Said | undefined): void => {
    if (why !== undefined) {
        throw new AppError('forbidden', why);
    }
};
