export interface ThreadsPort {
    /**
     * The newest reply that a person has written in a thread by hand.
     * @param rootId Mattermost's id of the post above it
     * @returns its id; undefined: there is none
     * @throws AppError `mattermost_*`
     */
    newestReply(rootId: string, userId: string): Promise<string | undefined>;
}
