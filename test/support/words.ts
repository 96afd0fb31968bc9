// What openITCOCKPIT says about the service in problem.ts, in seconds since its problem began.
import type {NotificationType} from '#contract';
import type {Alert} from '../../server-proxy/src/domain/alert/alert';
import type {SeenObject} from '../../server-proxy/src/domain/alert/found_record';
import {type Moment, momentAt} from '../../server-proxy/src/domain/alert/moment';
import {parseNotification} from '../../server-proxy/src/domain/alert/notification';
import {notified, reading, type Seen} from '../../server-proxy/src/domain/alert/observation';
import type {AlertRecord} from '../../server-proxy/src/domain/alert/record';
import {newRecord, observe} from '../../server-proxy/src/domain/alert/reducer';
import {problem} from './app/problem';
import {NOW} from './records';

/** Unix seconds at which the problem began. */
export const BEGAN = 1_795_489_000;

export const at = (seconds: number): Moment => momentAt(BEGAN + seconds);

/** A notification of the service. @param seconds when it was made; undefined: without a time */
export const said = (type: NotificationType, seconds?: number, more: Record<string, unknown> = {}): Alert =>
    parseNotification(
        problem({
            notificationtype: type,
            ...(seconds === undefined ? {} : {time: String(BEGAN + seconds)}),
            ...more,
        }),
    );

/** A recovery; the state OK began with it. */
export const recovery = (seconds: number, more: Record<string, unknown> = {}): Alert =>
    said('RECOVERY', seconds, {
        state: '0',
        output: 'fine',
        problemid: '',
        lastproblemid: 'problem-1',
        laststatechange: String(BEGAN + seconds),
        ...more,
    });

export const acknowledgement = (seconds?: number, more: Record<string, unknown> = {}): Alert =>
    said('ACKNOWLEDGEMENT', seconds, {ackauthor: 'Admin', ackcomment: 'seen', ...more});

export const recordAfter = (first: Alert, ...others: readonly Alert[]): AlertRecord =>
    others.reduce((record, alert) => observe(record, notified(alert, NOW)), newRecord(first, 'nonce', NOW));

export const heard = (record: AlertRecord, alert: Alert, now = NOW): AlertRecord =>
    observe(record, notified(alert, now));

/** The API's status of it. @param seconds its age; undefined: undated */
export const seen = (seconds: number | undefined, more: Partial<SeenObject> = {}): Omit<SeenObject, 'target'> => ({
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    output: 'rta nan, lost 100%',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    ...(seconds === undefined ? {} : {checkedAt: at(seconds), freshAt: at(seconds)}),
    ...more,
});

export const read = (record: AlertRecord, what: Seen | 'deleted', now = NOW): AlertRecord =>
    observe(record, reading(what, now, now));
