/** Message and props of a post. `type` counts only when the post is created. */
export interface PostContent {
    readonly message: string;
    readonly type: string;
    readonly props: Readonly<Record<string, unknown>>;
}
