import pMap from 'p-map';
import type {PendingAction} from '../../domain/action/action_request';
import {isOfPost} from '../../domain/action/pending_action';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import type {AppContext} from '../app_context';
import type {Logger} from '../telemetry';
import {isTooOld} from './queue_action';
import {takeUp} from './take_up';

/** While something is pending: pauses double from the first to the longest. */
const FIRST_PAUSE_MS = 1000;
/** Also how often a node checks for actions that another node took on and abandoned. */
const LONGEST_PAUSE_MS = 30_000;
const AT_ONCE = 8;

/** Retries what could not be carried out at once, with one timer for everything that is pending. */
export class Outbox {
    /** How many actions were last seen waiting for openITCOCKPIT. */
    queued = 0;
    private timer: NodeJS.Timeout | undefined;
    private pauseMs = FIRST_PAUSE_MS;
    private working: Promise<void> | undefined;
    private isWatching = false;

    /** @param replay tries everything once */
    constructor(
        private readonly replay: () => Promise<Left>,
        private readonly logger: Logger,
    ) {}

    /** Checks regularly, until `rest`. */
    watch(): void {
        this.isWatching = true;
        this.plan(LONGEST_PAUSE_MS);
    }

    rest(): void {
        this.isWatching = false;
        clearTimeout(this.timer);
    }

    /** Something is waiting: starts over with short pauses if they had only grown for lack of work. */
    later(): void {
        if (this.queued === 0 && !this.working) {
            this.pauseMs = FIRST_PAUSE_MS;
            this.plan(this.pauseMs);
        }
        this.queued = Math.max(this.queued, 1);
    }

    /** Tries everything now; one turn at a time. Never rejects. */
    now(): Promise<void> {
        this.working ??= this.turn().finally(() => {
            this.working = undefined;
        });
        return this.working;
    }

    private async turn(): Promise<void> {
        let pending = 1;
        try {
            ({queued: this.queued, pending} = await this.replay());
        } catch (error) {
            this.logger.error('Pending actions could not be checked', {error: asAppError(error)});
        }
        this.plan(pending === 0 ? LONGEST_PAUSE_MS : this.pauseMs);
        this.pauseMs = pending === 0 ? FIRST_PAUSE_MS : Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    }

    private plan(pauseMs: number): void {
        clearTimeout(this.timer);
        if (this.isWatching) {
            this.timer = setTimeout(() => void this.now(), pauseMs);
            this.timer.unref();
        }
    }
}

/** What a turn leaves to do. */
interface Left {
    /** Actions that are waiting for openITCOCKPIT. */
    readonly queued: number;
    /** Those, and what is under way here or was abandoned by a node that has just died. */
    readonly pending: number;
}

interface Waiting {
    readonly record: AlertRecord;
    readonly action: PendingAction;
}

/**
 * Resumes everything that is pending: what is waiting for openITCOCKPIT, and what a stop or another node abandoned. The
 * oldest that was never sent goes first, alone: if it cannot be carried out, the others need not be tried either.
 */
export const replayPending = async (context: AppContext): Promise<Left> => {
    const waiting = await readPending(context);
    const first = waiting.find((one) => !isOver(context, one) && one.action.sentAt === undefined);
    const isAway = first !== undefined && (await tryOne(context, first)) === 'queued';
    const others = waiting.filter((one) => one !== first && (!isAway || isOver(context, one)));
    await pMap(others, (one) => tryOne(context, one), {concurrency: AT_ONCE});
    const left = await readPending(context);
    const queued = left.filter(({action}) => action.queuedBecause !== undefined).length;
    context.metrics.queuedActions(queued);
    return {queued, pending: left.length};
};

/** Those of a bulk action are carried out with it; only what it has been told already is left to do here. */
const readPending = async (context: AppContext): Promise<readonly Waiting[]> => {
    const waiting = (await context.store.pending()).flatMap((record) =>
        (record.pending ?? []).map((action) => ({record, action})),
    );
    const bulks = new Set(waiting.flatMap(({action: {bulk, ended}}) => (bulk && !ended ? [bulk.id] : [])));
    const held = await pFilter([...bulks], (id) => context.bulk.holds(id));
    return waiting
        .filter(({action: {bulk, ended}}) => !bulk || ended !== undefined || !held.includes(bulk.id))
        .sort((one, other) => one.action.askedAt - other.action.askedAt);
};

const pFilter = async <T>(items: readonly T[], test: (item: T) => Promise<boolean>): Promise<readonly T[]> => {
    const kept = await Promise.all(items.map(test));
    return items.filter((_, at) => kept[at]);
};

/** An action that has ended, expired, outlived its problem or lost its post is not waiting for openITCOCKPIT. */
const isOver = (context: AppContext, {record, action}: Waiting): boolean =>
    action.ended !== undefined || !isOpen(record) || !isOfPost(record, action) || isTooOld(context, action);

const tryOne = async (context: AppContext, {record: {key}, action}: Waiting) => {
    try {
        return await takeUp(context, key, action.id);
    } catch (error) {
        context.logger.error('A pending action could not be resumed', {alert: key, error: asAppError(error)});
        return 'busy';
    }
};
