import {AppError} from '../errors';
import type {HandoverSchedule} from '../shift/schedule';
import {says} from '../texts';
import type {Subscriptions} from './subscriptions';

export const MOST_SCHEDULES = 200;

export const scheduleIn = ({handovers = []}: Subscriptions, channelId: string): HandoverSchedule | undefined =>
    handovers.find((one) => one.channelId === channelId);

/** With this schedule in the place of the channel's; undefined: with none. @throws AppError `forbidden` if there are too many */
export const scheduled = (
    state: Subscriptions,
    channelId: string,
    schedule: HandoverSchedule | undefined,
): Subscriptions => {
    const {handovers = [], ...rest} = state;
    const next = [...handovers.filter((one) => one.channelId !== channelId), ...(schedule ? [schedule] : [])];
    if (next.length > MOST_SCHEDULES) {
        throw new AppError(
            'forbidden',
            says(({shift}) => shift.scheduleTooMany(MOST_SCHEDULES)),
        );
    }
    return next.length === 0 ? rest : {...rest, handovers: next};
};
