import {describe, expect, it} from 'vitest';
import {earlierKey} from '../../../../server-proxy/src/domain/alert/alert_key';
import {
    isBehind,
    isFollowed,
    isOpen,
    isPending,
    postOf,
    withPost,
} from '../../../../server-proxy/src/domain/alert/record';
import {NOW, POST_ID, pendingOf, recordOf} from '../../../support/records';

const DAY = 86_400;
const closed = recordOf({}, {look: 'recovered', updatedAt: NOW});

describe('the record of an alert', () => {
    it.each([
        ['problem', true],
        ['acknowledging', true],
        ['acknowledged', true],
        ['not_confirmed', true],
        ['recovered', false],
        ['gone', false],
        ['info', false],
    ] as const)('that looks %s is open: %s', (look, expected) => {
        expect(isOpen(recordOf({}, {look}))).toBe(expected);
    });

    it('waits for what somebody asked for', () => {
        expect(isPending(recordOf())).toBe(false);
        expect(isPending(recordOf({}, {pending: [pendingOf()]}))).toBe(true);
    });

    it.each([
        ['while it is open, however long nothing changed', recordOf({}, {updatedAt: NOW - 100 * DAY}), true],
        ['for a day after it was closed: that may have been a mistake', {...closed, updatedAt: NOW - DAY + 1}, true],
        ['no longer than that', {...closed, updatedAt: NOW - DAY}, false],
        ['not when it is a notice', recordOf({}, {look: 'info', updatedAt: NOW}), false],
        ['not when it is one before the newest', recordOf({}, {key: earlierKey('a', 'problem-1')}), false],
    ])('is compared with openITCOCKPIT %s', (_when, record, expected) => {
        expect(isFollowed(record, NOW)).toBe(expected);
    });

    it('has a post, or one with nothing in it', () => {
        const post = {postId: 'other', channelId: 'c', nonce: 'n', wanted: 1, shown: 0};
        expect(postOf(recordOf()).postId).toBe(POST_ID);
        expect(postOf({posts: []})).toEqual({channelId: '', postId: '', nonce: '', wanted: 0, shown: 0});
        expect(withPost(recordOf(), post)).toEqual({...recordOf(), posts: [post]});
    });

    it('is behind while one of its posts has something left to show', () => {
        const [post] = recordOf().posts;
        expect(post).toBeDefined();
        const behind = {...recordOf(), posts: post ? [post, {...post, wanted: 2}] : []};
        expect(isBehind(recordOf())).toBe(false);
        expect(isBehind(behind)).toBe(true);
        expect(isBehind(recordOf({}, {posts: []}))).toBe(false);
    });
});
