import pMap from 'p-map';
import type {TargetIds} from '../domain/alert/alert';
import {alertKey} from '../domain/alert/alert_key';
import {chunksOf} from '../domain/chunks';
import {asAppError} from '../domain/errors';
import type {Call, TimedAnswer} from './call';
import {kindOf} from './readings';
import {byUuid, LIST_SIZE, listCall, listed} from './status_lists';

type Ask = (call: Call) => Promise<TimedAnswer>;

/** Leaves one of the three slots to people who are waiting. */
const AT_ONCE = 2;
/** Objects that no list shows, as a role may have browsers without lists. */
const SINGLE_READS = 200;

/**
 * Which of these objects whoever asks may edit: a few lists, then one by one what they do not show.
 * @returns keys of alerts
 */
export const editableOf = async (
    ask: Ask,
    targets: readonly TargetIds[],
    mayEditOne: (target: TargetIds) => Promise<boolean>,
): Promise<ReadonlySet<string>> => {
    const seen = new Map<string, boolean>();
    const pages = (['host', 'service'] as const).flatMap((kind) =>
        chunksOf(
            targets.filter((target) => kindOf(target) === kind),
            LIST_SIZE,
        ).map((page) => ({kind, page})),
    );
    await pMap(
        pages,
        async ({kind, page}) => {
            const call = listCall(kind, 'read_rights', byUuid(kind, page), page.length);
            try {
                for (const {target, status} of listed(kind, call.path, (await ask(call)).json).objects) {
                    seen.set(alertKey(target), status.mayEdit);
                }
            } catch (error) {
                if (asAppError(error).code !== 'openitcockpit_right_missing') {
                    throw error;
                }
            }
        },
        {concurrency: AT_ONCE},
    );
    const unseen = targets.filter((target) => !seen.has(alertKey(target))).slice(0, SINGLE_READS);
    await pMap(
        unseen,
        async (target) => {
            const mayEdit = await mayEditOne(target).catch((error: unknown) => {
                if (asAppError(error).code === 'openitcockpit_not_found') {
                    return false;
                }
                throw error;
            });
            seen.set(alertKey(target), mayEdit);
        },
        {concurrency: AT_ONCE},
    );
    return new Set([...seen].filter(([, mayEdit]) => mayEdit).map(([key]) => key));
};
