import {describe, expect, it} from 'vitest';
import {acknowledge} from '../../../../server-proxy/src/app/actions/acknowledge';
import {failed} from '../../../../server-proxy/src/app/actions/strategy';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {reading} from '../../../../server-proxy/src/domain/alert/observation';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {type Ack, AUTHOR, asked, open, ours, SENT, shows, under} from '../../../support/app/acknowledgement';
import {statusOf} from '../../../support/app/strategy_context';
import {NOW} from '../../../support/records';
import {acknowledgement, BEGAN, heard, recordAfter, recovery, said} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
const sent = (more: Partial<Ack> = {}): Ack => asked({sentAt: NOW, attempts: 1, ...more});

describe('what becomes of an acknowledgement', () => {
    const read = (status: ObjectStatus) => ({status, observation: reading(status, NOW + 5, NOW + 5), askedAt: NOW + 5});
    const conclude = (outcome: Parameters<typeof acknowledge.conclude>[2], current = under()) =>
        acknowledge.conclude(current, sent(), outcome, textsOf('en'), NOW + 5);
    const confirmed = {result: 'confirmed', at: momentAt(NOW + 1)} as const;
    const elsewhere = (seconds: number) =>
        ({result: 'elsewhere', read: read(shows(seconds, ours(seconds, {author: 'Ada'})))}) as const;
    const recovered = (seconds: number) =>
        ({
            result: 'recovered',
            read: read(statusOf(seconds, {state: 'OK', stateSince: momentAt(BEGAN + seconds)})),
        }) as const;

    it('confirmed: the post says whose it is, and who asked is told', () => {
        const {record, ...told} = conclude({...confirmed, read: read(shows(SENT + 5, ours(SENT + 3)))});
        expect(record).toMatchObject({
            look: 'acknowledged',
            ack: {author: AUTHOR, via: 'mattermost', userId: 'userjane', at: NOW + 5},
            pending: [{id: 'acknowledge'}],
        });
        expect(told).toEqual({
            threadLine: 'Acknowledged by Jane Roe (@\u200bjane): on it',
            message: TEXTS.confirmedToYou,
            weight: 'info',
        });
    });

    it('confirmed by the core, without a reading', () => {
        expect(conclude(confirmed)).toMatchObject({record: {look: 'acknowledged'}, weight: 'info'});
    });

    it('confirmed, and over by then', () => {
        const {read: over} = recovered(SENT + 5);
        expect(conclude({...confirmed, read: over})).toMatchObject({
            record: {look: 'recovered'},
            threadLine: expect.stringMatching(/^OK: recovered after/),
        });
    });

    it('somebody else’s: the post says whose', () => {
        expect(conclude(elsewhere(SENT + 3))).toMatchObject({
            record: {look: 'acknowledged', ack: {author: 'Ada', via: 'openitcockpit'}},
            threadLine: 'Acknowledged by Ada: on it',
            message: TEXTS.acknowledgedElsewhere('Ada'),
            weight: 'warning',
        });
    });

    it('too late: the post says that the problem is over', () => {
        const {record, ...told} = conclude(recovered(SENT + 5));
        expect(record).toMatchObject({look: 'recovered', pending: [{id: 'acknowledge'}]});
        expect(told).toEqual({
            threadLine: expect.stringMatching(/^OK: recovered after/),
            message: TEXTS.recoveredMeanwhile,
            weight: 'warning',
        });
    });

    it.each([
        ['elsewhere', elsewhere(9)],
        ['recovered', {result: 'recovered', read: read(statusOf(9, {state: 'OK'}))}],
        ['recovered, as the record said', {result: 'recovered'}],
    ] as const)('%s, and something younger was heard meanwhile: it is not confirmed', (_what, outcome) => {
        expect(conclude(outcome)).toMatchObject({
            record: {look: 'not_confirmed', failure: TEXTS.changedMeanwhile, ack: {author: AUTHOR, at: NOW + 5}},
            threadLine: '',
            message: `Not confirmed: ${TEXTS.changedMeanwhile}`,
            weight: 'warning',
        });
    });

    it('failed: the post says why, and whether it was sent', () => {
        const unseen = conclude(failed('not_confirmed', () => 'Nothing showed.'));
        expect(unseen).toMatchObject({
            record: {look: 'not_confirmed', failure: 'Nothing showed.', ack: {comment: 'on it'}},
            message: 'Not confirmed: Nothing showed.',
            weight: 'warning',
            threadLine: '',
        });
        expect(unseen.record).not.toHaveProperty('notSent');
        expect(conclude(failed('not_sent', () => 'Nothing answers.'))).toMatchObject({
            record: {look: 'not_confirmed', failure: 'Nothing answers.', notSent: true},
            message: 'Not sent: Nothing answers.',
            weight: 'warning',
        });
    });

    const acknowledged = heard(open(), acknowledgement(SENT));
    const over = recordAfter(said('PROBLEM', 10), recovery(SENT));
    const {ack: _ack, ...byNobody} = acknowledged;

    it.each([
        ['over', over, failed('not_confirmed', () => 'x'), TEXTS.recoveredMeanwhile],
        [
            'acknowledged elsewhere',
            acknowledged,
            failed('not_confirmed', () => 'x'),
            TEXTS.acknowledgedElsewhere('Admin'),
        ],
        ['acknowledged, by nobody knows whom', byNobody, elsewhere(SENT), TEXTS.acknowledgedElsewhere('?')],
        [
            'acknowledged, though ours was confirmed',
            acknowledged,
            confirmed,
            `Not confirmed: ${TEXTS.changedMeanwhile}`,
        ],
        ['open again', open(), failed('not_confirmed', () => 'Nothing showed.'), 'Not confirmed: Nothing showed.'],
        [
            'open again, though somebody else had one',
            open(),
            elsewhere(SENT),
            `Not confirmed: ${TEXTS.changedMeanwhile}`,
        ],
    ] as const)('when the post says something younger meanwhile: %s', (_what, current, outcome, message) => {
        expect(conclude(outcome, current)).toEqual({record: current, threadLine: '', message, weight: 'warning'});
    });
});
