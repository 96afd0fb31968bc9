import {isProblemState} from '#contract';
import type {Alert} from './alert';
import {type AckDetails, type AlertRecord, isOpen} from './alert_record';
import {withDowntime} from './downtime';
import {neutralize} from './text';
import type {Texts} from './texts';
import {type ThreadLine, threadLinesOf} from './thread_line';
import {withoutAck} from './transitions';

/** What openITCOCKPIT says about an object now, as far as a post shows it. */
export interface Seen {
    readonly hostName: string;
    readonly serviceName?: string;
    /** undefined: not in monitoring. */
    readonly state?: Alert['state'];
    readonly output: string;
    readonly acknowledged: boolean;
    readonly acknowledgement?: {readonly author: string; readonly comment: string; readonly sticky: boolean};
    readonly inDowntime: boolean;
}

/**
 * The record as it would be, had every notification about it arrived. Pure.
 * @param seen `deleted`: openITCOCKPIT knows no such object
 * @param nowSeconds Unix seconds; from two moments that differ, a missing object is missing for good
 * @returns the same record when it says what openITCOCKPIT says
 */
export const healed = (record: AlertRecord, seen: Seen | 'deleted', nowSeconds: number): AlertRecord => {
    if (!isOpen(record)) {
        return record;
    }
    if (seen === 'deleted' || seen.state === undefined) {
        return missing(record, seen === 'deleted' ? 'deleted' : 'unmonitored', nowSeconds);
    }
    const found = withNames(withoutMissing(record), seen);
    const next = isProblemState(seen.state)
        ? withSeenDowntime(
              withAcknowledgement(withState(found, seen.state, seen.output), seen, nowSeconds),
              seen,
              nowSeconds,
          )
        : recovered(found, seen.state, seen.output, nowSeconds);
    return next === record ? record : {...next, updatedAt: isVisible(record, next) ? nowSeconds : record.updatedAt};
};

/** Does the post show the difference? */
export const isVisible = (before: AlertRecord, after: AlertRecord): boolean =>
    before.look !== after.look ||
    before.alert !== after.alert ||
    before.ack !== after.ack ||
    before.inDowntime !== after.inDowntime;

const missing = (record: AlertRecord, why: NonNullable<AlertRecord['gone']>, nowSeconds: number): AlertRecord => {
    const {missingSince, ...rest} = record;
    if (missingSince === undefined || missingSince >= nowSeconds) {
        return missingSince === undefined ? {...record, missingSince: nowSeconds} : record;
    }
    const {failure: _failure, notSent: _notSent, ...known} = rest;
    return {...known, look: 'gone', gone: why, updatedAt: nowSeconds};
};

const withoutMissing = (record: AlertRecord): AlertRecord => {
    if (record.missingSince === undefined) {
        return record;
    }
    const {missingSince: _missing, ...rest} = record;
    return rest;
};

const withNames = (record: AlertRecord, {hostName, serviceName}: Seen): AlertRecord => {
    const {host, service} = record.alert.target;
    if (host.name === hostName && (service === undefined || service.name === (serviceName ?? service.name))) {
        return record;
    }
    const target = {
        host: {...host, name: hostName},
        ...(service ? {service: {...service, name: serviceName ?? service.name}} : {}),
    };
    return {...record, alert: {...record.alert, target}};
};

/** Its times stay those of the newest notification: a later one counts, one that is late does not. */
const withState = (record: AlertRecord, state: Alert['state'], output: string): AlertRecord =>
    record.alert.state === state
        ? record
        : {...record, alert: {...record.alert, state, output: output || record.alert.output}};

const recovered = (record: AlertRecord, state: Alert['state'], output: string, nowSeconds: number): AlertRecord => {
    const {failure: _failure, notSent: _notSent, ...rest} = record;
    return {
        ...rest,
        alert: {...record.alert, notificationType: 'RECOVERY', state, output: output || record.alert.output},
        look: 'recovered',
        recoveredAt: nowSeconds,
        order: {...record.order, ended: true},
    };
};

const withAcknowledgement = (record: AlertRecord, seen: Seen, nowSeconds: number): AlertRecord => {
    if (!seen.acknowledged) {
        return record.look === 'acknowledged' || record.look === 'acknowledging'
            ? {...withoutAck(record), look: 'problem'}
            : record;
    }
    const {ack} = record;
    const shown = seen.acknowledgement;
    // Its record may be missing for a moment, or for good.
    if (record.look === 'acknowledged' && (!shown || isSame(shown, ack))) {
        return record;
    }
    const kept = ack && shown && isSame(shown, ack) ? ack : undefined;
    return {...withoutAck(record), look: 'acknowledged', ack: kept ?? foreign(seen, nowSeconds)};
};

const isSame = (shown: {author: string; comment: string}, ack: AckDetails | undefined): boolean =>
    ack !== undefined && shown.author.trim() === ack.author.trim() && shown.comment.trim() === ack.comment.trim();

const foreign = ({acknowledgement}: Seen, nowSeconds: number): AckDetails => ({
    author: acknowledgement?.author ?? '?',
    comment: acknowledgement?.comment ?? '',
    sticky: acknowledgement?.sticky ?? true,
    notify: false,
    hostAndServices: false,
    userId: '',
    username: '',
    at: nowSeconds,
    via: 'openitcockpit',
});

const withSeenDowntime = (record: AlertRecord, {inDowntime}: Seen, nowSeconds: number): AlertRecord =>
    record.inDowntime === inDowntime ? record : withDowntime(record, inDowntime, nowSeconds);

/** The lines that the missed notifications would have left in the thread. */
export const healingLines = (before: AlertRecord, after: AlertRecord, texts: Texts): ThreadLine[] => {
    if (after.gone) {
        return [{kind: 'state', text: texts.gone[after.gone]}];
    }
    const notificationType = after.inDowntime ? 'DOWNTIMESTART' : 'DOWNTIMEEND';
    const notice: Alert = {...after.alert, notificationType, author: '', comment: ''};
    return [...threadLinesOf(before, after, notice, texts), ...removalLine(before, after, texts)];
};

/** The core itself drops an acknowledgement when the state changes. */
const removalLine = (before: AlertRecord, after: AlertRecord, texts: Texts): ThreadLine[] =>
    before.look === 'acknowledged' && after.look === 'problem' && before.alert.state === after.alert.state
        ? [{kind: 'acknowledgement', text: texts.removedElsewhere(neutralize(before.ack?.author ?? ''))}]
        : [];
