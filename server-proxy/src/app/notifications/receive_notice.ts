import {earlierKey, noticesKey} from '../../domain/alert/alert_key';
import {withSeenNotice} from '../../domain/alert/marks';
import {type AlertRecord, postOf, withPost} from '../../domain/alert/record';
import {newRecord} from '../../domain/alert/reducer';
import {serverSeconds} from '../app_context';
import {makeFurtherSoon} from '../posts/further_posts';
import {type Change, changeRecord, IGNORED, type NotificationResult, tellChange, tooLate} from './change_record';
import {routed} from './place_post';

/**
 * A downtime, flapping or custom notice about an object that is fine. It gets a post of its own, which never
 * changes again; the end of what began during a problem goes into that problem's thread.
 * @param problem the problem it is about, if any
 * @param isEarlier it is about a problem before the current one
 */
export const applyNotice = async (
    change: Change,
    problem: AlertRecord | undefined,
    isEarlier: boolean,
): Promise<NotificationResult> => {
    const {context, key, alert, place} = change;
    if (change.isOld) {
        return tooLate(change);
    }
    const last = await context.store.get(noticesKey(key));
    const known = last?.ages.customs ?? [];
    const customs = withSeenNotice(known, alert, serverSeconds(context));
    if (customs === known) {
        return {outcome: 'ignored', postId: last ? postOf(last).postId : ''};
    }
    const about = isEarlier ? await context.store.get(earlierKey(key, alert.problemId)) : problem;
    const fresh = newRecord(alert, place.nonce, serverSeconds(context));
    const record = {...fresh, key: noticesKey(key), ages: {...fresh.ages, customs}};
    const told = about && (await tellThere(change, about));
    const posted = told ? record : await routed(context, place, record, false);
    if (!posted) {
        await context.store.update(record.key, () => record);
        return IGNORED;
    }
    const {outcome, postId} = told ?? {outcome: 'created', ...(await place.put(posted, place.nonce))};
    await context.store.update(posted.key, () => withPost(posted, {...postOf(posted), postId}));
    await place.done(posted);
    context.logger.info('Notice posted', {alert: key, type: alert.notificationType, post: postId});
    makeFurtherSoon(context, posted);
    return {outcome, postId};
};

/** @returns undefined when it needs a post of its own */
const tellThere = async (change: Change, about: AlertRecord): Promise<NotificationResult | undefined> => {
    const {before, after} = await changeRecord({...change, key: about.key}, about);
    if (before === after) {
        return undefined;
    }
    const lines = await tellChange({...change, key: about.key}, before, after);
    const isInThread = lines.some(({kind}) => kind === 'downtime' || kind === 'flapping');
    const {postId} = postOf(after);
    return isInThread ? {outcome: postId === '' ? 'ignored' : 'updated', postId} : undefined;
};
