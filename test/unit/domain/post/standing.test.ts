import {describe, expect, it} from 'vitest';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {shortFormat} from '../../../../server-proxy/src/domain/post/clock_format';
import {standingOf} from '../../../../server-proxy/src/domain/post/standing';
import {ACKNOWLEDGED, NOW, recordOf} from '../../../support/records';

/** Keeps names from being mentions. */
const UNSEEN = '\u200b';

const DOWNTIME = {start: NOW - 60, end: NOW + 7200, author: 'Bob Poe (@bob)', comment: 'new disk'};

const line = (more: Partial<AlertRecord>, language: 'en' | 'de' = 'en'): string =>
    standingOf(recordOf({}, more), language, shortFormat(language, 'UTC', NOW)).replaceAll(UNSEEN, '');

describe('how it stands with a problem, in one line', () => {
    it.each<[string, Partial<AlertRecord>]>([
        ['', {look: 'problem'}],
        ['acknowledging for Jane Roe (@jane)…', {look: 'acknowledging', ack: ACKNOWLEDGED}],
        ['✓ Jane Roe (@jane) · on \\*it\\*', {look: 'acknowledged', ack: ACKNOWLEDGED}],
        [
            '✓ Jane Roe (@jane) · on \\*it\\* · given in openITCOCKPIT · until 25/11/2026, 03:13',
            {look: 'acknowledged', ack: {...ACKNOWLEDGED, via: 'openitcockpit', until: NOW + 86_400}},
        ],
        ['✓ acknowledged · in downtime', {look: 'acknowledged', inDowntime: true}],
        [
            '⏸ Bob Poe (@bob) · new disk · in downtime until 05:13',
            {look: 'problem', inDowntime: true, downtime: DOWNTIME},
        ],
        ['⏸ in downtime', {look: 'problem', inDowntime: true}],
        ['Not confirmed: no \\*queue\\*', {look: 'not_confirmed', failure: 'no *queue*'}],
        ['Not sent: away', {look: 'not_confirmed', failure: 'away', notSent: true}],
        ['recovered after 10 min, 03:13', {look: 'recovered', since: NOW - 600, recoveredAt: NOW}],
        ['closed: a newer post shows the next problem', {look: 'recovered', superseded: true}],
        ['closed: deleted in openITCOCKPIT', {look: 'gone', gone: 'deleted'}],
    ])('%s', (expected, more) => {
        expect(line(more)).toBe(expected);
    });

    it('leaves out when it began or ended, where that is not known', () => {
        const {since: _since, ...record} = recordOf({}, {look: 'recovered', recoveredAt: NOW});
        expect(standingOf(record, 'de', shortFormat('de', 'UTC', NOW))).toBe('behoben, 03:13');
        expect(line({look: 'recovered'})).toBe('recovered');
    });
});
