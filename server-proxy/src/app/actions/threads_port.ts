export interface ThreadsPort {
    /**
     * The newest reply that a person has written in a thread by hand. Nobody asks whether somebody may read it: callers have to.
     * @param rootId Mattermost's id of the post above it
     * @returns its words, as Markdown; undefined: there is none
     * @throws AppError `mattermost_*`
     */
    newestReply(rootId: string, userId: string): Promise<string | undefined>;
}
