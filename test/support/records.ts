import type {ActionRequest, PendingAction} from '../../server-proxy/src/domain/action/action_request';
import type {AckDetails} from '../../server-proxy/src/domain/alert/ack_details';
import {parseNotification} from '../../server-proxy/src/domain/alert/notification';
import type {AlertRecord} from '../../server-proxy/src/domain/alert/record';
import {newRecord} from '../../server-proxy/src/domain/alert/reducer';
import {problem} from './app/problem';

/** Unix seconds at which these records were made. */
export const NOW = 1_795_490_000;
export const POST_ID = 'post1'.padEnd(26, 'p');

/** The record of a service problem that has a post. @param fields of its notification */
export const recordOf = (fields: Record<string, unknown> = {}, more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...newRecord(parseNotification(problem(fields)), 'nonce', NOW),
    posts: [{postId: POST_ID, channelId: 'channel', nonce: 'nonce', wanted: 1, shown: 1}],
    ...more,
});

export const hostRecordOf = (more: Partial<AlertRecord> = {}): AlertRecord =>
    recordOf({type: 'Host', serviceuuid: '', state: '1'}, more);

export const ACKNOWLEDGED: AckDetails = {
    author: 'Jane Roe (@jane)',
    comment: 'on *it*',
    sticky: true,
    notify: false,
    hostAndServices: false,
    userId: 'userjane',
    username: 'jane',
    at: NOW + 60,
    via: 'mattermost',
};

export const RECHECK: ActionRequest = {kind: 'recheck', hostAndServices: false};

/** An action Jane requested on the post of `recordOf`. */
export const pendingOf = (request: ActionRequest = RECHECK, more: Partial<PendingAction> = {}): PendingAction => ({
    id: request.kind,
    userId: 'userjane',
    username: 'jane',
    author: 'Jane Roe (@jane)',
    postId: POST_ID,
    channelId: 'channel',
    askedAt: NOW,
    attempts: 0,
    request,
    ...more,
});
