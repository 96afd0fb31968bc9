import {ALERT_POST_TYPE, ALERT_PROP, SIGNATURE_PROP} from '#contract';
import {ReplayGuard} from '../app/actions/replay_guard';
import type {Clock, Logger} from '../app/telemetry';
import type {Application} from '../app/use_cases';
import {verifyWebhookPost} from '../domain/action/action_token';
import {asAppError, type ErrorCode} from '../domain/errors';
import type {SealedPlace} from '../domain/post/seal';
import type {GobStruct, GobValue} from '../wire';
import {propsOf, stringOf, structOf} from '../wire/go_values';
import {BuiltinPosts} from './builtin_posts';
import {isByWebhook} from './post_attachments';
import {adopted, BIND_PROP, PLAIN_PROPS, UNCHANGED, unseen, type WillBePosted} from './post_replies';

/** A signed post is accepted no longer than this. */
const REPLAY_MEMORY_MS = 600_000;
/** Mattermost's type of posts with attachments. */
const PLAIN_TYPE = 'slack_attachment';
/** Errors of signatures that are not ours, or no longer valid. */
const NOT_OURS: ReadonlySet<ErrorCode> = new Set(['bad_signature', 'expired']);

/** The hook sees every post on the server, and hardly any has one of these props, so they are checked before reading it all. */
const PROPS_OF_INTEREST = ['from_webhook', ALERT_PROP, 'type'];

const isOfInterest = ({Type, Props}: GobStruct): boolean =>
    stringOf(Type) === ALERT_POST_TYPE || (Props instanceof Map && PROPS_OF_INTEREST.some((name) => Props.has(name)));

interface Deps {
    readonly application: Application;
    readonly botId: string;
    readonly signingSecrets: readonly [string, ...string[]];
    /** Posts of this openITCOCKPIT's own module become alerts too; empty: none do. */
    readonly adoptFrom: string;
    readonly clock: Clock;
    readonly logger: Logger;
}

/**
 * Turns posts of our notification command, made through the incoming webhook, and of openITCOCKPIT's own module into
 * living alerts. Posts that only imitate ours are stripped of what makes them look like an alert.
 */
export class WebhookPosts {
    private readonly guard: ReplayGuard;
    private readonly builtin: BuiltinPosts;

    constructor(private readonly deps: Deps) {
        this.guard = new ReplayGuard(deps.clock, REPLAY_MEMORY_MS);
        this.builtin = new BuiltinPosts({
            ...deps,
            openitcockpitUrl: deps.adoptFrom,
            signingSecret: deps.signingSecrets[0],
        });
    }

    /**
     * @param value the post
     * @param context of the request that makes it, as Mattermost tells it
     */
    async willBePosted(value: GobValue | undefined, context: GobStruct): Promise<WillBePosted> {
        const post = structOf(value);
        if (!isOfInterest(post)) {
            return UNCHANGED;
        }
        const props = propsOf(post.Props);
        const claims = ALERT_PROP in props || props.type === ALERT_POST_TYPE || stringOf(post.Type) === ALERT_POST_TYPE;
        const byUs = stringOf(post.UserId) === this.deps.botId && props.from_webhook !== 'true';
        if (byUs) {
            return UNCHANGED;
        }
        const byWebhook = isByWebhook(post, context);
        // Nobody would see an alert there.
        const isReply = stringOf(post.RootId) !== '';
        const place = {channelId: stringOf(post.ChannelId), userId: stringOf(post.UserId)};
        if (!claims) {
            const message = stringOf(post.Message);
            return byWebhook ? this.builtin.willBePosted({...place, message, props, isReply}) : UNCHANGED;
        }
        try {
            // Until it is adopted, its signature can be read by all who see the post.
            return await this.adopt(byWebhook && !isReply ? props[SIGNATURE_PROP] : '', place);
        } catch (error) {
            const known = asAppError(error);
            const facts = {channel: stringOf(post.ChannelId), user: stringOf(post.UserId), error: known};
            if (!NOT_OURS.has(known.code)) {
                this.deps.logger.error('An alert was left as it was posted', facts);
                return {A: {Props: {[SIGNATURE_PROP]: ''}}};
            }
            this.deps.logger.warn('A post that looks like an alert was left as plain text', facts);
            // Nor can fields of the post be emptied; this type is drawn as if there were none.
            return {A: {Type: PLAIN_TYPE, Props: PLAIN_PROPS}};
        }
    }

    /** Called for everybody's posts: only adopted ones carry the mark, and only they and our own have our type. */
    async hasBeenPosted(value: GobValue | undefined): Promise<void> {
        const post = structOf(value);
        const [nonce, key] = String(propsOf(post.Props)[BIND_PROP] ?? '').split(' ');
        if (nonce && key && stringOf(post.Type) === ALERT_POST_TYPE) {
            // Until now its sender could try again; from here on its signature cannot be used any more.
            this.guard.claim(nonce);
            await this.deps.application.bindPost(key, nonce, stringOf(post.Id));
        }
    }

    private async adopt(signature: unknown, place: SealedPlace): Promise<WillBePosted> {
        const {application, signingSecrets, clock} = this.deps;
        const {alert, nonce} = verifyWebhookPost(signature, signingSecrets, Math.floor(clock.now() / 1000));
        if (this.guard.isUsed(nonce)) {
            return unseen(clock.now());
        }
        const adoption = await application.adoptPost(alert, {channelId: place.channelId, nonce, signed: true});
        if (adoption.kind !== 'keep') {
            this.guard.claim(nonce);
            return unseen(clock.now());
        }
        return adopted(adoption.record, adoption.content, place, signingSecrets[0]);
    }
}
