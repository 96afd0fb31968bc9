import {isDeepStrictEqual} from 'node:util';
import type {Alert} from './alert';
import {targetIds} from './alert';
import {alertKey} from './alert_key';
import {endsProblem, isBefore, isNotice} from './alert_order';
import {type AckDetails, type AlertRecord, isOpen, type NotifiedAck, type Order} from './alert_record';
import {withNotice} from './notices';

/**
 * The record of a problem (or notice) that we hear of for the first time.
 * @param nonce of its post
 * @param nowSeconds Unix seconds
 */
export const newRecord = (alert: Alert, nonce: string, nowSeconds: number): AlertRecord => {
    const blank: AlertRecord = {
        key: alertKey(targetIds(alert.target)),
        alert,
        look: isNotice(alert) ? 'info' : 'problem',
        postId: '',
        channelId: '',
        nonce,
        ...(isNotice(alert) && alert.since !== undefined ? {since: alert.since} : {}),
        flapping: isNotice(alert) && alert.notificationType === 'FLAPPINGSTART',
        inDowntime: isNotice(alert) && alert.notificationType === 'DOWNTIMESTART',
        updatedAt: nowSeconds,
    };
    return isNotice(alert) ? blank : merged(blank, alert, nowSeconds);
};

/**
 * Puts a notification of its problem into a record. Pure, and made so that the order in which notifications come does
 * not matter where they bring the time they were made: of everything the newest word counts, of the end the first one.
 * What came twice changes nothing: then it is the same record.
 * @param nowSeconds Unix seconds
 */
export const merged = (record: AlertRecord, alert: Alert, nowSeconds: number): AlertRecord => {
    const told = withNotice(withAck(record, alert, nowSeconds), alert, nowSeconds);
    const next = endsProblem(alert) ? ended(told, alert, nowSeconds) : withState(told, alert);
    return isSameRecord(next, record) ? record : {...next, updatedAt: nowSeconds};
};

/** A later problem was notified before the end of this one. */
export const superseded = (record: AlertRecord, key: string): AlertRecord => {
    const {failure: _failure, pending: _pending, ...rest} = record;
    if (!isOpen(rest)) {
        return {...rest, key};
    }
    const late = rest.postId === '' ? ({behind: true} as const) : {};
    return {...rest, ...late, key, look: 'recovered', superseded: true};
};

export const withoutAck = (record: AlertRecord): AlertRecord => {
    const {ack: _ack, failure: _failure, notSent: _notSent, ...rest} = record;
    return rest;
};

const withOrder = (record: AlertRecord, more: Order): AlertRecord => ({...record, order: {...record.order, ...more}});

/** Earliest and latest of what is known. */
const least = (a: number | undefined, b: number | undefined) => (a === undefined || (b ?? a) < a ? b : a);
const most = (a: number | undefined, b: number | undefined) => (a === undefined || (b ?? a) > a ? b : a);
const named = <K extends string>(name: K, value: number | undefined) =>
    (value === undefined ? {} : {[name]: value}) as {readonly [name in K]?: number};

/** Names and ids we already know are kept when a notification does not bring them, or comes late. */
const mergedAlert = (known: Alert, news: Alert): Alert => ({
    ...news,
    target: mergedTarget(known, news),
    problemId: known.problemId || news.problemId,
    output: news.output || known.output,
});

const mergedTarget = (known: Alert, news: Alert): Alert['target'] => ({
    host: betterName(known.target.host, news.target.host),
    ...(news.target.service
        ? {service: betterName(known.target.service ?? news.target.service, news.target.service)}
        : {}),
});

const betterName = (known: {uuid: string; name: string}, news: {uuid: string; name: string}) =>
    news.name === news.uuid ? known : news;

const withLateAlert = (record: AlertRecord, alert: Alert): AlertRecord => ({
    ...record,
    alert: {
        ...record.alert,
        target: mergedTarget(alert, record.alert),
        problemId: record.alert.problemId || alert.problemId,
        output: record.alert.output || alert.output,
    },
});

const ended = (record: AlertRecord, alert: Alert, nowSeconds: number): AlertRecord => {
    const known = withOrder(record, named('first', least(record.order?.first, alert.time)));
    if (known.order?.ended && !isBefore(alert, known.alert)) {
        return withLateAlert(known, alert);
    }
    const {failure: _failure, superseded: _superseded, gone: _gone, ...rest} = withOrder(known, {ended: true});
    return {
        ...rest,
        alert: mergedAlert(record.alert, alert),
        look: 'recovered',
        recoveredAt: alert.since ?? alert.time ?? nowSeconds,
    };
};

