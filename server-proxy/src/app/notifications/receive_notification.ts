import {keepingPending} from '../../domain/action/pending_action';
import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey, earlierKey, intentKey, noticesKey} from '../../domain/alert/alert_key';
import {believable, type Doubt} from '../../domain/alert/believable';
import {withOtherNotice} from '../../domain/alert/marks';
import {notified} from '../../domain/alert/observation';
import {endsProblem, isNotice} from '../../domain/alert/order';
import {isCountedAgain, routeOf} from '../../domain/alert/problem';
import {
    type AlertRecord,
    isBehind,
    isCollected,
    isListed,
    isOpen,
    isUnshown,
    postOf,
    TOLD_NOBODY,
} from '../../domain/alert/record';
import {begunAfter, newRecord, observe, superseded} from '../../domain/alert/reducer';
import {asAppError} from '../../domain/errors';
import {says} from '../../domain/texts';
import {readStatus} from '../actions/object_state';
import {type AppContext, serverSeconds} from '../app_context';
import type {PostRef} from '../posts/chat_port';
import {finishPost, unfinished} from '../posts/finish_post';
import {makeFurtherSoon} from '../posts/further_posts';
import {isFinal, keepPost} from '../posts/make_post';
import {showSoon} from '../posts/show_alert';
import {changeOpen} from './change_open';
import {type Change, changeRecord, IGNORED, type NotificationResult, tellChange, tooLate} from './change_record';
import {enrich} from './enrich_alert';
import {ownPost, type PostPlace, putFirst, routed} from './place_post';
import {isPostless} from './postless';
import {applyNotice} from './receive_notice';
import {collect, noteListed, putInList, tellNobody} from './without_post';

/**
 * Notification → post. Notifications of one object are handled one after another across all nodes, so that parallel ones
 * share one post.
 * @throws AppError when Mattermost did not accept the post; repeating the notification completes it, and so does the repair
 *     of posts
 */
export const receiveNotification = (context: AppContext, alert: Alert): Promise<NotificationResult> => {
    const key = alertKey(targetIds(alert.target));
    return context.alertQueue.run(key, async () => {
        try {
            const complete = await enrich(context, key, alert);
            const result =
                (await changeOpen(context, key, complete)) ??
                (await context.store.exclusively(key, () => apply(context, key, complete, ownPost(context))));
            context.metrics.alert(alert.notificationType, result.outcome);
            return result;
        } catch (error) {
            context.trace.add(key, 'failed', asAppError(error).code);
            context.metrics.alert(alert.notificationType, 'failed');
            throw error;
        }
    });
};

/** Applies a notification to records, posts and threads. The caller holds the alert. */
export const apply = async (
    context: AppContext,
    key: string,
    said: Alert,
    place: PostPlace,
): Promise<NotificationResult> => {
    const made = await finishBefore(context, key, believable(said, serverSeconds(context)).alert);
    const result = await applyNext(context, key, said, place);
    return made && made.postId === result.postId ? {...result, outcome: 'created'} : result;
};

/**
 * The object's post that a crash or Mattermost interrupted comes first: this may be the repetition of its notification.
 * @throws AppError when Mattermost does not accept it now either; what was notified is stored with it
 */
const finishBefore = async (context: AppContext, key: string, alert: Alert): Promise<PostRef | undefined> => {
    const slot = intentKey(key);
    const found = await unfinished(context, slot);
    if (found && !isNotice(alert) && found.intent.key === key && routeOf(found.record, alert) === 'current') {
        const observation = notified(alert, serverSeconds(context));
        await context.store.update(
            slot,
            (stored) => stored?.intent && {...observe({...stored, key: stored.intent.key}, observation), key: slot},
        );
    }
    const made = found && (await finishIfTaken(context, slot));
    // Notices have a place of their own: one that Mattermost refuses must not keep a problem from being stored.
    return isNotice(alert) ? ((await finishIfTaken(context, intentKey(noticesKey(key)))) ?? made) : made;
};

