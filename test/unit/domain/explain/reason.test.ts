import {describe, expect, it} from 'vitest';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import type {AlertPost, AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {newRecord} from '../../../../server-proxy/src/domain/alert/reducer';
import {type Asking, type Known, type Reason, reasonOf} from '../../../../server-proxy/src/domain/explain/reason';
import type {TraceKind} from '../../../../server-proxy/src/domain/explain/trace';
import {problem} from '../../../support/app/problem';

const NOW = 1_795_490_000;

const OBJECT = {
    target: {hostUuid: 'h', serviceUuid: 's'},
    hostName: 'web01',
    serviceName: 'Ping',
    state: 'CRITICAL',
    output: '',
    acknowledged: false,
    inDowntime: false,
    flapping: false,
    stateSince: momentAt(NOW - 600),
} as const;

const ASKING: Asking = {opens: 'everything', intervalSeconds: 60, hasDefaultChannel: true, toldNobody: false};

const known = (more: Partial<Known> = {}): Known => ({
    now: NOW,
    object: OBJECT,
    trace: [],
    refusals: [],
    decisions: [],
    defaultTakes: 'rest',
    asking: ASKING,
    ...more,
});

const happened = (kind: TraceKind, what = '', at = NOW - 10): Partial<Known> => ({trace: [{at, kind, what}]});

const record = (post: Partial<AlertPost>, more: Partial<AlertRecord> = {}): Partial<Known> => ({
    record: {
        ...newRecord(parseNotification(problem()), 'n', NOW),
        posts: [{channelId: 'c', postId: 'p', nonce: 'n', wanted: 1, shown: 1, ...post}],
        ...more,
    },
});

const asking = (more: Partial<Asking>): Partial<Known> => ({asking: {...ASKING, ...more}});

const CASES: readonly (readonly [string, Partial<Known>, Reason])[] = [
    ['it has its post', record({}), {kind: 'posted'}],
    [
        'its post cannot be changed',
        {...record({shown: 0}), ...happened('not_updated', 'c mattermost_forbidden')},
        {kind: 'not_updated', channel: 'c', code: 'mattermost_forbidden'},
    ],
    ['its post was deleted', record({gone: true}), {kind: 'deleted'}],
    ['its post is still to be made', record({postId: '', since: 1}), {kind: 'being_made'}],
    [
        'a list told of it',
        {...record({postId: ''}, {quiet: 'list'}), ...happened('listed', 'c')},
        {kind: 'listed', channel: 'c'},
    ],
    ['a storm swallowed it', happened('storm', 'c'), {kind: 'storm', channel: 'c'}],
    ['its cause swallowed it', happened('cause', 'core switch'), {kind: 'cause', cause: 'core switch'}],
    ['quiet hours collect it', happened('collected', 'c'), {kind: 'collected', channel: 'c'}],
    ['it came too late', happened('late', 'PROBLEM'), {kind: 'late'}],
    ['it was not confirmed', happened('not_confirmed', 'CRITICAL'), {kind: 'not_confirmed'}],
    ['its channel does not count', happened('not_authorised', 'c'), {kind: 'not_authorised', channel: 'c'}],
    ['it failed', happened('failed', 'busy'), {kind: 'failed', code: 'busy'}],
    [
        'Mattermost refused it',
        happened('refused', 'c mattermost_channel_archived'),
        {kind: 'refused', channel: 'c', code: 'mattermost_channel_archived'},
    ],
    [
        'what was refused for an earlier problem does not count',
        happened('refused', 'c busy', NOW - 700),
        {kind: 'soon'},
    ],
    ['openITCOCKPIT shows nothing', {object: 'hidden'}, {kind: 'hidden'}],
    ['openITCOCKPIT is not asked', asking({intervalSeconds: 0}), {kind: 'not_asked'}],
    ['there is no default channel', asking({hasDefaultChannel: false}), {kind: 'no_default_channel'}],
    ['asking failed', asking({failure: 'it is away'}), {kind: 'not_caught_up', why: 'it is away'}],
    ['it has notified nobody', asking({opens: 'notified', toldNobody: true}), {kind: 'told_nobody'}],
    ['catching up is off', asking({opens: 'off'}), {kind: 'off', count: 0}],
    [
        'catching up is off, and a token was wrong',
        {...asking({opens: 'off'}), refusals: [{at: NOW - 5, code: 'unauthorized'}]},
        {kind: 'wrong_token', count: 1},
    ],
    ['it has just begun', {object: {...OBJECT, stateSince: momentAt(NOW - 20)}}, {kind: 'grace', seconds: 40}],
    ['nothing speaks against it', {}, {kind: 'soon'}],
];

describe('the reason why an alert has a post, or none', () => {
    it.each(CASES)('%s', (_, facts, reason) => {
        expect(reasonOf(known(facts))).toEqual(reason);
    });

    it('is not what openITCOCKPIT shows, if the post is there all the same', () => {
        expect(reasonOf(known({...record({}), object: {...OBJECT, acknowledged: true}}))).toEqual({kind: 'posted'});
    });
});
