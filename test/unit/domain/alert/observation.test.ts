import {describe, expect, it} from 'vitest';
import {ackAgeOf, stateAgeOf} from '../../../../server-proxy/src/domain/alert/observation';
import {at, seen} from '../../../support/words';

const withAck = (seconds?: number) => ({
    acknowledged: true,
    acknowledgement: {
        author: 'Ada',
        comment: 'seen',
        sticky: true,
        ...(seconds === undefined ? {} : {at: at(seconds)}),
    },
});

describe('what a reading shows', () => {
    it('of the state is as old as its start and its check', () => {
        expect(stateAgeOf(seen(10, {stateSince: at(5)}))).toEqual({since: at(5), at: at(10)});
    });

    it.each([
        ['the database, where it shows no record', seen(10, {acknowledged: true}), at(10)],
        ['the database, which is younger than the record', seen(10, withAck(5)), at(10)],
        ['the record, which is younger than the database', seen(10, withAck(15)), at(15)],
        ['the record, where the database is not dated', seen(undefined, withAck(15)), at(15)],
        ['nothing, where nothing is dated', seen(undefined, withAck()), undefined],
    ])('of the acknowledgement is as old as %s', (_what, status, age) => {
        expect(ackAgeOf(status)).toEqual(age);
    });
});
