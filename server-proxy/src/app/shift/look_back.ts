import pMap from 'p-map';
import type {AlertRecord} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {asAppError} from '../../domain/errors';
import type {Outage, PlannedDowntime, Shift} from '../../domain/shift/digest';
import type {WatchState} from '../../domain/watch_state';
import {type AppContext, serverSeconds} from '../app_context';
import {placesOfEpisode, placesOfObject, placesOfRecord, seenBy, type Viewer} from './viewer';

const RECORDS_AT_ONCE = 400;
const OBJECTS_AT_ONCE = 8;

type Past = Pick<Shift, 'written' | 'records' | 'since' | 'isWhole' | 'now'>;

/**
 * What happened since then, as far as this viewer may see it.
 * @param from Unix seconds
 * @throws AppError when a store is away, `mattermost_*`
 */
export const lookBack = async (context: AppContext, viewer: Viewer, from: number): Promise<Past> => {
    const now = serverSeconds(context);
    const [{since = now}, {episodes, isWhole}] = await Promise.all([
        context.shifts.read(),
        context.history.since(from),
    ]);
    const records: AlertRecord[] = [];
    for (const keys of chunksOf(await context.store.followed(), RECORDS_AT_ONCE)) {
        const read = await context.store.readFollowed(keys);
        records.push(...(await seenBy(viewer, read, placesOfRecord(context))));
    }
    return {
        written: await seenBy(viewer, episodes, (episode) => placesOfEpisode(episode)),
        records,
        since,
        isWhole,
        now,
    };
};

/** The same, with what comes and what may have been missed. @throws AppError as `lookBack` */
export const lookAround = async (context: AppContext, viewer: Viewer, from: number): Promise<Shift> => {
    const [past, downtimes, outages] = await Promise.all([
        lookBack(context, viewer, from),
        downtimesFor(context, viewer),
        outagesFor(context, viewer),
    ]);
    return {...past, downtimes, outages, oldDays: context.settings.oldAckDays};
};

const downtimesFor = async (context: AppContext, viewer: Viewer): Promise<Shift['downtimes']> => {
    let planned: readonly PlannedDowntime[];
    try {
        planned = await context.monitoring.plannedDowntimes();
    } catch (error) {
        const known = asAppError(error);
        context.logger.warn('Downtimes could not be read for a hand-over', {error: known});
        return (language) => known.sentence(language);
    }
    const places = await pMap(planned, (downtime) => placesOfObject(context, downtime), {
        concurrency: OBJECTS_AT_ONCE,
    });
    const seen = await viewer.sees(places);
    return planned.filter((_, at) => seen[at]);
};

const outagesFor = async ({watchStore, logger}: AppContext, {isGuest}: Viewer): Promise<readonly Outage[]> => {
    if (isGuest || !watchStore) {
        return [];
    }
    try {
        return outagesIn(await watchStore.read());
    } catch (error) {
        logger.warn('Outages could not be read for a hand-over', {error: asAppError(error)});
        return [];
    }
};

const outagesIn = ({faults = {}, outages = []}: WatchState): readonly Outage[] => [
    ...outages,
    ...(Object.entries(faults) as [Outage['kind'], {readonly since: number}][]).map(([kind, {since}]) => ({
        kind,
        since,
    })),
];
