import type {BulkAction, BulkObject} from '../../domain/action/bulk_action';
import {asAppError, type ErrorCode} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {type BulkPostOptions, renderBulkPost} from '../../domain/post/bulk_post';
import {markOf} from '../../domain/post/post_mark';
import {type AppContext, nowSeconds} from '../app_context';
import type {PostRef} from '../posts/chat_port';
import {PostUpdates} from '../posts/post_updates';
import {type BulkDocuments, logged} from './bulk_documents';

/** A bulk action with what has become of its objects so far. */
export interface Progress {
    readonly head: BulkAction;
    readonly objects: readonly BulkObject[];
}

/** For whoever shows it in a post of their own: its message and attachment as they would be in one of its own. */
export interface ShownProgress extends Progress {
    readonly content: PostContent;
}

/** From one update of its post to the next. */
const PAUSE_MS = 2000;
/** Trying again is no use. */
const NO_USE: ReadonlySet<ErrorCode> = new Set([
    'mattermost_not_found',
    'mattermost_forbidden',
    'mattermost_channel_archived',
    'mattermost_channel_unknown',
]);

const renderProgress = (context: AppContext, {head, objects}: Progress): PostContent =>
    renderBulkPost(head, objects, optionsFor(context));

const optionsFor = ({settings, formatTime, ...context}: AppContext): BulkPostOptions => ({
    language: settings.language,
    formatTime,
    actions: settings.twoWay
        ? {url: settings.actionsUrl, secret: settings.signingSecrets[0], nowSeconds: nowSeconds(context)}
        : undefined,
});

interface Given {
    readonly documents: BulkDocuments;
    readonly onProgress: (progress: ShownProgress) => void;
}

/** The post with the progress of a bulk action: made once, and updated at most every two seconds. */
export class BulkPost {
    private readonly updates: PostUpdates;
    /** Why it could not be made. */
    private refused: ErrorCode | undefined;

    constructor(
        private readonly context: AppContext,
        private readonly given: Given,
        private readonly progress: () => Progress,
        private readonly changed: (head: Partial<BulkAction>) => void,
    ) {
        this.updates = new PostUpdates(context.clock, PAUSE_MS);
    }

    /** Makes the post, or finds the one that was made before a restart. Never rejects. */
    async begin(isFresh: boolean): Promise<void> {
        const {head} = this.progress();
        if (head.isGuest || head.postId !== undefined) {
            this.ask();
            return;
        }
        try {
            const ref = await this.make(head, isFresh);
            const stored = await this.given.documents.changeHead(head.id, (current) => ({
                ...current,
                postId: ref.postId,
                channel: ref.channelId,
            }));
            this.changed(stored ?? {postId: ref.postId, channel: ref.channelId});
        } catch (error) {
            this.context.logger.warn('The post of a bulk action could not be made', {bulk: head.id, ...logged(error)});
        }
    }

    /** Shows how far it is, soon. */
    ask(): void {
        this.context.background.start('Showing a bulk action', () =>
            this.show().catch((error: unknown) =>
                this.context.logger.warn('The post of a bulk action could not be updated', logged(error)),
            ),
        );
    }

    /** @returns whether everybody has been told, or cannot be */
    async tellEnd(): Promise<boolean> {
        const {head} = this.progress();
        try {
            await (head.isGuest || head.postId !== undefined ? this.show() : this.begin(false));
            if (!head.isGuest && this.progress().head.postId === undefined) {
                return this.isHopeless();
            }
        } catch (error) {
            if (!NO_USE.has(asAppError(error).code)) {
                this.context.logger.warn('The end of a bulk action could not be shown', logged(error));
                return false;
            }
        }
        return true;
    }

    private isHopeless(): boolean {
        return this.refused !== undefined && NO_USE.has(this.refused);
    }

    private async make({id, channel, asked}: BulkAction, isFresh: boolean): Promise<PostRef> {
        const {chat} = this.context;
        const mark = markOf(`bulk ${id}`);
        const since = (asked?.at ?? 0) * 1000;
        const made = isFresh ? [] : await chat.markedPosts(channel, since);
        try {
            return (
                made.find((post) => post.mark === mark) ??
                (await chat.createPost(channel, renderProgress(this.context, this.progress()), mark))
            );
        } catch (error) {
            this.refused = asAppError(error).code;
            throw error;
        }
    }

    private show(): Promise<void> {
        return this.updates.run('bulk', async () => {
            const now = this.progress();
            const content = renderProgress(this.context, now);
            this.given.onProgress({...now, content});
            const {postId, isGuest} = now.head;
            if (!isGuest && postId !== undefined) {
                await this.context.chat.updatePost(postId, content);
            }
        });
    }
}
