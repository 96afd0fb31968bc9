import {LRUCache} from 'lru-cache';
import pMap from 'p-map';
import {isOver} from '../../domain/alert/call';
import type {AlertRecord} from '../../domain/alert/record';
import {hasRisen, isWaiting, isWorse} from '../../domain/alert/waiting';
import {atMost} from '../../domain/at_most';
import {asAppError} from '../../domain/errors';
import {neutralize} from '../../domain/text';
import {says} from '../../domain/texts';
import {isTimeZone} from '../../domain/zoned_time';
import type {AppContext, CallsPeople} from '../app_context';
import {Turns} from '../turns';
import {listCollected} from './list_collected';
import {callPeople, resumeCalls} from './make_calls';
import {type Unreached, unreached} from './unreached';

const PAUSE_AFTER_FAILURE_MS = 5000;
/** Where nobody has subscribed. */
const UNUSED_PAUSE_MS = 600_000;
const AT_ONCE = 4;
/** Who is mentioned in vain is looked for once in this time. */
const REACH_KEPT_MS = 3_600_000;
const REACHES_KEPT = 2000;

const LOCK = 'calls';

/**
 * Calls people again to problems that nobody takes care of, and tells what quiet hours have collected. What is due is in the
 * records, so it survives a stop; one node of a cluster at a time looks at it.
 */
export class Calls implements CallsPeople {
    readonly turns: Turns;
    /** On the monotonic clock. */
    private unusedUntil = Number.NEGATIVE_INFINITY;
    private readonly reached = new LRUCache<string, true>(atMost(REACHES_KEPT));

    constructor(private readonly context: () => AppContext) {
        this.turns = new Turns({
            inBackground: (work) => context().background.start('Calling people', work),
            turn: (signal) => this.turn(signal),
        });
    }

    async changed(record: AlertRecord): Promise<void> {
        if (isWaiting(record)) {
            await callPeople(this.context(), record.key);
        }
    }

    mentioned(channelId: string, mentions: readonly string[]): void {
        const context = this.context();
        const now = context.clock.monotonic();
        const asked = mentions.filter((mention) => !this.reached.has(`${channelId} ${mention}`));
        for (const mention of asked) {
            this.reached.set(`${channelId} ${mention}`, true, {ttl: REACH_KEPT_MS, start: now});
        }
        if (asked.length > 0) {
            context.background.start('Looking whom a mention reaches', async () => {
                for (const one of await unreached(context, channelId, asked)) {
                    this.sayUnreached(channelId, one);
                }
            });
        }
    }

    private sayUnreached(channelId: string, {mention, said}: Unreached): void {
        this.context().findings.note(`mention ${channelId} ${mention}`, said, {channel: channelId, mention});
    }

    private async turn(signal: AbortSignal): Promise<number | undefined> {
        const context = this.context();
        try {
            if (!(await this.isWorthLooking(context))) {
                return undefined;
            }
            const next = await context.store.unlessBusy(LOCK, () => callsTurn(context, signal));
            return next === undefined ? undefined : next - context.clock.now();
        } catch (error) {
            context.logger.warn('Not everybody could be called who was to be', {error: asAppError(error)});
            return PAUSE_AFTER_FAILURE_MS;
        }
    }

    /** Where nobody has subscribed, something may be left of whoever had. */
    private async isWorthLooking({routing, clock}: AppContext): Promise<boolean> {
        const now = clock.monotonic();
        if (!(await routing.isUsed()) && now < this.unusedUntil) {
            return false;
        }
        this.unusedUntil = now + UNUSED_PAUSE_MS;
        return true;
    }
}

/** @returns when there may be more to do, in Unix milliseconds @throws AppError when not all could be done */
const callsTurn = async (context: AppContext, signal: AbortSignal): Promise<number> => {
    await sayUnknownZones(context);
    let failure: unknown;
    const work = async ({key}: AlertRecord): Promise<void> => {
        if (!signal.aborted) {
            try {
                await resumeCalls(context, key);
                await callPeople(context, key);
            } catch (error) {
                // One that fails keeps no other waiting.
                failure = error;
            }
        }
    };
    const waiting = await context.store.waiting();
    const due = waiting.filter((record) => dueAt(record) <= context.clock.now());
    await pMap(due, work, {concurrency: AT_ONCE});
    const left = due.length === 0 ? waiting : await context.store.waiting();
    if (!signal.aborted) {
        await listCollected(context, left);
    }
    if (failure !== undefined) {
        throw failure;
    }
    return Math.min(...left.map(dueAt).filter((at) => at > context.clock.now()));
};

/** When something may be due; what has become critical since is. Unix milliseconds */
const dueAt = (record: AlertRecord): number =>
    Math.min(
        ...record.posts.flatMap((post) => {
            const {held, calls = []} = post;
            return [
                ...(hasRisen(record, post) || isWorse(record, post) ? [0] : []),
                ...(held && !held.listed ? [held.until * 1000] : []),
                ...calls.flatMap((call) =>
                    isOver(call) ? [] : [call.begun ? 0 : (call.at ?? Number.POSITIVE_INFINITY)],
                ),
            ];
        }),
    );

const sayUnknownZones = async ({routing, findings}: AppContext): Promise<void> => {
    for (const {id, channelId, quietHours} of (await routing.all()).subscriptions) {
        const topic = `zone ${id}`;
        if (!quietHours || isTimeZone(quietHours.timeZone)) {
            findings.settle(topic);
            continue;
        }
        const [zone, channel] = [neutralize(quietHours.timeZone), neutralize(channelId)];
        const said = says(({loudness}) => loudness.unknownZone(zone, channel));
        if (!findings.renew(topic, said)) {
            findings.problem(topic, said, {subscription: id});
        }
    }
};
