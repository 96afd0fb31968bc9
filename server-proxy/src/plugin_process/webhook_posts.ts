import {ALERT_POST_TYPE, ALERT_PROP, SIGNATURE_PROP} from '#contract';
import type {Application} from '../app/application';
import type {Clock, Logger} from '../app/ports';
import {ReplayGuard} from '../app/replay_guard';
import {verifyWebhookPost} from '../domain/action_token';
import {asAppError} from '../domain/errors';
import {propsOf, stringOf, structOf} from './go_values';
import type {GobValue} from './wire';

/** What the hook answers: `A` is merged into the post (keys can be overwritten, never removed), `B` rejects it. */
export interface WillBePosted {
    readonly A?: {readonly Message?: string; readonly Type?: string; readonly Props?: Record<string, unknown>};
    readonly B?: string;
}

/** Mattermost's word for "drop this post without telling anybody". */
const DISMISS = 'plugin.message_will_be_posted.dismiss_post';
/** Mattermost's type of posts with attachments. */
const PLAIN_TYPE = 'slack_attachment';
/** Marks an adopted post until its id is known. */
const BIND_PROP = 'oitc_bind';
const UNCHANGED: WillBePosted = {};

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
            this.deps.logger.warn('A post that looks like an alert was left as plain text', {
                channel: stringOf(post.ChannelId),
                user: stringOf(post.UserId),
                error: known,
            });
            // A field of the post cannot be emptied either, and this type is drawn like none.
            return {A: {Type: PLAIN_TYPE, Props: {[ALERT_PROP]: '', attachments: [], type: ''}}};
        }
    }

    /** Our own posts come by as well: only adopted ones carry the mark. */
    async hasBeenPosted(value: GobValue | undefined): Promise<void> {
        const post = structOf(value);
        const [nonce, key] = String(propsOf(post.Props)[BIND_PROP] ?? '').split(' ');
        if (nonce && key) {
            await this.deps.application.bindPost(key, nonce, stringOf(post.Id));
        }
    }

    private async adopt(signature: unknown, channelId: string): Promise<WillBePosted> {
        const {application, signingSecrets, clock} = this.deps;
        const {alert, nonce} = verifyWebhookPost(signature, signingSecrets, Math.floor(clock.now() / 1000));
        this.guard.use(nonce, clock.now());
        const adoption = await application.adoptPost(alert, channelId);
        if (adoption.kind === 'dismiss') {
            return {B: DISMISS};
        }
        const {record, content} = adoption;
        const bind = record.look === 'info' ? {} : {[BIND_PROP]: `${record.nonce} ${record.key}`};
        return {
            A: {
                Message: content.message,
                Type: content.type,
                Props: {...content.props, [SIGNATURE_PROP]: '', type: '', ...bind},
            },
        };
    }
}
