import type {PostContent} from '../../domain/post/alert_post';
import type {PostRef, ToldPost} from '../posts/chat_port';

/** What Mattermost knows of channels that subscribe. All methods throw AppError (`mattermost_*`). */
export interface SubscribedChannels {
    /** @returns undefined when there is none with this id */
    find(channelId: string): Promise<SubscribedChannel | undefined>;
    isAdministrator(userId: string, channelId: string): Promise<boolean>;
    /** Whom a mention in a channel reaches. @param name of a person or a group, without `@` */
    reach(name: string, channelId: string): Promise<Reach>;
    /** Our account becomes a member, so that people see who posts there. */
    join(channel: Pick<SubscribedChannel, 'id' | 'teamId'>): Promise<void>;
}

/** `nobody`: neither a person nor a group is called this. */
export type Reach = 'reached' | 'outside' | 'nobody';

export interface SubscribedChannel {
    readonly id: string;
    /** Empty for direct and group messages. */
    readonly teamId: string;
    /** `team/channel`; the id for a channel without a team. */
    readonly address: string;
    readonly isArchived: boolean;
    /** Is our account a member? */
    readonly isJoined: boolean;
}

/** Answers that one person sees and Mattermost does not store. All methods throw AppError (`mattermost_*`). */
export interface WhispersPort {
    show(userId: string, channelId: string, content: PostContent): Promise<void>;
    /** Puts another in its place. */
    replace(userId: string, post: PostRef & Partial<ToldPost>, content: PostContent): Promise<void>;
}
