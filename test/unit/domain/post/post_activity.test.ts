import {describe, expect, it} from 'vitest';
import {LIMIT} from '#contract';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {activityProps, marksOf, queuedOf, underWayLines} from '../../../../server-proxy/src/domain/post/post_activity';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {ACKNOWLEDGED, NOW, pendingOf, recordOf} from '../../../support/records';

const texts = textsOf('en').alerts;
const running = {start: NOW - 60, end: NOW + 600, author: 'a', comment: 'c'};
const planned = {...running, start: NOW + 60};
const acknowledging = pendingOf({
    kind: 'acknowledge',
    comment: 'c',
    sticky: true,
    notify: false,
    hostAndServices: false,
});
const cancelling = pendingOf({kind: 'cancel_downtime', planned: false}, {author: 'J*ne'});
const queued = pendingOf(undefined, {queuedBecause: 'no route'});
const marks = (more: Partial<AlertRecord>) => marksOf(recordOf({}, more), texts, (seconds) => `t${seconds - NOW}`);

describe('what goes on besides the problem', () => {
    it.each([
        ['nothing', {}, ''],
        ['flapping', {flapping: true}, ' · flapping'],
        ['a downtime made elsewhere', {inDowntime: true}, ' · in downtime'],
        ['our downtime', {inDowntime: true, downtime: running}, ' · in downtime until t600'],
        ['our planned downtime', {downtime: planned}, ' · downtime from t60 until t600'],
        ['both', {inDowntime: true, flapping: true}, ' · in downtime · flapping'],
        ['nothing, the problem is over', {inDowntime: true, flapping: true, look: 'recovered'}, ''],
    ] as const)('%s', (_name, more, wanted) => expect(marks(more)).toBe(wanted));

    it('tells the webapp the same', () => {
        expect(activityProps(recordOf())).toEqual({});
        expect(activityProps(recordOf({}, {flapping: true, inDowntime: true}))).toEqual({
            flapping: true,
            in_downtime: true,
        });
        expect(activityProps(recordOf({}, {inDowntime: true, downtime: running}))).toEqual({
            in_downtime: true,
            downtime_from: running.start,
            downtime_until: running.end,
            downtime_author: 'a',
            downtime_comment: 'c',
        });
        expect(activityProps(recordOf({}, {downtime: planned}))).toEqual({
            downtime_from: planned.start,
            downtime_until: planned.end,
            downtime_author: 'a',
            downtime_comment: 'c',
        });
        expect(activityProps(recordOf({}, {flapping: true, inDowntime: true, look: 'recovered'}))).toEqual({});
    });

    it('has a sentence for what is under way; an acknowledgement is a look of its own', () => {
        const record = recordOf({}, {pending: [acknowledging, cancelling, queued], ack: ACKNOWLEDGED});
        expect(underWayLines(record, texts)).toEqual(['downtime is being cancelled for J\\*ne…']);
        expect(activityProps(record).pending).toEqual([{action: 'cancel_downtime', author: 'J*ne'}]);
        const scheduling = pendingOf({
            kind: 'schedule_downtime',
            comment: 'c',
            start: 1,
            end: 2,
            hostAndServices: false,
        });
        expect(underWayLines(recordOf({}, {pending: [scheduling, pendingOf()]}), texts)).toHaveLength(2);
    });

    it('tells what waits for openITCOCKPIT apart, with the reason', () => {
        const record = recordOf({}, {pending: [cancelling, queued]});
        expect(queuedOf(record)).toEqual([queued]);
        expect(activityProps(record).queued).toEqual([
            {action: 'recheck', author: 'Jane Roe (@jane)', because: 'no route'},
        ]);
    });

    it('cuts whose downtime it is, and why, to what the contract allows', () => {
        const long = {...running, author: 'x'.repeat(400), comment: 'y'.repeat(2000)};
        const told = activityProps(recordOf({}, {inDowntime: true, downtime: long}));
        expect([told.downtime_author?.length, told.downtime_comment?.length]).toEqual([LIMIT.author, LIMIT.comment]);
    });

    it('cuts a reason to what the contract allows', () => {
        const record = recordOf({}, {pending: [{...queued, queuedBecause: 'x'.repeat(900)}]});
        expect(activityProps(record).queued?.[0]?.because).toHaveLength(500);
    });
});
