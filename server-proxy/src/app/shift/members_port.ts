import type {ChatUser} from '../posts/chat_port';

export interface MembersPort {
    /**
     * Who is in a channel and has this in their user name, by user name: guests and bots too, deactivated accounts not. May
     * also contain people who match by nickname or full name.
     * @param channelId Mattermost's id @param part empty: everybody @param most how many at most
     * @throws AppError `mattermost_*`
     */
    membersOf(channelId: string, part: string, most: number): Promise<readonly ChatUser[]>;
}
