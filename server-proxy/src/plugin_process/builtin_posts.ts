import type {BuiltinPlace} from '../app/notifications/adopt_builtin_post';
import type {Clock, Logger} from '../app/telemetry';
import type {Application} from '../app/use_cases';
import {asAppError} from '../domain/errors';
import {
    type BuiltinNotification,
    holdsApiKey,
    type PostedAttachment,
    readBuiltinPost,
} from '../domain/post/builtin_post';
import {moduleAddress} from '../domain/post/builtin_urls';
import {postedAttachments, withoutButtons} from './post_attachments';
import {adopted, UNCHANGED, unseen, type WillBePosted} from './post_replies';

/** A post that an incoming webhook makes. */
export interface WebhookPost {
    readonly channelId: string;
    /** Owner of the webhook. */
    readonly userId: string;
    readonly message: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly isReply: boolean;
}

interface Deps {
    readonly application: Application;
    /** The only openITCOCKPIT whose posts are adopted; empty: none are. */
    readonly openitcockpitUrl: string;
    /** Seals the posts that are adopted. */
    readonly signingSecret: string;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** How many addresses of other openITCOCKPITs are remembered, so that each is logged only once. */
const MAX_STRANGERS = 100;

/**
 * Turns posts of openITCOCKPIT's own Mattermost module into living alerts, without any change in openITCOCKPIT. Their
 * buttons carry an API key, which is never stored, not even when a post cannot be adopted.
 */
export class BuiltinPosts {
    private readonly strangers = new Set<string>();

    constructor(private readonly deps: Deps) {}

    async willBePosted({channelId, userId, message, props, isReply}: WebhookPost): Promise<WillBePosted> {
        const {openitcockpitUrl} = this.deps;
        const attachments = openitcockpitUrl === '' ? [] : postedAttachments(props.attachments);
        if (attachments.length === 0) {
            return UNCHANGED;
        }
        const withoutKey = holdsApiKey(attachments, openitcockpitUrl)
            ? {A: {Props: {attachments: withoutButtons(props.attachments)}}}
            : UNCHANGED;
        const said = message === '' && !isReply ? readBuiltinPost(attachments, openitcockpitUrl) : undefined;
        if (said) {
            return this.adopt(said, {channelId, userId}, withoutKey);
        }
        if (withoutKey !== UNCHANGED) {
            this.deps.logger.warn('A post with an API key in its button was not understood: the button was removed', {
                channel: channelId,
            });
        }
        this.mentionStrangers(attachments);
        return withoutKey;
    }

    private async adopt(
        said: BuiltinNotification,
        place: BuiltinPlace,
        withoutKey: WillBePosted,
    ): Promise<WillBePosted> {
        const {application, clock, logger, signingSecret} = this.deps;
        try {
            const adoption = await application.adoptBuiltinPost(said, place);
            switch (adoption.kind) {
                case 'keep':
                    return adopted(adoption.record, adoption.content, place, signingSecret);
                case 'drop':
                    return unseen(clock.now());
                case 'plain':
                    return withoutKey;
            }
        } catch (error) {
            logger.error("A post of openITCOCKPIT's Mattermost module could not become an alert; it has no button", {
                channel: place.channelId,
                host: said.hostuuid,
                service: said.serviceuuid,
                error: asAppError(error),
            });
            return withoutKey;
        }
    }

    /** Most likely the setting has a different address for the same system. */
    private mentionStrangers(attachments: readonly PostedAttachment[]): void {
        const {openitcockpitUrl, logger} = this.deps;
        for (const url of attachments.flatMap(({actionUrls}) => actionUrls)) {
            const address = moduleAddress(url);
            if (address && !this.strangers.has(address) && this.strangers.size < MAX_STRANGERS) {
                this.strangers.add(address);
                logger.warn(
                    "Posts of openITCOCKPIT's Mattermost module lead to another address than openITCOCKPIT URL",
                    {
                        address,
                        openitcockpitUrl,
                    },
                );
            }
        }
    }
}
