import {earlierKey} from '../../domain/alert/alert_key';
import {toldAlso} from '../../domain/alert/marks';
import {type AlertRecord, postOf, withPost} from '../../domain/alert/record';
import {newRecord} from '../../domain/alert/reducer';
import {serverSeconds} from '../app_context';
import {type Change, changeRecord, type NotificationResult, tellChange, tooLate} from './change_record';

/**
 * A downtime, flapping or custom notice about an object that is fine. It is a post of its own, on which nothing more will
 * happen; what ends that began during a problem is told in the thread of that problem.
 * @param problem the problem it is about, if there is one
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
    const told = await context.store.get(noticesKey(key));
    const known = told?.ages.customs ?? [];
    const customs = toldAlso(known, alert, serverSeconds(context));
    if (customs === known) {
        return {outcome: 'ignored', postId: told ? postOf(told).postId : ''};
    }
    const about = isEarlier ? await context.store.get(earlierKey(key, alert.problemId)) : problem;
    const record = newRecord(alert, place.nonce, serverSeconds(context));
    const result = (about && (await tellThere(change, about))) || {
        outcome: 'created' as const,
        ...(await place.put(record)),
    };
    await context.store.update(noticesKey(key), () => ({
        ...withPost(record, {...postOf(record), postId: result.postId}),
        key: noticesKey(key),
        ages: {...record.ages, customs},
    }));
    context.logger.info('Notice posted', {alert: key, type: alert.notificationType, post: result.postId});
    return {outcome: result.outcome, postId: result.postId};
};

/** Remembers which notices of an object were told. */
export const noticesKey = (key: string): string => `${key}~notices`;

/** @returns undefined when it needs a post of its own */
const tellThere = async (change: Change, about: AlertRecord): Promise<NotificationResult | undefined> => {
    const {before, after} = await changeRecord({...change, key: about.key}, about);
    if (before === after) {
        return undefined;
    }
    const lines = await tellChange({...change, key: about.key}, before, after);
    const isTold = lines.some(({kind}) => kind === 'downtime' || kind === 'flapping');
    const {postId} = postOf(after);
    return isTold ? {outcome: postId === '' ? 'ignored' : 'updated', postId} : undefined;
};
