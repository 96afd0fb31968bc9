import {type Alert, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {notified} from '../../domain/alert/observation';
import {type AlertRecord, postOf} from '../../domain/alert/record';
import {observe} from '../../domain/alert/reducer';
import {AppError} from '../../domain/errors';
import {type ThreadLine, threadLinesOf} from '../../domain/post/thread_line';
import {says, textsOf} from '../../domain/texts';

import {type AppContext, serverSeconds} from '../app_context';
import {tellLines} from '../posts/downtime_words';
import {postFurtherSoon} from '../posts/further_posts';
import {showSoon} from '../posts/show_alert';
import type {PostPlace} from './place_post';

export interface NotificationResult {
    readonly outcome: 'created' | 'updated' | 'ignored';
    readonly postId: string;
}

/** A notification that is being put into effect. */
export interface Change {
    readonly context: AppContext;
    /** Where its problem is stored. */
    readonly key: string;
    readonly alert: Alert;
    /** The same with its original times, believed or not. */
    readonly said: Alert;
    readonly place: PostPlace;
    /** Its time is not believed, being too long ago. */
    readonly isOld: boolean;
}

export const IGNORED: NotificationResult = {outcome: 'ignored', postId: ''};

export const tooLate = ({context, key, alert}: Change): NotificationResult => {
    const facts = {alert: key, type: alert.notificationType, problem: alert.problemId};
    context.trace.add(alertKey(targetIds(alert.target)), 'late', alert.notificationType);
    const said = says(({findings}) => findings.tooLate);
    context.findings.note('late', said, facts);
    return IGNORED;
};

interface Exchanged {
    /** The record that this compare-and-set replaced. The same as `after` when nothing changed. */
    readonly before: AlertRecord;
    readonly after: AlertRecord;
}

/** Applies the notification to the record of its problem. */
export const changeRecord = async (
    {context, key, alert}: Pick<Change, 'context' | 'key' | 'alert'>,
    current: AlertRecord,
): Promise<Exchanged> => {
    let before = current;
    context.latestReadings.touch(key);
    const after = await context.store.update(key, (stored) => {
        before = stored ?? current;
        const now = serverSeconds(context);
        return context.latestReadings.putInto(key, observe(before, notified(alert, now)), now);
    });
    if (!after || postOf(after).nonce !== postOf(current).nonce) {
        throw new AppError('busy', 'Another node changed this alert at the same time; please try again.');
    }
    return {before, after};
};

/** Shows the change in post and thread. @returns the thread's lines */
export const tellChange = async (
    {context, key, alert}: Pick<Change, 'context' | 'key' | 'alert'>,
    before: AlertRecord,
    after: AlertRecord,
): Promise<readonly ThreadLine[]> => {
    await showSoon(context, key);
    postFurtherSoon(context, after);
    // What explains it says enough.
    const lines =
        after.cause === undefined ? threadLinesOf(before, after, alert, textsOf(context.settings.language).alerts) : [];
    await tellLines(context, after, lines, false);
    const facts = {alert: key, type: alert.notificationType, look: after.look, post: postOf(after).postId};
    context.logger.info('Alert updated', facts);
    return lines;
};
