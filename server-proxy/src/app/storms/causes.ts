import {MOST_CONSEQUENCES} from '#contract';
import {type Alert, type TargetIds, targetIds} from '../../domain/alert/alert';
import {
    type AlertRecord,
    type Consequences,
    isAnnounced,
    isBehind,
    isListed,
    isOpen,
    isThere,
} from '../../domain/alert/record';
import {asAppError} from '../../domain/errors';
import {summaryOf} from '../../domain/storm/list_line';
import type {AppContext} from '../app_context';
import {showSoon} from '../posts/show_alert';

/** Of a chain of hosts, each of which is unreachable because of the next. */
const MOST_STEPS = 8;

/**
 * The list that shows a problem in this channel because of what explains it: a service's host, or a host's parent, that is DOWN.
 * @returns undefined: nothing explains it, or not there
 */
export const causeIn = async (
    context: AppContext,
    {alert}: Pick<AlertRecord, 'alert'>,
    channelId: string,
): Promise<string | undefined> => {
    const cause = await causeOf(context, alert, MOST_STEPS);
    const post = cause?.posts.find((one) => one.channelId === channelId && !one.gone);
    if (!cause || !post) {
        return undefined;
    }
    // In a storm or behind a cause of its own, it has no post to show anything.
    return isListed(post) ? post.listedIn : isThere(post) || isAnnounced(post) ? cause.key : undefined;
};

const causeOf = async (
    context: AppContext,
    {target, state}: Pick<Alert, 'target' | 'state'>,
    steps: number,
): Promise<AlertRecord | undefined> => {
    const {hostUuid, serviceUuid} = targetIds(target);
    if (serviceUuid !== undefined) {
        return causeAmong(context, [hostUuid], steps);
    }
    return state === 'UNREACHABLE' ? causeAmong(context, await parentsOf(context, {hostUuid}), steps) : undefined;
};

/** The first of these hosts that is DOWN, or is unreachable because of another that is. */
const causeAmong = async (
    context: AppContext,
    hosts: readonly string[],
    steps: number,
): Promise<AlertRecord | undefined> => {
    const records = await Promise.all(hosts.map((host) => context.store.known(host)));
    const open = records.filter((record) => record !== undefined).filter(isOpen);
    const down = open.find(({alert}) => alert.state === 'DOWN');
    if (down || steps === 0) {
        return down;
    }
    for (const {alert} of open.filter(({alert}) => alert.state === 'UNREACHABLE')) {
        const further = await causeOf(context, alert, steps - 1);
        if (further) {
            return further;
        }
    }
    return undefined;
};

/** Without its parents, a host gets a post of its own. */
const parentsOf = async (context: AppContext, target: TargetIds): Promise<readonly string[]> => {
    try {
        return await context.monitoring.parentsOf(target);
    } catch (error) {
        context.logger.warn('The parents of a host could not be read', {
            host: target.hostUuid,
            error: asAppError(error),
        });
        return [];
    }
};

/** Writes what a problem explains into its record and post. @returns whether there is nothing left to write */
export const showConsequences = async (context: AppContext, cause: string): Promise<boolean> => {
    const {lists} = context.storms;
    await lists.refresh();
    const record = await context.store.known(cause);
    if (record && isCause(record)) {
        // Those that another node told, too.
        await quietenBehind(context, cause);
    }
    const {open, worst} = summaryOf(lists.of(cause), {worst: MOST_CONSEQUENCES, hosts: 0});
    const consequences: Consequences | undefined =
        open === 0
            ? undefined
            : {
                  count: open,
                  worst: worst.map(({hostName, serviceName, state}) => ({
                      name: serviceName === undefined ? hostName : serviceName,
                      state,
                  })),
              };
    const after = await context.store.update(cause, (current) => current && withConsequences(current, consequences));
    if (after && isBehind(after)) {
        await showSoon(context, cause);
    }
    return true;
};

const withConsequences = (record: AlertRecord, consequences: Consequences | undefined): AlertRecord => {
    if (JSON.stringify(record.consequences) === JSON.stringify(consequences)) {
        return record;
    }
    const {consequences: _, ...rest} = record;
    return consequences ? {...rest, consequences} : rest;
};

/** Does this problem explain those of its services? */
export const isCause = (record: AlertRecord): boolean =>
    isOpen(record) && record.alert.state === 'DOWN' && !record.alert.target.service;

/** Problems of this host's services that came first keep their posts, and are quiet from now on. */
export const quietenBehind = async (context: AppContext, host: string): Promise<void> => {
    const {lists} = context.storms;
    const known = new Set(lists.of(host).map(({key}) => key));
    for (const key of lists.servicesOf(host).filter((one) => !known.has(one))) {
        const after = await context.store.update(key, (current) => current && quietened(current, host));
        if (after?.cause === host) {
            lists.note(after);
        }
    }
};

const quietened = (record: AlertRecord, cause: string): AlertRecord =>
    isOpen(record) && record.cause === undefined && record.posts.some(isThere) ? {...record, cause} : record;
