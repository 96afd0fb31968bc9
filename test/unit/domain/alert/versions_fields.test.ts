import {describe, expect, it} from 'vitest';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {upgraded} from '../../../../server-proxy/src/domain/alert/versions';
import {ACKNOWLEDGED, NOW} from '../../../support/records';
import {at, BEGAN, recordAfter, said} from '../../../support/words';

const today = () => recordAfter(said('PROBLEM', 10));

/** As 0.1.0 stored it. */
const first = (more: Record<string, unknown> = {}) => {
    const {version: _version, posts: _posts, ages: _ages, ...record} = today();
    return upgraded({...record, postId: 'post', channelId: 'channel', nonce: 'nonce', ...more} as never);
};
const undated = () => {
    const {time: _time, since: _since, ...alert} = today().alert;
    return alert;
};

describe('a record of this version', () => {
    it('is taken as it is', () => {
        const record: AlertRecord = today();
        expect(upgraded(record)).toBe(record);
    });
});

describe('a record of 0.1.0', () => {
    it('keeps what it says, with its post in a list', () => {
        const {ages: _ages, posts: _posts, ...said} = today();
        const record = first();
        expect(record).toMatchObject(said);
        expect(record.posts).toEqual([{channelId: 'channel', postId: 'post', nonce: 'nonce', wanted: 1, shown: 0}]);
        for (const old of ['postId', 'channelId', 'nonce', 'order']) {
            expect(record).not.toHaveProperty(old);
        }
    });

    it.each([
        ['of an open problem may be behind: nobody stored what it shows', {}, 0],
        ['of one that is over shows it', {look: 'recovered'}, 1],
        ['of one that is over may be known to be behind', {look: 'recovered', behind: true}, 0],
    ])('with the post %s', (_law, more, shown) => {
        expect(first(more).posts).toMatchObject([{wanted: 1, shown}]);
        expect(first(more)).not.toHaveProperty('behind');
    });

    it('whose post somebody deleted', () => {
        expect(first({postGone: true}).posts).toMatchObject([{gone: true}]);
        expect(first({postGone: true})).not.toHaveProperty('postGone');
    });

    it('is as old as its last notification', () => {
        expect(first().ages).toStrictEqual({state: {by: 'core', since: at(0), at: at(10)}, opened: at(10)});
        expect(first({alert: undated(), updatedAt: NOW}).ages).toEqual({
            state: {by: 'core', at: at(NOW - BEGAN)},
            opened: at(NOW - BEGAN),
        });
    });

    it.each(['recovered', 'gone'])('that was closed may have been closed by the database: %s', (look) => {
        expect(first({look, recoveredAt: BEGAN + 300}).ages.state).toEqual({by: 'database', at: at(300)});
        expect(first({look, updatedAt: BEGAN + 310}).ages.state).toEqual({by: 'database', at: at(310)});
    });

    it('keeps the order of what was notified', () => {
        const customs = [{at: 1, text: 'CUSTOM'}];
        const order = {first: BEGAN + 5, ended: true, downtime: BEGAN + 20, flapping: BEGAN + 30, customs};
        expect(first({order}).ages).toEqual({
            state: {by: 'core', since: at(0), at: at(10)},
            opened: at(5),
            first: BEGAN + 5,
            ended: true,
            inDowntime: {by: 'core', at: at(20)},
            flapping: {by: 'core', at: at(30)},
            customs,
        });
    });

    it('keeps how old its acknowledgement is', () => {
        const word = {time: BEGAN + 20, state: 'WARNING', since: BEGAN + 15, text: 'Ada: seen'};
        const {time: _time, since: _since, ...bare} = word;
        const age = {on: true, by: 'core', state: 'WARNING', text: 'Ada: seen'};
        expect(first({order: {ack: word}, ack: ACKNOWLEDGED}).ages.ack).toEqual({...age, at: at(20), since: at(15)});
        expect(first({order: {ack: bare}, ack: ACKNOWLEDGED}).ages.ack).toEqual({...age, at: at(NOW + 60 - BEGAN)});
        expect(first({order: {ack: bare}}).ages.ack).toEqual({...age, at: at(-BEGAN)});
        expect(first({ack: ACKNOWLEDGED}).ages.ack).toEqual({
            on: true,
            by: 'database',
            at: at(NOW + 60 - BEGAN),
            state: 'CRITICAL',
            text: 'Jane Roe (@jane): on *it*',
        });
    });
});
