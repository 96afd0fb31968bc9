// An acknowledgement that Jane asked for here, and what openITCOCKPIT shows of it.
import {acknowledge} from '../../../server-proxy/src/app/actions/acknowledge';
import type {ObjectStatus} from '../../../server-proxy/src/app/catch_up/readings_port';
import type {PendingAction, RequestOf} from '../../../server-proxy/src/domain/action/action_request';
import {momentAt} from '../../../server-proxy/src/domain/alert/moment';
import type {AlertRecord} from '../../../server-proxy/src/domain/alert/record';
import {NOW, pendingOf} from '../records';
import {BEGAN, recordAfter, said} from '../words';
import {statusOf} from './strategy_context';

export const REQUEST = {
    kind: 'acknowledge',
    comment: 'on it',
    sticky: true,
    notify: false,
    hostAndServices: false,
} as const;
export const AUTHOR = 'Jane Roe (@jane)';
/** When the command was sent, in seconds since the problem began. */
export const SENT = NOW - BEGAN;

export type Ack = PendingAction<RequestOf<'acknowledge'>>;
export const asked = (more: Partial<Ack> = {}): Ack => ({...pendingOf(REQUEST), request: REQUEST, ...more});

export const open = () => recordAfter(said('PROBLEM', 10));
export const under = (record = open()): AlertRecord => ({
    ...record,
    ...acknowledge.began?.(record, asked()),
    pending: [asked()],
});
export const ours = (seconds?: number, more = {}) => ({
    author: AUTHOR,
    comment: 'on it',
    sticky: true,
    ...(seconds === undefined ? {} : {at: momentAt(BEGAN + seconds)}),
    ...more,
});
/** @param fresh how old the database is */
export const shows = (fresh: number | undefined, found?: ReturnType<typeof ours>): ObjectStatus => ({
    ...statusOf(fresh),
    acknowledged: true,
    ...(found ? {acknowledgement: found} : {}),
});
