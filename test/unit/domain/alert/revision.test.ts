import {describe, expect, it} from 'vitest';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {revised} from '../../../../server-proxy/src/domain/alert/revision';
import {ACKNOWLEDGED, pendingOf, recordOf} from '../../../support/records';
import {at} from '../../../support/words';

const ENDED = {result: 'confirmed', message: '', weight: 'info', threadLine: ''} as const;
const before = recordOf({}, {pending: [pendingOf()]});

/** What its post has to show after this change, counted. */
const wanted = (more: Partial<AlertRecord>) => revised(before, {...before, ...more}).posts.map((post) => post.wanted);

describe('a changed record', () => {
    it.each([
        ['another state', {alert: {...before.alert, state: 'WARNING'}}],
        ['another look', {look: 'acknowledged', ack: ACKNOWLEDGED}],
        ['a downtime', {inDowntime: true}],
        ['something asked for by somebody else', {pending: [pendingOf(undefined, {author: 'Ada'})]}],
        ['something else asked for', {pending: [pendingOf({kind: 'cancel_downtime', planned: false})]}],
        ['why it waits', {pending: [pendingOf(undefined, {queuedBecause: 'Nothing answers.'})]}],
        ['that nothing is under way any more', {pending: [pendingOf(undefined, {ended: ENDED})]}],
    ] as const)('has its posts show %s', (_what, more) => {
        expect(wanted(more)).toEqual([2]);
    });

    it.each([
        ['what was sent when', {pending: [pendingOf(undefined, {sentAt: 1, attempts: 2})]}],
        ['how old it is', {ages: {...before.ages, opened: at(-9)}, updatedAt: 1}],
        ['that it was not found once', {missingSince: 1}],
        ['under which key it is kept', {key: 'other'}],
        ['what its posts show', {posts: before.posts.map((post) => ({...post, shown: 0}))}],
    ])('leaves them as they are where it is about %s', (_what, more) => {
        expect(wanted(more)).toEqual([1]);
    });

    it('with nothing pending is the same as one with nothing open', () => {
        const done = recordOf({}, {pending: [pendingOf(undefined, {ended: ENDED})]});
        expect(revised(recordOf(), done)).toBe(done);
        expect(revised(done, recordOf())).toEqual(recordOf());
    });

    it('is taken as it is when there was none before, or nothing changed', () => {
        expect(revised(undefined, before)).toBe(before);
        expect(revised(before, before)).toBe(before);
    });
});
