import type {AlertRecord, DowntimeDetails} from '../alert/record';

/** The object goes into downtime or leaves it; what was scheduled here and is still to come stays. */
export const withDowntime = (record: AlertRecord, inDowntime: boolean, nowSeconds: number): AlertRecord =>
    inDowntime || (record.downtime && record.downtime.start > nowSeconds)
        ? {...record, inDowntime}
        : {...withoutDowntime(record), inDowntime};

export const withoutDowntime = ({downtime: _downtime, ...rest}: AlertRecord): AlertRecord => rest;

/** The scheduled downtime that is running, as far as is known. */
export const runningDowntime = ({inDowntime, downtime, updatedAt}: AlertRecord): DowntimeDetails | undefined =>
    inDowntime && downtime && downtime.start <= updatedAt ? downtime : undefined;

/** The scheduled downtime that has not started yet. */
export const plannedDowntime = ({inDowntime, downtime}: AlertRecord): DowntimeDetails | undefined =>
    inDowntime ? undefined : downtime;
