/** What set-up changes in Mattermost. All methods throw AppError (`mattermost_*`). Ids are Mattermost's. */
export interface ChannelsPort {
    /** Id of the team of this name in its address; undefined: there is none, or it is archived. */
    findTeam(name: string): Promise<string | undefined>;
    /** Names of the teams this person is in. */
    teamsOf(userId: string): Promise<readonly string[]>;
    /** @param channel id, or `team/channel`; archived ones are found as well */
    findChannel(channel: string): Promise<FoundChannel | undefined>;
    /** @returns the id */
    createChannel(channel: NewChannel): Promise<string>;
    /** Our account becomes a member of the team and of the channel. */
    join(channel: Pick<FoundChannel, 'id' | 'teamId'>): Promise<void>;
    /** Has anybody written there? Mattermost's own messages (somebody joined …) do not count. */
    isWrittenIn(channelId: string): Promise<boolean>;
    archive(channelId: string): Promise<void>;
}

export interface NewChannel {
    readonly teamId: string;
    /** As in its address. */
    readonly name: string;
    readonly displayName: string;
    readonly purpose: string;
    readonly creatorId: string;
}

export interface FoundChannel {
    readonly id: string;
    readonly teamId: string;
    readonly name: string;
    readonly purpose: string;
    readonly isArchived: boolean;
    /** Is our account a member? */
    readonly isJoined: boolean;
}
