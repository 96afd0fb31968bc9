import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {
    type AlertPost,
    type AlertRecord,
    changingPost,
    isBehind,
    isCollected,
    isListed,
    isOpen,
    isThere,
    postOf,
    seenOn,
    withPost,
} from '../../domain/alert/record';
import type {PostContent} from '../../domain/post/alert_post';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
import {noLongerCollected} from '../posts/further_posts';
import {recordOfPost} from '../posts/record_of_post';
import {renderRecord, showAlert} from '../posts/show_alert';
import {enrich} from './enrich_alert';
import {apply} from './receive_notification';
import {weigh} from './weigh';

/** A post of our notification command that Mattermost is about to store. */
export interface AnnouncedPost {
    readonly channelId: string;
    /** Unique to this post, and the same when it is sent again. */
    readonly nonce: string;
    /** Our notification command signed it. What an unsigned post says is weighed first. */
    readonly signed?: true;
}

/** What to do with it. */
export type Adoption =
    | {readonly kind: 'keep'; readonly record: AlertRecord; readonly content: PostContent}
    /** Its alert already has a post, which was brought up to date: this one is not needed. */
    | {readonly kind: 'drop'}
    /** It is nobody's word, or nothing confirms it: it stays a post like any other. */
    | {readonly kind: 'plain'};

/** A webhook post becomes the living post of its alert, or updates the existing one. Its id follows later. */
export const adoptPost = (context: AppContext, alert: Alert, post: AnnouncedPost): Promise<Adoption> => {
    const key = alertKey(targetIds(alert.target));
    return context.alertQueue.run(key, async () => {
        const counted = post.signed ? alert : await weigh(context, key, alert);
        if (!counted) {
            context.trace.add(key, 'not_confirmed', alert.state);
            const facts = {alert: key, type: alert.notificationType, state: alert.state, channel: post.channelId};
            context.findings.note(
                `weak ${key}`,
                says(({findings}) => findings.notConfirmed),
                facts,
            );
            return {kind: 'plain'};
        }
        const complete = await enrich(context, key, counted);
        return context.store.exclusively(key, () => adopt(context, key, complete, post));
    });
};

const adopt = async (context: AppContext, key: string, alert: Alert, post: AnnouncedPost): Promise<Adoption> => {
    const current = await context.store.get(key);
    const known = current && seenOn(current, ({nonce}) => nonce === post.nonce);
    if (known) {
        // Sent again, because Mattermost did not store it the first time or its answer was lost.
        const its = postOf(known);
        return its.postId === '' && !isListed(its) ? keep(context, known) : {kind: 'drop'};
    }
    let record: AlertRecord | undefined;
    const place = {
        nonce: post.nonce,
        ...(post.signed ? {signed: post.signed} : {}),
        channelId: post.channelId,
        put: async (wanted: AlertRecord) => {
            record = withPost(wanted, {...postOf(wanted), ...post});
            return {postId: '', channelId: post.channelId};
        },
        // Mattermost makes it.
        done: async () => undefined,
    };
    const {outcome} = await apply(context, key, alert, place);
    context.metrics.alert(alert.notificationType, outcome);
    const shown = record ?? (alert.notificationType === 'PROBLEM' ? await asFurther(context, key, post) : undefined);
    return shown ? keep(context, shown) : {kind: 'drop'};
};

/** A channel that has no post of the problem yet keeps the one that was sent there. */
const asFurther = async (context: AppContext, key: string, post: AnnouncedPost): Promise<AlertRecord | undefined> => {
    const further: AlertPost = {...post, postId: '', wanted: 1, shown: 1};
    const isLacking = (record: AlertRecord) =>
        isOpen(record) &&
        (record.posts.some(isThere) || isCollected(record)) &&
        record.posts.every(({channelId}) => channelId !== post.channelId);
    const after = await context.store.update(
        key,
        (current) =>
            current &&
            (isLacking(current) ? noLongerCollected({...current, posts: [...current.posts, further]}) : current),
    );
    return after && seenOn(after, (one) => one.nonce === post.nonce && !isListed(one));
};

const keep = (context: AppContext, record: AlertRecord): Adoption => ({
    kind: 'keep',
    record,
    content: renderRecord(context, record),
});

/** The adopted post was stored: the alert now knows its post, which then shows what was notified meanwhile. */
export const bindPost = async (context: AppContext, key: string, nonce: string, postId: string): Promise<void> => {
    const known = await recordOfPost(context.store, key, nonce);
    if (!known) {
        return;
    }
    const isIt = (post: AlertPost) => post.nonce === nonce && post.postId === '' && !isListed(post);
    const bound = await context.store.update(
        known.key,
        (stored) =>
            stored && (stored.posts.some(isIt) ? changingPost(stored, isIt, (post) => ({...post, postId})) : stored),
    );
    const post = bound?.posts.find((one) => one.nonce === nonce);
    if (bound && post?.postId === postId && isBehind(bound)) {
        await showAlert(context, bound.key);
    }
};
