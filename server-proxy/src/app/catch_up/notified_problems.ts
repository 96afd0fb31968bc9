import {isProblemState} from '#contract';
import {alertKey} from '../../domain/alert/alert_key';
import {isAfter} from '../../domain/alert/moment';
import {type AppContext, serverSeconds} from '../app_context';
import type {Untold} from './find_untold';

/** The database may write what was sent long after it was: so much is read again. */
const OVERLAP_SECONDS = 600;

interface Looked {
    /** When its state began, in Unix seconds. */
    readonly since: number;
    /** Until when it was known to be notified to nobody. */
    readonly until: number;
}

/**
 * Which problems openITCOCKPIT has notified at least one contact of, by its lists of what it sent. Problems that it notified
 * nobody of stay untold for as long as they last, so the lists are read from where the last reading ended.
 */
export class NotifiedProblems {
    private looked: ReadonlyMap<string, Looked> = new Map();

    constructor(private readonly context: AppContext) {}

    /** @throws AppError `openitcockpit_*` */
    async among(untold: readonly Untold[]): Promise<readonly Untold[]> {
        if (untold.length === 0) {
            this.looked = new Map();
            return [];
        }
        const {context} = this;
        const until = serverSeconds(context);
        const kinds = [...new Set(untold.map(({problem}) => kindOf(problem.target)))];
        const since = Math.min(...untold.map((one) => this.from(one)));
        const sent = await context.monitoring.sentNotifications(kinds, since);
        const begun = new Map(untold.map(({key, problem}) => [key, problem.stateSince]));
        const told = new Set(
            sent
                .filter(({state, target, at}) => isProblemState(state) && !isAfter(begun.get(alertKey(target)), at))
                .map(({target}) => alertKey(target)),
        );
        const rest = untold.filter(({key}) => !told.has(key));
        this.looked = new Map(rest.map((one) => [one.key, {since: beginOf(one), until}]));
        return untold.filter(({key}) => told.has(key));
    }

    /** By the last reading. */
    hasToldNobody(key: string): boolean {
        return this.looked.has(key);
    }

    private from(one: Untold): number {
        const since = beginOf(one);
        const looked = this.looked.get(one.key);
        return looked?.since === since ? Math.max(since, looked.until - OVERLAP_SECONDS) : since;
    }
}

const kindOf = ({serviceUuid}: Untold['problem']['target']) => (serviceUuid === undefined ? 'host' : 'service');

const beginOf = ({problem}: Untold): number => problem.stateSince?.earliest ?? 0;
