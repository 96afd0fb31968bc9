import type {NotificationType} from '#contract';
import type {Alert} from './alert';
import {endsProblem} from './alert_order';
import type {AlertRecord, Told} from './alert_record';
import {withDowntime} from './downtime';

interface Mark {
    readonly field: 'inDowntime' | 'flapping';
    readonly order: 'downtime' | 'flapping';
    readonly on: boolean;
}

const MARKS: Partial<Record<NotificationType, Mark>> = {
    DOWNTIMESTART: {field: 'inDowntime', order: 'downtime', on: true},
    DOWNTIMEEND: {field: 'inDowntime', order: 'downtime', on: false},
    DOWNTIMECANCELLED: {field: 'inDowntime', order: 'downtime', on: false},
    FLAPPINGSTART: {field: 'flapping', order: 'flapping', on: true},
    FLAPPINGSTOP: {field: 'flapping', order: 'flapping', on: false},
    FLAPPINGDISABLED: {field: 'flapping', order: 'flapping', on: false},
};

/** What a downtime, flapping or custom notice says about a problem. */
export const withNotice = (record: AlertRecord, alert: Alert, nowSeconds: number): AlertRecord => {
    if (alert.notificationType === 'CUSTOM' && !endsProblem(alert)) {
        const customs = toldAlso(record.order?.customs ?? [], alert, nowSeconds);
        return customs === record.order?.customs ? record : {...record, order: {...record.order, customs}};
    }
    const mark = MARKS[alert.notificationType];
    // What begins when all is well is not about the problem before.
    return mark && !(mark.on && endsProblem(alert)) ? withMark(record, mark, alert, nowSeconds) : record;
};

const withMark = (record: AlertRecord, {field, order, on}: Mark, alert: Alert, nowSeconds: number): AlertRecord => {
    const known = record.order?.[order];
    const {time} = alert;
    if (known !== undefined) {
        const isOld = time !== undefined && (time < known || (time === known && on));
        const isRepeat = time === undefined && record[field] === on;
        if (isOld || isRepeat) {
            return record;
        }
    }
    const marked = field === 'inDowntime' ? withDowntime(record, on, nowSeconds) : {...record, [field]: on};
    return {...marked, order: {...record.order, [order]: time ?? nowSeconds}};
};

/** Two contacts with the same command notify within seconds. Without a time it only counts when they come. */
const SAME_SECONDS = 5;
const SAME_SECONDS_UNTIMED = 30;
const REMEMBERED = 6;

/** @returns the same list when the notice was told before */
export const toldAlso = (told: readonly Told[], alert: Alert, nowSeconds: number): readonly Told[] => {
    const at = alert.time ?? nowSeconds;
    const text = [alert.notificationType, alert.author, alert.comment].join(' ').slice(0, 200);
    const near = alert.time === undefined ? SAME_SECONDS_UNTIMED : SAME_SECONDS;
    if (told.some((known) => known.text === text && Math.abs(known.at - at) <= near)) {
        return told;
    }
    return [...told, {at, text}].sort((a, b) => a.at - b.at).slice(-REMEMBERED);
};