const withState = (record: AlertRecord, alert: Alert): AlertRecord => {
    const {order} = record;
    const kept = dropsAck(record, alert) ? unacknowledged(record) : record;
    const known: AlertRecord = {
        ...withOrder(kept, {
            ...named('first', least(order?.first, alert.time)),
            ...named('changed', most(order?.changed, alert.since)),
        }),
        ...named('since', least(record.since, alert.since)),
    };
    if (order?.ended || isBefore(alert, record.alert)) {
        return withLateAlert(known, alert);
    }
    const current = {...known, alert: mergedAlert(record.alert, alert)};
    return wasClosedByMistake(record, alert) ? reopened(current) : current;
};

/** openITCOCKPIT's API is some seconds behind its notifications: what was read there does not outweigh a later one. */
const wasClosedByMistake = ({look, superseded, recoveredAt}: AlertRecord, {notificationType, time}: Alert): boolean =>
    notificationType === 'PROBLEM' &&
    (look === 'gone' || (look === 'recovered' && !superseded && time !== undefined && time > (recoveredAt ?? time)));

const reopened = (record: AlertRecord): AlertRecord => {
    const {recoveredAt: _recoveredAt, gone: _gone, ...rest} = withoutAck(record);
    return {...rest, look: 'problem'};
};

/** The core drops an acknowledgement that is not sticky on any state change, a sticky one only on recovery. */
const dropsAck = (record: AlertRecord, alert: Alert): boolean => {
    const {ack, look, order} = record;
    if (ack?.sticky !== false || (look !== 'acknowledged' && look !== 'recovered')) {
        return false;
    }
    const notified = order?.ack?.text === textOf(ack) ? order.ack : undefined;
    return isAfterChange(
        alert,
        notified ?? {state: record.alert.state, ...named('since', order?.changed), ...timeOf(record.alert)},
    );
};

const textOf = ({author, comment}: {author: string; comment: string}): string => `${author}: ${comment}`;

const timeOf = ({time}: Alert) => named('time', time);

/** Did the state change between the two? */
const isAfterChange = (later: Alert, basis: Omit<NotifiedAck, 'text'>): boolean => {
    const {since, time} = later;
    if (since !== undefined && basis.since !== undefined && since !== basis.since) {
        return since > basis.since;
    }
    return later.state !== basis.state && !(time !== undefined && basis.time !== undefined && time < basis.time);
};

const unacknowledged = (record: AlertRecord): AlertRecord => {
    const rest = withoutAck(record);
    return rest.look === 'acknowledged' ? {...rest, look: 'problem'} : rest;
};

const withAck = (record: AlertRecord, alert: Alert, nowSeconds: number): AlertRecord => {
    const before = record.order?.ack;
    if (alert.notificationType !== 'ACKNOWLEDGEMENT' || isRepeat(alert, before)) {
        return record;
    }
    const {state, since} = alert;
    const next = withOrder(record, {ack: {state, ...named('since', since), ...timeOf(alert), text: textOf(alert)}});
    if (record.look === 'acknowledging') {
        // The read-back decides, whose acknowledgement it is.
        return next;
    }
    const changed = record.order?.changed;
    if (alert.sticky === false && since !== undefined && changed !== undefined && since < changed) {
        return unacknowledged(next);
    }
    const ack = isSame(alert, record.ack) ? sameAck(record.ack, alert) : foreignAck(alert, nowSeconds);
    return {...withoutAck(next), look: record.look === 'recovered' ? 'recovered' : 'acknowledged', ack};
};

/** One that was given in openITCOCKPIT again, with the same words, is as old as the newest. */
const sameAck = (ack: AckDetails, {time}: Alert): AckDetails =>
    ack.via === 'mattermost' || time === undefined ? ack : {...ack, at: time};

const isRepeat = ({time}: Alert, before: Order['ack']): boolean =>
    time !== undefined && before?.time !== undefined && time <= before.time;

/** Our own acknowledgement comes back as a notification when notify is on: it changes nothing twice. */
const isSame = (alert: Alert, ack: AckDetails | undefined): ack is AckDetails =>
    ack !== undefined && (alert.author === '' || (alert.author === ack.author && alert.comment === ack.comment));

const foreignAck = (alert: Alert, nowSeconds: number): AckDetails => ({
    author: alert.author,
    comment: alert.comment,
    sticky: alert.sticky ?? true,
    notify: true,
    hostAndServices: false,
    userId: '',
    username: '',
    at: alert.time ?? nowSeconds,
    via: 'openitcockpit',
});

export const isSameRecord = (a: AlertRecord | undefined, b: AlertRecord | undefined): boolean =>
    isDeepStrictEqual(a, b);
