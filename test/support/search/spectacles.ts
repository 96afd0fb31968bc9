import type {ObjectStatus} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {MonitoringPort} from '../../../server-proxy/src/app/monitoring_port';
import {AppError} from '../../../server-proxy/src/domain/errors';
import type {Spectacles, Stage} from './run_scene';

type Distortion = (status: ObjectStatus, stage: Stage) => ObjectStatus;

/** The same port, whose readings pass through a distortion. */
const through = (monitoring: MonitoringPort, distort: (status: ObjectStatus) => ObjectStatus): MonitoringPort =>
    new Proxy(monitoring, {
        get(target, name) {
            if (name === 'readStatus') {
                return async (ids: Parameters<MonitoringPort['readStatus']>[0]) =>
                    distort(await target.readStatus(ids));
            }
            if (name === 'readStatuses') {
                return async (ids: Parameters<MonitoringPort['readStatuses']>[0]) => {
                    const readings = await target.readStatuses(ids);
                    const distorted = [...readings].map(
                        ([key, one]) => [key, one === 'deleted' ? one : distort(one)] as const,
                    );
                    return new Map(distorted);
                };
            }
            const value: unknown = Reflect.get(target, name);
            return typeof value === 'function' ? value.bind(target) : value;
        },
    });

/** Disables the age rule: every reading seems to be current. */
export const ageless: Spectacles = (monitoring, stage) => through(monitoring, (status) => asOfNow(status, stage));

const asOfNow: Distortion = (status, stage) => {
    const second = Math.floor(stage.coreNow() / 1000);
    const now = {earliest: second, latest: second};
    const {acknowledgement} = status;
    return {
        ...status,
        checkedAt: now,
        stateSince: now,
        freshAt: now,
        ...(acknowledgement ? {acknowledgement: {...acknowledgement, at: now}} : {}),
    };
};

/**
 * An age rule in one line, outside the handler: a reading not newer than the latest notification is withheld, as if
 * openITCOCKPIT could not be reached. Too strict to ship, strict enough to validate the search.
 */
export const withheld: Spectacles = (monitoring, stage) =>
    through(monitoring, (status) => {
        const newest = stage.newestHeard ? Math.floor(stage.newestHeard.ms / 1000) : 0;
        if (status.freshAt === undefined || status.freshAt.earliest <= newest) {
            throw new AppError('openitcockpit_unreachable', 'The reading is too old.');
        }
        return status;
    });
