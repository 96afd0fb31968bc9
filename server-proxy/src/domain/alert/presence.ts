import {isAfter, type Moment} from './moment';
import type {Seen} from './observation';
import {type AlertRecord, isOpen} from './record';

/** openITCOCKPIT did not know the object. If that happens at two different moments, the object is gone for good. */
export const missing = (
    record: AlertRecord,
    why: NonNullable<AlertRecord['gone']>,
    at: Moment | undefined,
    now: number,
): AlertRecord => {
    const {missingSince, ...rest} = record;
    if (!isOpen(record) || !at || !isAfter(at, record.ages.state.at)) {
        return record;
    }
    if (missingSince === undefined || missingSince >= now) {
        return missingSince === undefined ? {...record, missingSince: now} : record;
    }
    const {failure: _failure, notSent: _notSent, ...known} = rest;
    return {...known, look: 'gone', gone: why, ages: {...record.ages, state: {by: 'database', at}}};
};

export const withoutMissing = ({missingSince: _missing, ...record}: AlertRecord): AlertRecord => record;

/** Names are from openITCOCKPIT's configuration: as old as the question. */
export const withNames = (record: AlertRecord, {hostName, serviceName}: Seen, askedAt: Moment): AlertRecord => {
    const {host, service} = record.alert.target;
    if (hostName === undefined) {
        return record;
    }
    const isSame = host.name === hostName && (service === undefined || service.name === (serviceName ?? service.name));
    if (isSame || (record.ages.names && !isAfter(askedAt, record.ages.names))) {
        return record;
    }
    const target = {
        host: {...host, name: hostName},
        ...(service ? {service: {...service, name: serviceName ?? service.name}} : {}),
    };
    return {...record, alert: {...record.alert, target}, ages: {...record.ages, names: askedAt}};
};
