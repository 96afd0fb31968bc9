import {isProblemState} from '#contract';
import {alertKey} from '../../domain/alert/alert_key';
import {worseOf} from '../../domain/alert/severity';
import type {Missed, MissedProblem} from '../../domain/post/missed_post';
import type {AppContext} from '../app_context';
import {isTold} from './find_untold';
import type {SentNotification} from './readings_port';

/** So many turns must have been left out: what comes and goes between two of them is over before anybody could act. */
const GAP_TURNS = 3;

interface Episode extends MissedProblem {
    readonly first: SentNotification;
    readonly isOver: boolean;
}

/**
 * What openITCOCKPIT notified as a problem and as over again while nothing was asked, and no post has told.
 * @param lookedAt when the last turn ended, @param now in Unix seconds on openITCOCKPIT's clock
 * @throws AppError `openitcockpit_*`
 */
export const findMissed = async (
    context: AppContext,
    lookedAt: number | undefined,
    now: number,
): Promise<Missed | undefined> => {
    const {reconcile, tellMissed} = context.settings;
    if (!tellMissed || lookedAt === undefined || now - lookedAt < (GAP_TURNS * reconcile.intervalMs) / 1000) {
        return undefined;
    }
    const sent = await context.monitoring.sentNotifications(['host', 'service'], lookedAt);
    const byKey = new Map<string, SentNotification[]>();
    for (const row of sent) {
        const key = alertKey(row.target);
        const rows = byKey.get(key) ?? [];
        rows.push(row);
        byKey.set(key, rows);
    }
    const problems: MissedProblem[] = [];
    for (const [key, rows] of byKey) {
        const episode = lastEpisode(inOrder(rows));
        if (episode?.isOver && !isTold(await context.store.get(key), episode.first.at)) {
            problems.push(episode);
        }
    }
    const sorted = problems.toSorted((a, b) => a.from - b.from);
    return sorted.length === 0 ? undefined : {problems: sorted, from: lookedAt, to: now};
};

/**
 * The oldest first. Texts without seconds are equal for a whole minute, in which the order of the list counts; within one second
 * that is in no order, and a problem comes before its end.
 */
const inOrder = (newestFirst: readonly SentNotification[]): readonly SentNotification[] =>
    newestFirst.toReversed().toSorted((a, b) => a.at.earliest - b.at.earliest || beforeInSecond(a, b));

const beforeInSecond = (a: SentNotification, b: SentNotification): number =>
    a.at.earliest === a.at.latest ? Number(isProblemState(b.state)) - Number(isProblemState(a.state)) : 0;

/** @param rows of one object, the oldest first */
const lastEpisode = (rows: readonly SentNotification[]): Episode | undefined => {
    let last: Episode | undefined;
    for (const row of rows) {
        if (isProblemState(row.state)) {
            last = last && !last.isOver ? {...last, state: worseOf(last.state, row.state)} : begun(row, last);
        } else if (last && !last.isOver) {
            last = {...last, to: row.at.earliest, isOver: true};
        }
    }
    return last;
};

const begun = (row: SentNotification, before: Episode | undefined): Episode => ({
    ...row,
    first: row,
    from: row.at.earliest,
    to: row.at.earliest,
    times: (before?.times ?? 0) + 1,
    isOver: false,
});
