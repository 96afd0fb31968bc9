import type {ActionKind} from '../../domain/action/action_request';
import {openAction} from '../../domain/action/pending_action';
import {reading, type Seen} from '../../domain/alert/observation';
import {type AlertRecord, isPending, postOf} from '../../domain/alert/record';
import {isVisible, observe} from '../../domain/alert/reducer';
import {readingLines, type ThreadLine} from '../../domain/post/thread_line';
import {textsOf} from '../../domain/texts';
import {type AppContext, serverSeconds} from '../app_context';
import {tellLines} from '../posts/downtime_words';
import {postFurtherSoon} from '../posts/further_posts';
import {showAlert} from '../posts/show_alert';
import type {StatusReading} from './readings_port';

/**
 * Applies what is younger in a reading to the alert's record, post and thread.
 * @param known the record, which may have changed since it was read
 * @param mark of `latestReadings`, from before the record was read
 * @param askedAt Unix seconds on openITCOCKPIT's clock
 * @returns whether the post was wrong
 */
export const takeReading = async (
    context: AppContext,
    known: AlertRecord,
    seen: StatusReading,
    askedAt: number,
    mark: number,
): Promise<boolean> => {
    context.hasRead?.();
    return take(context, known, seen, {askedAt, mark, isRead: true});
};

/** The same for what was not read from openITCOCKPIT's interface. */
export const takeSeen = (
    context: AppContext,
    known: AlertRecord,
    seen: Seen | 'deleted',
    askedAt: number,
    mark: number,
): Promise<boolean> => take(context, known, seen, {askedAt, mark, isRead: false});

interface Taking {
    readonly askedAt: number;
    readonly mark: number;
    /** From the interface, which then tells about downtimes, too. */
    readonly isRead: boolean;
}

const take = async (
    context: AppContext,
    known: AlertRecord,
    seen: Seen | 'deleted',
    {askedAt, mark, isRead}: Taking,
): Promise<boolean> => {
    const {key} = known;
    context.latestReadings.remember(key, seen, askedAt);
    const withIt = (record: AlertRecord) => observe(record, reading(seen, askedAt, serverSeconds(context)));
    if (!isPending(known) && !context.latestReadings.isTouched(key, mark) && withIt(known) === known) {
        return false;
    }
    const {before, after} = await exchange(context, known, withIt);
    if (!isVisible(before, after)) {
        return false;
    }
    context.trace.add(key, 'corrected', after.alert.state);
    await showAlert(context, key);
    postFurtherSoon(context, after);
    const lines =
        after.cause === undefined ? readingLines(before, after, textsOf(context.settings.language).alerts) : [];
    const left = lines.filter((line) => !isReportedByAction(before, line));
    await tellLines(context, after, left, isRead);
    const facts = {alert: key, post: postOf(after).postId, look: after.look, state: after.alert.state};
    context.logger.info('Post was wrong', facts);
    return true;
};

/** A check or downtime that was requested here reports its own result. */
const isReportedByAction = (record: AlertRecord, {kind}: ThreadLine): boolean => {
    const kinds = REPORTED_BY[kind] ?? [];
    return kinds.some((action) => openAction(record, action) !== undefined);
};

const REPORTED_BY: Partial<Record<ThreadLine['kind'], readonly ActionKind[]>> = {
    state: ['recheck'],
    recovery: ['recheck'],
    downtime: ['schedule_downtime', 'cancel_downtime'],
};

/** The next problem may be getting its post at this moment, which holds the alert. */
const exchange = (
    context: AppContext,
    known: AlertRecord,
    change: (record: AlertRecord) => AlertRecord,
): Promise<{before: AlertRecord; after: AlertRecord}> =>
    context.alertQueue.run(known.key, () =>
        context.store.exclusively(known.key, async () => {
            let before = known;
            const after = await context.store.update(known.key, (current) => {
                before = current ?? known;
                return current && change(current);
            });
            return {before, after: after ?? before};
        }),
    );
