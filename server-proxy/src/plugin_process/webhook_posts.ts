import {ALERT_POST_TYPE, ALERT_PROP, SIGNATURE_PROP} from '#contract';
import type {Application} from '../app/application';
import type {Clock, Logger} from '../app/ports';
import {ReplayGuard} from '../app/replay_guard';
import {verifyWebhookPost} from '../domain/action_token';
import {asAppError, type ErrorCode} from '../domain/errors';
import {propsOf, stringOf, structOf} from './go_values';
import type {GobValue} from './wire';

/** What the hook answers: `A` is merged into the post; keys can be overwritten, never removed. */
export interface WillBePosted {
    readonly A?: {
        readonly Message?: string;
        readonly Type?: string;
        readonly Props?: Record<string, unknown>;
        readonly DeleteAt?: number;
    };
}

/** Marks an adopted post until its id is known. */
const BIND_PROP = 'oitc_bind';
const UNCHANGED: WillBePosted = {};
/** Mattermost's type of posts with attachments. */
const PLAIN_TYPE = 'slack_attachment';
/** No push, no mail, no desktop notification for a post of this type. */
const UNNOTICED_TYPE = 'system_generic';
/** Nothing to draw and nothing to press. */
const PLAIN_PROPS = {[ALERT_PROP]: '', [SIGNATURE_PROP]: '', attachments: [], type: ''};
/** What a signature that is not ours, or not any more, is refused with. */
const NOT_OURS: ReadonlySet<ErrorCode> = new Set(['bad_signature', 'expired']);

interface Deps {
    readonly application: Application;
    readonly botId: string;
    readonly signingSecrets: readonly string[];
    readonly clock: Clock;
    readonly logger: Logger;
}

/**
 * Posts that our notification command makes through the incoming webhook become living alerts; posts that only look
 * like one lose what makes them look so.
 */
export class WebhookPosts {
    private readonly guard = new ReplayGuard(600_000);

    constructor(private readonly deps: Deps) {}

    async willBePosted(value: GobValue | undefined): Promise<WillBePosted> {
        const post = structOf(value);
        const props = propsOf(post.Props);
        const claims = ALERT_PROP in props || props.type === ALERT_POST_TYPE || stringOf(post.Type) === ALERT_POST_TYPE;
        const byUs = stringOf(post.UserId) === this.deps.botId && props.from_webhook !== 'true';
        if (!claims || byUs) {
            return UNCHANGED;
        }
        try {
            return await this.adopt(props[SIGNATURE_PROP], stringOf(post.ChannelId));
        } catch (error) {
            const known = asAppError(error);
            const facts = {channel: stringOf(post.ChannelId), user: stringOf(post.UserId), error: known};
            if (!NOT_OURS.has(known.code)) {
                this.deps.logger.error('An alert was left as it was posted', facts);
                return {A: {Props: {[SIGNATURE_PROP]: ''}}};
            }
            this.deps.logger.warn('A post that looks like an alert was left as plain text', facts);
            // A field of the post cannot be emptied either, and this type is drawn like none.
            return {A: {Type: PLAIN_TYPE, Props: PLAIN_PROPS}};
        }
    }

    /** Everybody's posts come by: only adopted ones carry the mark, and only they (and our own) have our type. */
    async hasBeenPosted(value: GobValue | undefined): Promise<void> {
        const post = structOf(value);
        const [nonce, key] = String(propsOf(post.Props)[BIND_PROP] ?? '').split(' ');
        if (nonce && key && stringOf(post.Type) === ALERT_POST_TYPE) {
            this.mayNotComeAgain(nonce);
            await this.deps.application.bindPost(key, nonce, stringOf(post.Id));
        }
    }

    private async adopt(signature: unknown, channelId: string): Promise<WillBePosted> {
        const {application, signingSecrets, clock} = this.deps;
        const {alert, nonce} = verifyWebhookPost(signature, signingSecrets, Math.floor(clock.now() / 1000));
        if (this.guard.isUsed(nonce, clock.now())) {
            return this.unseen();
        }
        const adoption = await application.adoptPost(alert, {channelId, nonce});
        if (adoption.kind === 'drop') {
            this.mayNotComeAgain(nonce);
            return this.unseen();
        }
        const {record, content} = adoption;
        const bind = {[BIND_PROP]: `${nonce} ${record.key}`};
        const Props = {...content.props, [SIGNATURE_PROP]: '', type: '', ...bind};
        return {A: {Message: content.message, Type: content.type, Props}};
    }

    /** Until the post is stored, its sender may try again; then nobody may use its signature once more. */
    private mayNotComeAgain(nonce: string): void {
        const now = this.deps.clock.now();
        if (!this.guard.isUsed(nonce, now)) {
            this.guard.use(nonce, now);
        }
    }

    /**
     * Mattermost stores the post as deleted: nobody sees it or hears of it, and its sender gets 200. The documented way
     * to dismiss a post makes the webhook answer 500 without a reason, and Mattermost log an error (app/webhook.go).
     */
    private unseen(): WillBePosted {
        const Message = 'This is shown in the post of its alert.';
        return {A: {Message, Type: UNNOTICED_TYPE, Props: PLAIN_PROPS, DeleteAt: this.deps.clock.now()}};
    }
}
