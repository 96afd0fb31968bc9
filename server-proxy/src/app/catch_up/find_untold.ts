import pMap, {pMapSkip} from 'p-map';
import {isAfter, type Moment} from '../../domain/alert/moment';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {GRACE_SECONDS} from '../../domain/explain/reason';
import {type AppContext, serverSeconds} from '../app_context';
import type {ListedProblem} from './readings_port';

const AT_ONCE = 8;

/** An open problem that has no post. */
export interface Untold {
    readonly key: string;
    readonly problem: ListedProblem;
    /** It belongs to a list that is still to be posted. */
    readonly isListed: boolean;
}

/**
 * The open problems that nobody has told here. Never checked objects and those whose times cannot be told are left out: they
 * would be posted anew, or too early.
 * @param listNonce those of a list that is still to be posted count as untold
 */
export const findUntold = async (context: AppContext, listNonce?: string): Promise<readonly Untold[]> => {
    const problems = await context.monitoring.openProblems();
    const now = serverSeconds(context);
    const ripe = [...problems].filter(([, problem]) => isRipe(problem, now));
    const untold = async ([key, problem]: readonly [string, ListedProblem]) => {
        const record = await context.store.get(key);
        const isListed = listNonce !== undefined && record?.quiet === listNonce;
        return isListed || !isTold(record, problem.stateSince) ? {key, problem, isListed} : pMapSkip;
    };
    return pMap(ripe, untold, {concurrency: AT_ONCE});
};

const isRipe = ({stateSince, checkedAt}: ListedProblem, now: number): boolean =>
    stateSince !== undefined && checkedAt !== undefined && now - stateSince.latest >= GRACE_SECONDS;

/** What ended after the problem began was closed by mistake, or the list is behind: the comparison sees to that. */
export const isTold = (record: AlertRecord | undefined, since: Moment | undefined): boolean =>
    record !== undefined && (isOpen(record) || !isAfter(since, record.ages.state.since ?? record.ages.state.at));
