/** Which posts we are changing. Edits without a session look alike to a plugin: ours, and those of other servers. */
export class OwnUpdates {
    private readonly underWay = new Map<string, number>();

    /** @param update changes the post, so Mattermost asks about it before this ends */
    async run<T>(postId: string, update: () => Promise<T>): Promise<T> {
        this.underWay.set(postId, (this.underWay.get(postId) ?? 0) + 1);
        try {
            return await update();
        } finally {
            const left = (this.underWay.get(postId) ?? 0) - 1;
            if (left > 0) {
                this.underWay.set(postId, left);
            } else {
                this.underWay.delete(postId);
            }
        }
    }

    isUnderWay(postId: string): boolean {
        return this.underWay.has(postId);
    }
}
