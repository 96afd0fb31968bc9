import type {Alert} from '../../domain/alert/alert';
import {believable} from '../../domain/alert/believable';
import {notified} from '../../domain/alert/observation';
import {isNotice} from '../../domain/alert/order';
import {routeOf} from '../../domain/alert/problem';
import {type AlertRecord, isListed, isOpen, isThere, postOf} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {type AppContext, serverSeconds} from '../app_context';
import {type NotificationResult, tellChange} from './change_record';

/**
 * What is notified of an open problem that has its post changes its record, and no other: the compare-and-set of the store
 * alone keeps nodes apart, and nothing has to be held or read for it.
 * @returns undefined where more is at stake, or nothing changes as far as this node knows: then the alert has to be held
 */
export const changeOpen = async (
    context: AppContext,
    key: string,
    said: Alert,
): Promise<NotificationResult | undefined> => {
    const now = serverSeconds(context);
    const {alert, doubt} = believable(said, now);
    if (doubt || isNotice(alert)) {
        return undefined;
    }
    const known = await context.store.known(key);
    if (!known || !isOfIt(known, alert)) {
        return undefined;
    }
    let before = known;
    let after: AlertRecord | undefined;
    context.latestReadings.touch(key);
    await context.store.update(
        key,
        (stored) => {
            before = stored ?? known;
            const changed = stored && isOfIt(stored, alert) ? observe(stored, notified(alert, now)) : undefined;
            after = changed && context.latestReadings.putInto(key, changed, now);
            return after;
        },
        context.postUpdates.isDue(key),
    );
    if (!after || after === before) {
        return undefined;
    }
    await tellChange({context, key, alert}, before, after);
    const shown = await context.store.known(key);
    const {postId, gone} = postOf(shown ?? after);
    return gone ? undefined : {outcome: 'updated', postId};
};

/** Whatever its id and times, it can only be about this problem, whose post is there. */
const isOfIt = (record: AlertRecord, alert: Alert): boolean => {
    const post = postOf(record);
    return (
        isOpen(record) &&
        record.quiet === undefined &&
        record.superseded === undefined &&
        (isThere(post) || isListed(post)) &&
        (alert.problemId === '' || alert.problemId === record.alert.problemId) &&
        routeOf(record, alert) === 'current'
    );
};