/** What Mattermost refuses for good was given up, and must not take this notification with it. */
const finishIfTaken = async (context: AppContext, slot: string): Promise<PostRef | undefined> => {
    try {
        return await finishPost(context, slot);
    } catch (error) {
        if (!isFinal(error)) {
            throw error;
        }
        context.logger.error('A post that had been begun is refused and was given up', {error: asAppError(error)});
        return undefined;
    }
};

const applyNext = async (
    context: AppContext,
    key: string,
    said: Alert,
    place: PostPlace,
): Promise<NotificationResult> => {
    const {alert, doubt} = believable(said, serverSeconds(context));
    if (doubt) {
        reportDoubt(context, key, said, doubt);
    }
    const current = await context.store.get(key);
    const change = {context, key, alert, said, place, isOld: doubt === 'old'};
    const route = (await isOfKnownEarlier(context, key, current, alert)) ? 'earlier' : routeOf(current, alert);
    if (isNotice(alert)) {
        if (route === 'none') {
            await putInQuietly(context, key, alert);
        }
        return applyNotice(change, route === 'current' ? current : undefined, route === 'earlier');
    }
    switch (route) {
        case 'current':
            return current ? changeProblem(change, current) : IGNORED;
        case 'new':
            return beginProblem(change, current);
        case 'earlier':
            return changeEarlier({...change, key: earlierKey(key, alert.problemId)});
        case 'none':
            return tooLate(change);
    }
};

/** Belongs to no problem that we know, but still says how the object is. */
const putInQuietly = async (context: AppContext, key: string, alert: Alert): Promise<void> => {
    const now = serverSeconds(context);
    const after = await context.store.update(
        key,
        (current) =>
            current &&
            (isOpen(current) ? withOtherNotice(current, alert, now) : observe(current, notified(alert, now))),
    );
    if (after && isBehind(after)) {
        await showSoon(context, key);
    }
};

/** Recognised by its id, which works without times too. */
const isOfKnownEarlier = async (
    context: AppContext,
    key: string,
    current: AlertRecord | undefined,
    alert: Alert,
): Promise<boolean> =>
    alert.problemId !== '' &&
    current !== undefined &&
    current.alert.problemId !== alert.problemId &&
    !isCountedAgain(current, alert) &&
    (await context.store.get(earlierKey(key, alert.problemId))) !== undefined;

const reportDoubt = ({findings}: AppContext, alert: string, {time, since}: Alert, doubt: Doubt): void => {
    const said = says(({findings}) => (doubt === 'future' ? findings.timeAhead : findings.timeLongAgo));
    findings.note(`clock ${doubt}`, said, {alert, time, since});
};

const changeProblem = async (change: Change, current: AlertRecord): Promise<NotificationResult> => {
    const {context, key, alert} = change;
    const {before, after} = await changeRecord(change, current);
    const isAgain = alert.notificationType === 'PROBLEM' && isOpen(after);
    // What is collected in quiet hours gets its post when they end, or at once if it becomes critical.
    const isTold = current.quiet === undefined || isCollected(current);
    const isWithout = isTold ? isPostless(current, serverSeconds(context)) : isAgain;
    if (isWithout || (postOf(after).gone && isAgain)) {
        return createPost(change, after);
    }
    if (after !== before) {
        await tellChange(change, before, after);
        const shown = await context.store.get(key);
        if (shown && postOf(shown).gone && isAgain) {
            return createPost(change, shown);
        }
    }
    const {postId} = postOf(after);
    return {outcome: after === before || postId === '' ? 'ignored' : 'updated', postId};
};

/** The object has a new problem. */
const beginProblem = async (change: Change, current: AlertRecord | undefined): Promise<NotificationResult> => {
    const {context, key, alert, place} = change;
    if (change.isOld && !(await isNews(change, current))) {
        return tooLate(change);
    }
    const now = serverSeconds(context);
    const fresh = begunAfter(newRecord(alert, place.nonce, now), current);
    const begun = await withYoungerNotice(change, fresh, now);
    const record = context.latestReadings.putInto(key, begun, now);
    if (endsProblem(alert)) {
        const facts = {alert: key, problem: alert.problemId};
        const said = says(({findings}) => findings.unknownRecovery);
        context.findings.note('unknown', said, facts);
    }
    const previous = current && (await keepEarlier(context, key, current));
    const next = keepingPending(current, previous === undefined ? record : {...record, previous});
    const result = await createPost(change, next);
    if (previous !== undefined) {
        // Its last update may still be waiting under its old key, on this node or another.
        await showSoon(context, previous);
    }
    return result;
};

