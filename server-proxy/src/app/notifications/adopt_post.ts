import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {type AlertRecord, isBehind, postOf, withPost} from '../../domain/alert/record';
import type {PostContent} from '../../domain/post/alert_post';
import {says} from '../../domain/texts';
import type {AppContext} from '../app_context';
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
    if (current && postOf(current).nonce === post.nonce) {
        // Sent again, because Mattermost did not store it the first time or its answer was lost.
        return postOf(current).postId === '' ? keep(context, current) : {kind: 'drop'};
    }
    let record: AlertRecord | undefined;
    const place = {
        nonce: post.nonce,
        ...(post.signed ? {signed: post.signed} : {}),
        put: async (wanted: AlertRecord) => {
            record = withPost(wanted, {...postOf(wanted), ...post});
            return {postId: '', channelId: post.channelId};
        },
        // Mattermost makes it.
        done: async () => undefined,
    };
    const {outcome} = await apply(context, key, alert, place);
    context.metrics.alert(alert.notificationType, outcome);
    return record ? keep(context, record) : {kind: 'drop'};
};

const keep = (context: AppContext, record: AlertRecord): Adoption => ({
    kind: 'keep',
    record,
    content: renderRecord(context, record),
});

/** The adopted post was stored: the alert now knows its post, which then shows what was notified meanwhile. */
export const bindPost = async (context: AppContext, key: string, nonce: string, postId: string): Promise<void> => {
    const at = await keyOf(context, key, nonce);
    const bound = await context.store.update(at, (stored) => {
        const post = stored && postOf(stored);
        return stored && post?.nonce === nonce && post.postId === '' ? withPost(stored, {...post, postId}) : stored;
    });
    if (bound && postOf(bound).postId === postId && isBehind(bound)) {
        await showAlert(context, at);
    }
};

/** Under which the alert of a post is stored: the next problem may have begun before the post was. */
const keyOf = async ({store}: AppContext, key: string, nonce: string): Promise<string> => {
    // Problems with the same id may follow each other in a circle.
    const seen = new Set<string>();
    for (let at: string | undefined = key; at !== undefined && !seen.has(at); ) {
        seen.add(at);
        const record: AlertRecord | undefined = await store.get(at);
        if (record && postOf(record).nonce === nonce) {
            return at;
        }
        at = record?.previous;
    }
    return key;
};
