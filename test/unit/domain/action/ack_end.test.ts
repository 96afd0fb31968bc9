import {describe, expect, it} from 'vitest';
import {type EndingAck, isAskable, planOf, withNotEnded} from '../../../../server-proxy/src/domain/action/ack_end';
import type {AckQuestion} from '../../../../server-proxy/src/domain/alert/ack_details';
import {acknowledgedOf, oldAcknowledgements} from '../../../../server-proxy/src/domain/alert/old_acknowledgements';
import {type AlertRecord, isEnding} from '../../../../server-proxy/src/domain/alert/record';
import {pendingOf} from '../../../support/records';
import {recordAfter, said} from '../../../support/words';

const NOW = 1_795_490_000;
const HOUR = 3600;
const ACK: EndingAck = {
    author: 'Jane Roe (@jane)',
    comment: 'new disk',
    sticky: true,
    notify: false,
    hostAndServices: false,
    userId: 'jane',
    username: 'jane',
    at: NOW - HOUR / 2,
    via: 'mattermost',
    until: NOW + HOUR / 2,
    lasts: HOUR,
};
const QUESTION: AckQuestion = {
    userId: 'jane',
    ackAt: ACK.at,
    until: ACK.until,
    mark: 'mark',
    firstTriedAt: NOW,
    triedAt: NOW,
    postId: 'question',
};
const record = (more: Partial<AlertRecord> = {}, ack: Partial<EndingAck> = {}): AlertRecord => ({
    ...recordAfter(said('PROBLEM', 10)),
    look: 'acknowledged',
    ack: {...ACK, ...ack},
    ...more,
});
const removing = () => ({pending: [{...pendingOf({kind: 'remove_acknowledgement', ackAt: ACK.at}), postId: ''}]});

describe('what is due about an acknowledgement that ends', () => {
    it.each([
        ['nothing, until the person is to be asked', record(), NOW, {steps: [], next: ACK.until - 900}],
        ['a quarter of an hour before: ask', record(), ACK.until - 900, {steps: ['ask'], next: ACK.until}],
        [
            'of a short one at half its time',
            record({}, {lasts: 600, until: NOW + 300}),
            NOW,
            {steps: ['ask'], next: NOW + 300},
        ],
        ['once asked, nothing', record({question: QUESTION}), ACK.until - 60, {steps: [], next: ACK.until}],
        [
            'asked without an answer of Mattermost: ask again, a minute later',
            record({question: {...QUESTION, postId: undefined} as unknown as AckQuestion}),
            NOW + 60,
            {steps: ['ask'], next: ACK.until},
        ],
        [
            'at the end: remove, and answer the question',
            record({question: QUESTION}),
            ACK.until,
            {steps: ['remove', 'answer']},
        ],
        ['nothing while it is being removed', record(removing()), ACK.until, {steps: []}],
        [
            'nothing after a recovery but the answer',
            record({look: 'recovered', question: QUESTION}),
            NOW,
            {steps: ['answer']},
        ],
        [
            'nothing of one that never ends',
            {...record(), ack: {...ACK, until: undefined}} as unknown as AlertRecord,
            NOW,
            {steps: []},
        ],
    ] as const)('%s', (_what, given, now, plan) => {
        expect(planOf(given, now)).toEqual(plan);
    });

    it('is what did not work, again after five minutes, then ten, then left to the channel', () => {
        const first = withNotEnded(record(), 'because', ACK.until, false);
        expect(planOf(first, ACK.until + 299)).toEqual({steps: [], next: ACK.until + 300});
        expect(planOf(first, ACK.until + 300).steps).toEqual(['remove']);
        const second = withNotEnded(first, 'because', ACK.until + 300, false);
        expect(planOf(second, ACK.until + 899).steps).toEqual([]);
        const third = withNotEnded(second, 'because', ACK.until + 900, false);
        expect(third.ack?.notEnded?.leftToChannel).toBe(true);
        expect(planOf(third, ACK.until + 9000)).toEqual({steps: []});
        expect(isEnding(third)).toBe(false);
    });

    it('is the question, as long as it is about this acknowledgement and this end', () => {
        expect(isAskable(record({question: QUESTION}), NOW)).toBe(true);
        expect(isAskable(record({question: QUESTION}), ACK.until)).toBe(false);
        expect(isAskable(record({question: {...QUESTION, decided: 'extended'}}), NOW)).toBe(false);
        expect(isAskable(record({question: {...QUESTION, ackAt: 1}}), NOW)).toBe(false);
        expect(isAskable(record({question: QUESTION, ...removing()}), NOW)).toBe(false);
        expect(isAskable(record(), NOW)).toBe(false);
    });
});

describe('what is acknowledged', () => {
    const DAY = 86_400;
    const of = (key: string, days: number): AlertRecord => ({...record({key}, {at: NOW - days * DAY})});

    it('is listed with the oldest first, old ones marked', () => {
        const records = [of('b', 1), of('a', 9), of('c', 7), {...of('d', 20), look: 'recovered' as const}];
        const listed = acknowledgedOf(records, 7, NOW).map(({record: {key}, isOld}) => `${key} ${isOld}`);
        expect(listed).toEqual(['a true', 'c true', 'b false']);
        expect(oldAcknowledgements(records, 8, NOW).map(({record: {key}}) => key)).toEqual(['a']);
    });
});