/** A notice saying that the object is fine may have arrived before an older notification of a problem. */
const withYoungerNotice = async ({context, key}: Change, record: AlertRecord, now: number): Promise<AlertRecord> => {
    const notice = (await context.store.get(noticesKey(key)))?.alert;
    const isYounger = (notice?.time ?? 0) > (record.alert.time ?? Number.POSITIVE_INFINITY);
    return notice && isYounger ? observe(record, notified(notice, now)) : record;
};

/** Notified long ago, or by a wrong clock: is there a problem now that no post shows? */
const isNews = async ({context, alert, said}: Change, current: AlertRecord | undefined): Promise<boolean> => {
    if (endsProblem(alert) || (current && isOpen(current))) {
        return false;
    }
    try {
        const {observation} = await readStatus(context, {alert});
        return isOpen(observe(newRecord(said, '', observation.now), observation));
    } catch (error) {
        context.logger.warn('Whether an old notification still holds could not be read', {error: asAppError(error)});
        return true;
    }
};

/**
 * Moves the previous problem to where its late notifications find it. They cannot find one without an id, but its post may
 * still be to come, or be about to show its end.
 * @param alert key of its object @returns its own key
 */
export const keepEarlier = async (context: AppContext, alert: string, current: AlertRecord): Promise<string> => {
    const key = earlierKey(alert, current.alert.problemId || postOf(current).nonce);
    // Nothing more can be requested on this problem, even before the next one has its post.
    const closed = await context.store.update(
        alert,
        (stored) => stored && keepingPending(stored, superseded(stored, stored.key)),
    );
    const kept = superseded(closed ?? current, key);
    await makeRoom(context, key, kept);
    await context.store.update(key, () => kept);
    return key;
};

/** An earlier problem with the same id, by a core that counts from 1 again, may have a post that is still to be updated. */
const makeRoom = async ({store}: AppContext, key: string, next: AlertRecord): Promise<void> => {
    const there = await store.get(key);
    if (there && isUnshown(there) && postOf(there).nonce !== postOf(next).nonce) {
        const aside = earlierKey(alertKey(targetIds(there.alert.target)), postOf(there).nonce);
        await store.update(aside, () => ({...there, key: aside}));
    }
};

/** A late notification of an earlier problem. */
const changeEarlier = async (change: Change): Promise<NotificationResult> => {
    const {context, key, alert, place} = change;
    const known = await context.store.get(key);
    if (known) {
        return changeProblem(change, known);
    }
    if (change.isOld) {
        return tooLate(change);
    }
    return createPost(change, superseded(newRecord(alert, place.nonce, serverSeconds(context)), key));
};

const createPost = async (change: Change, record: AlertRecord): Promise<NotificationResult> => {
    const {context, place, alert} = change;
    const {nonce: before, postId: its} = postOf(record);
    const {quiet, ...told} = record;
    const isToldBefore = its !== '' || (quiet !== undefined && quiet !== TOLD_NOBODY && !isCollected(record));
    const wanted = await routed(context, place, told, isToldBefore);
    context.news.whenFollowed(alertKey(targetIds(record.alert.target)));
    if (!wanted) {
        return tellNobody(change, told);
    }
    if (isListed(postOf(wanted))) {
        return putInList(change, wanted, before);
    }
    if (postOf(wanted).held) {
        return collect(change, wanted);
    }
    const {posted, ref} = await putFirst(place, wanted, before);
    context.latestReadings.touch(record.key);
    const postId = await keepPost(context, posted, before, ref);
    await place.done(posted);
    context.postUpdates.begin(record.key);
    context.logger.info('Alert posted', {alert: record.key, type: alert.notificationType, post: postId});
    makeFurtherSoon(context, posted);
    await noteListed(context, posted.key);
    return {outcome: 'created', postId};
};
