import {isProblemState} from '#contract';
import type {Alert} from './alert';
import {targetIds} from './alert';
import {alertKey, sameProblem} from './alert_key';
import {type AckDetails, type AlertRecord, isOpen} from './alert_record';

/** What a notification does to the record of its object. */
export interface Transition {
    readonly record: AlertRecord;
    /** `create`: a new post; `update`: the post of this record changes; `none`: nothing to show. */
    readonly post: 'create' | 'update' | 'none';
}

/**
 * Applies a notification to what we know. Pure: called again when another writer was faster.
 * @param nonce used when a new post is needed
 * @param nowSeconds Unix seconds
 */
export const applyNotification = (
    current: AlertRecord | undefined,
    alert: Alert,
    nonce: string,
    nowSeconds: number,
): Transition => {
    const belongs = current !== undefined && isOpen(current) && sameProblem(current.alert.problemId, alert.problemId);
    if (!belongs) {
        return {record: newRecord(alert, nonce, nowSeconds), post: 'create'};
    }
    return {record: continued({...current, updatedAt: nowSeconds}, alert), post: 'update'};
};

const newRecord = (alert: Alert, nonce: string, nowSeconds: number): AlertRecord => ({
    key: alertKey(targetIds(alert.target)),
    alert,
    look: firstLook(alert),
    postId: '',
    channelId: '',
    nonce,
    ...(alert.notificationType === 'ACKNOWLEDGEMENT' ? {ack: foreignAck(alert, nowSeconds)} : {}),
    ...(alert.since === undefined || alert.notificationType === 'RECOVERY' ? {} : {since: alert.since}),
    ...(alert.notificationType === 'RECOVERY' ? {recoveredAt: alert.since ?? nowSeconds} : {}),
    flapping: alert.notificationType === 'FLAPPINGSTART',
    inDowntime: alert.notificationType === 'DOWNTIMESTART',
    updatedAt: nowSeconds,
});

const firstLook = (alert: Alert): AlertRecord['look'] => {
    if (alert.notificationType === 'RECOVERY') {
        return 'recovered';
    }
    if (!isProblemState(alert.state)) {
        return 'info';
    }
    return alert.notificationType === 'ACKNOWLEDGEMENT' ? 'acknowledged' : 'problem';
};

/** Names and ids we already knew are kept when a later notification does not bring them. */
const merged = (known: Alert, news: Alert): Alert => ({
    ...news,
    target: {
        host: betterName(known.target.host, news.target.host),
        ...(news.target.service
            ? {service: betterName(known.target.service ?? news.target.service, news.target.service)}
            : {}),
    },
    problemId: news.problemId || known.problemId,
    output: news.output || known.output,
});

const betterName = (known: {uuid: string; name: string}, news: {uuid: string; name: string}) =>
    news.name === news.uuid ? known : news;

const continued = (current: AlertRecord, alert: Alert): AlertRecord => {
    const record = {...current, alert: merged(current.alert, alert)};
    switch (alert.notificationType) {
        case 'RECOVERY':
            return recovered(record, alert);
        case 'ACKNOWLEDGEMENT':
            return acknowledgedByNotification(record, alert);
        case 'DOWNTIMESTART':
            return {...record, inDowntime: true};
        case 'DOWNTIMEEND':
        case 'DOWNTIMECANCELLED':
            return {...record, inDowntime: false};
        case 'FLAPPINGSTART':
            return {...record, flapping: true};
        case 'FLAPPINGSTOP':
        case 'FLAPPINGDISABLED':
            return {...record, flapping: false};
        default:
            return isProblemState(alert.state) ? problemAgain(current, record, alert) : recovered(record, alert);
    }
};

const recovered = (record: AlertRecord, alert: Alert): AlertRecord => {
    const {failure: _gone, ...rest} = record;
    return {
        ...rest,
        look: 'recovered',
        recoveredAt: alert.since ?? record.updatedAt,
        flapping: false,
    };
};

/** A normal acknowledgement is dropped by the core on any state change, a sticky one only on recovery. */
const problemAgain = (current: AlertRecord, record: AlertRecord, alert: Alert): AlertRecord => {
    const dropped =
        current.look === 'acknowledged' && current.ack?.sticky === false && current.alert.state !== alert.state;
    return dropped ? withoutAck({...record, look: 'problem'}) : record;
};

/** Our own acknowledgement comes back as a notification when notify is on: it changes nothing twice. */
const acknowledgedByNotification = (record: AlertRecord, alert: Alert): AlertRecord => {
    if (record.look === 'acknowledging') {
        return record;
    }
    const {ack} = record;
    if (ack && (alert.author === '' || (alert.author === ack.author && alert.comment === ack.comment))) {
        return {...withoutAck(record), look: 'acknowledged', ack};
    }
    return {...withoutAck(record), look: 'acknowledged', ack: foreignAck(alert, record.updatedAt)};
};

export const withoutAck = (record: AlertRecord): AlertRecord => {
    const {ack: _ack, failure: _failure, ...rest} = record;
    return rest;
};

const foreignAck = (alert: Alert, nowSeconds: number): AckDetails => ({
    author: alert.author,
    comment: alert.comment,
    sticky: alert.sticky ?? true,
    notify: true,
    hostAndServices: false,
    userId: '',
    username: '',
    at: nowSeconds,
    via: 'openitcockpit',
});
