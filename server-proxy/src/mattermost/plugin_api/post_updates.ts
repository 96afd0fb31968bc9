import {asAppError} from '../../domain/errors';
import type {PostContent} from '../../domain/post/alert_post';
import {type SealedPlace, sealed} from '../../domain/post/seal';
import {POST} from '../../plugin_api/mattermost_types';
import type {KnownPost} from '../../plugin_api/own_updates';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {type GobStruct, gob} from '../../wire';
import {boolOf, numberOf, propsOf, stringOf, stringsOf, structOf} from '../../wire/go_values';

const ONE_POST = gob.struct('Z_Args', {A: POST});

/** Props set by the platform or the webhook's owner; ours replace all others. */
const KEPT_PROPS = /^(from_webhook|from_bot|from_plugin|webhook_display_name|override_\w+|type)$/;

/** Changes posts over the plugin API, and keeps what is not ours in them. */
export class RpcPostUpdates {
    constructor(
        private readonly api: PluginApi,
        private readonly botId: string,
        /** The first seals; none: nothing is sealed. */
        private readonly secret: string | undefined,
    ) {}

    /** A post that we have just made. */
    made(postId: string, channelId: string): void {
        this.api.ownUpdates.remember(postId, {channelId, userId: this.botId, isOurs: true});
    }

    async update(postId: string, content: PostContent): Promise<void> {
        const known = this.api.ownUpdates.withoutReading(postId);
        if (!known || !(await this.updated(postId, known, content))) {
            await this.readAndUpdate(postId, content);
        }
    }

    /** Not through a webhook of our account, which is as good as its address is secret. */
    isOurs({UserId, Props}: GobStruct): boolean {
        return stringOf(UserId) === this.botId && propsOf(Props).from_webhook !== 'true';
    }

    /** @returns false if Mattermost refused it: reading the post shows why */
    private async updated(postId: string, known: KnownPost, content: PostContent): Promise<boolean> {
        const {channelId, userId} = known;
        const A = {
            Id: postId,
            UserId: userId,
            ChannelId: channelId,
            Message: content.message,
            Props: this.propsFor(content, known),
        };
        try {
            await this.send(postId, A);
            return true;
        } catch (error) {
            if (asAppError(error).code === 'mattermost_unreachable') {
                throw error;
            }
            this.api.ownUpdates.forget(postId);
            return false;
        }
    }

    private async readAndUpdate(postId: string, content: PostContent): Promise<void> {
        const post = structOf((await this.api.find('GetPost', postId)).A);
        const known = {...placeOf(post), isOurs: this.isOurs(post)};
        const kept = Object.entries(propsOf(post.Props)).filter(([key]) => isKeptProp(key));
        const props = {...Object.fromEntries(kept), ...this.propsFor(content, known)};
        await this.send(postId, {...writable(post), Message: content.message, Props: props});
        if (stringsOf(post.FileIds).length === 0) {
            this.api.ownUpdates.remember(postId, known);
        }
    }

    private propsFor({props}: PostContent, known: KnownPost): Readonly<Record<string, unknown>> {
        return known.isOurs || this.secret === undefined ? props : sealed(props, known, this.secret);
    }

    private async send(postId: string, A: gob.ValueOf<typeof POST>): Promise<void> {
        await this.api.ownUpdates.run(postId, () => this.api.call('UpdatePost', ONE_POST, {A}));
    }
}

export const isKeptProp = (name: string): boolean => KEPT_PROPS.test(name);

export const placeOf = ({ChannelId, UserId}: GobStruct): SealedPlace => ({
    channelId: stringOf(ChannelId),
    userId: stringOf(UserId),
});

/** The fields of a decoded post that an update must send back, or the server clears them. */
const writable = (post: GobStruct) => ({
    Id: stringOf(post.Id),
    CreateAt: numberOf(post.CreateAt),
    UpdateAt: numberOf(post.UpdateAt),
    EditAt: numberOf(post.EditAt),
    IsPinned: boolOf(post.IsPinned),
    UserId: stringOf(post.UserId),
    ChannelId: stringOf(post.ChannelId),
    RootId: stringOf(post.RootId),
    OriginalId: stringOf(post.OriginalId),
    Type: stringOf(post.Type),
    Hashtags: stringOf(post.Hashtags),
    FileIds: stringsOf(post.FileIds),
    HasReactions: boolOf(post.HasReactions),
});
