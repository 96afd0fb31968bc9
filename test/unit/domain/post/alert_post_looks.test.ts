import {describe, expect, it} from 'vitest';
import {ALERT_PROP, type AlertProps, HOST_STATES, SERVICE_STATES} from '#contract';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {HANDLED_COLOUR, stateColour} from '../../../../server-proxy/src/domain/alert/state';
import {type PostOptions, renderAlertPost, timeFormat} from '../../../../server-proxy/src/domain/post/alert_post';
import {HOST_UUID, KEY, SERVICE_UUID} from '../../../support/app/problem';
import {ACKNOWLEDGED, hostRecordOf, NOW, pendingOf, recordOf} from '../../../support/records';

const OPTIONS: PostOptions = {
    openitcockpitUrl: 'https://monitoring.example.org',
    linkStyle: 'v5',
    language: 'en',
    emojis: false,
    formatTime: timeFormat('en', 'UTC'),
};
const SINCE = NOW - 3600;
const since = {laststatechange: String(SINCE), output: 'rta *nan*'};
const recordIn = (look: AlertRecord['look'], more: Partial<AlertRecord> = {}, fields = {}) =>
    recordOf({...since, ...fields}, {look, ...more});
const messageOf = (record: AlertRecord) => renderAlertPost(record, OPTIONS).message;
const propsOf = (record: AlertRecord) => renderAlertPost(record, OPTIONS).props[ALERT_PROP] as AlertProps;

interface Field {
    title: string;
    value: string;
    short: boolean;
}

const attachmentOf = (record: AlertRecord) => {
    const [attachment] = renderAlertPost(record, OPTIONS).props.attachments as {color: string; fields: Field[]}[];
    return attachment;
};
/** Without host, service and output, which every post has. */
const fieldsOf = (record: AlertRecord) =>
    (attachmentOf(record)?.fields ?? [])
        .filter(({title}) => !['Host', 'Service', 'Output'].includes(title))
        .map(({title, value, short}) => [title, value, short]);
const STANDS_SINCE = ['Since', '24 Nov 2026, 02:13:20 UTC', true];

describe('what a post says in its one line', () => {
    const queued = pendingOf(
        {kind: 'acknowledge', comment: 'c', sticky: true, notify: false, hostAndServices: false},
        {queuedBecause: 'no route'},
    );

    it.each([
        ['a problem', recordIn('problem'), ': rta \\*nan\\*'],
        ['a problem without output', recordIn('problem', {}, {output: ''}), ''],
        [
            'acknowledging',
            recordIn('acknowledging', {ack: ACKNOWLEDGED}),
            ': rta \\*nan\\* – acknowledging for Jane Roe (@\u200bjane)…',
        ],
        [
            'acknowledging while openITCOCKPIT is away',
            recordIn('acknowledging', {ack: ACKNOWLEDGED, pending: [queued]}),
            ': rta \\*nan\\* – acknowledging for Jane Roe (@\u200bjane)… openITCOCKPIT is unreachable; your acknowledgement is queued.',
        ],
        [
            'acknowledged',
            recordIn('acknowledged', {ack: ACKNOWLEDGED}),
            ' acknowledged by Jane Roe (@\u200bjane): on \\*it\\*',
        ],
        [
            'not confirmed',
            recordIn('not_confirmed', {failure: 'Time is *up*.'}),
            ': rta \\*nan\\* – Not confirmed: Time is \\*up\\*.',
        ],
        ['not sent', recordIn('not_confirmed', {failure: 'No.', notSent: true}), ': rta \\*nan\\* – Not sent: No.'],
        ['deleted', recordIn('gone', {gone: 'deleted'}), ': rta \\*nan\\* – closed: deleted in openITCOCKPIT'],
        [
            'not monitored, as records of earlier versions do not say',
            recordIn('gone'),
            ': rta \\*nan\\* – closed: openITCOCKPIT no longer monitors it',
        ],
        [
            'superseded',
            recordIn('recovered', {superseded: true, recoveredAt: NOW}),
            ': rta \\*nan\\* – closed: a newer post shows the next problem',
        ],
        ['recovered', recordIn('recovered', {recoveredAt: NOW}), ' recovered after 1 h: rta \\*nan\\*'],
        ['recovered at once', recordIn('recovered', {recoveredAt: SINCE}), ' recovered after 0 s: rta \\*nan\\*'],
        ['recovered before it began', recordIn('recovered', {recoveredAt: SINCE - 1}), ': rta \\*nan\\*'],
        ['recovered, nobody knows when', recordIn('recovered'), ': rta \\*nan\\*'],
    ])('%s', (_name, record, detail) => expect(messageOf(record)).toBe(`CRITICAL Ping on web01${detail}`));

    it('does not guess for how long, where nobody said since when', () => {
        const {since: _since, ...record} = recordIn('recovered', {recoveredAt: NOW});
        expect(messageOf(record)).toBe('CRITICAL Ping on web01: rta \\*nan\\*');
    });

    it.each([
        [{ackauthor: 'Ja*ne', ackcomment: 'disk'}, ': Ja\\*ne: disk'],
        [{ackauthor: 'Jane', ackcomment: ''}, ': Jane'],
        [{ackauthor: '', ackcomment: ''}, ''],
    ])('a notice names who and why: %j', (fields, tail) => {
        const notice = {...fields, notificationtype: 'DOWNTIMESTART', state: '0'};
        expect(messageOf(recordOf(notice, {look: 'info'}))).toBe(`OK Downtime started for Ping on web01${tail}`);
    });

    it('a notice that has no words of its own is told by its state', () => {
        expect(messageOf(recordOf({notificationtype: 'RECOVERY', state: '0', output: 'fine'}, {look: 'info'}))).toBe(
            'OK Ping on web01: fine',
        );
    });

    it('a problem stays a problem, whichever notice came last', () => {
        expect(messageOf(recordIn('problem', {}, {notificationtype: 'DOWNTIMESTART'}))).toMatch(/^CRITICAL Ping/);
    });
});

describe('the colour of a post', () => {
    it('is that of the state; a notice about something that is fine has its own', () => {
        const colour = (state: string, look: AlertRecord['look']) => attachmentOf(recordOf({state}, {look}))?.color;
        expect(colour('2', 'problem')).toBe('#d9534f');
        expect(colour('0', 'recovered')).toBe('#5cb85c');
        expect(colour('0', 'info')).toBe('#1895f5');
        expect(colour('2', 'info')).toBe('#d9534f');
    });

    it('is grey once somebody takes care of it, and again that of the state when it is over', () => {
        const downtime = {inDowntime: true};
        expect(attachmentOf(recordIn('acknowledged', {ack: ACKNOWLEDGED}))?.color).toBe(HANDLED_COLOUR);
        expect(attachmentOf(recordIn('problem', downtime))?.color).toBe(HANDLED_COLOUR);
        expect(attachmentOf(recordIn('not_confirmed', downtime))?.color).toBe(HANDLED_COLOUR);
        // Asked for is not confirmed.
        expect(attachmentOf(recordIn('acknowledging', {ack: ACKNOWLEDGED}))?.color).toBe('#d9534f');
        expect(attachmentOf(recordOf({state: '0'}, {look: 'recovered', ...downtime}))?.color).toBe('#5cb85c');
        expect(attachmentOf(recordOf({state: '0'}, {look: 'info', ...downtime}))?.color).toBe('#1895f5');
    });

    it('that says “handled” is that of no state', () => {
        const states = [...HOST_STATES, ...SERVICE_STATES].map(stateColour);
        expect(states).not.toContain(HANDLED_COLOUR);
    });
});

describe('the fields of a post', () => {
    it('are host, service, since and output', () => {
        expect(fieldsOf(recordIn('problem'))).toEqual([STANDS_SINCE]);
        expect(attachmentOf(hostRecordOf())?.fields.map(({title}) => title)).toEqual(['Host', 'Since', 'Output']);
        expect(attachmentOf(recordIn('problem', {}, {output: ''}))?.fields.map(({title}) => title)).not.toContain(
            'Output',
        );
    });

    it('mark what goes on besides', () => {
        const downtime = {start: NOW - 60, end: NOW + 3600, author: 'a', comment: 'c'};
        expect(fieldsOf(recordIn('problem', {inDowntime: true, downtime}))).toEqual([
            ['Since', `${STANDS_SINCE[1]} · in downtime until 24 Nov 2026, 04:13:20 UTC`, true],
        ]);
    });

    it('say who acknowledged, when, and why', () => {
        expect(fieldsOf(recordIn('acknowledged', {ack: ACKNOWLEDGED}))).toEqual([
            STANDS_SINCE,
            ['Acknowledged by', 'Jane Roe (@\u200bjane), 24 Nov 2026, 03:14:20 UTC', true],
            ['Comment', 'on \\*it\\*', false],
        ]);
        expect(fieldsOf(recordIn('acknowledging', {ack: ACKNOWLEDGED}))[1]).toEqual([
            'Acknowledged by',
            'acknowledging for Jane Roe (@\u200bjane)…',
            true,
        ]);
    });

    it('say nothing of an acknowledgement that does not hold', () => {
        expect(fieldsOf(recordIn('recovered', {ack: ACKNOWLEDGED}))).toEqual([STANDS_SINCE]);
        expect(fieldsOf(recordIn('acknowledged'))).toEqual([STANDS_SINCE]);
    });

    it('say why it was not confirmed, or not sent', () => {
        expect(fieldsOf(recordIn('not_confirmed', {failure: 'Time is *up*.', ack: ACKNOWLEDGED}))).toEqual([
            STANDS_SINCE,
            ['Not confirmed', 'Time is \\*up\\*.', false],
        ]);
        expect(fieldsOf(recordIn('not_confirmed', {failure: 'No.', notSent: true}))[1]?.[0]).toBe('Not sent');
        expect(fieldsOf(recordIn('problem', {failure: 'Of an earlier one.'}))).toEqual([STANDS_SINCE]);
        expect(fieldsOf(recordIn('not_confirmed'))).toEqual([STANDS_SINCE]);
    });

    it('say what is under way and what waits', () => {
        const pending = [
            pendingOf(),
            pendingOf({kind: 'cancel_downtime', planned: false}, {queuedBecause: 'No *route*.'}),
        ];
        expect(fieldsOf(recordIn('problem', {pending}))).toEqual([
            STANDS_SINCE,
            ['Under way', 'being rechecked for Jane Roe (@\u200bjane)…', false],
            [
                'Queued',
                'Jane Roe (@\u200bjane): openITCOCKPIT is unreachable; your cancellation of the downtime is queued. No \\*route\\*.',
                false,
            ],
        ]);
    });
});

describe('what the webapp is told', () => {
    it('is the alert itself', () => {
        expect(propsOf(recordIn('problem'))).toEqual({
            version: 1,
            key: `${KEY}#problem-1`,
            kind: 'service',
            host: {uuid: HOST_UUID, name: 'web01', url: `https://monitoring.example.org/a/hosts/browser/${HOST_UUID}`},
            service: {
                uuid: SERVICE_UUID,
                name: 'Ping',
                url: `https://monitoring.example.org/a/services/browser/${SERVICE_UUID}`,
            },
            state: 'CRITICAL',
            notification_type: 'PROBLEM',
            look: 'problem',
            since: SINCE,
            output: 'rta *nan*',
            language: 'en',
        });
    });

    it('has no parts that are not known', () => {
        const {since: _since, ...record} = recordIn('problem', {}, {problemid: ''});
        expect(propsOf(record).key).toBe(KEY);
        expect(propsOf(record)).not.toHaveProperty('since');
        expect(propsOf(hostRecordOf())).not.toHaveProperty('service');
    });

    it('has the end of a problem, and why something failed', () => {
        expect(propsOf(recordIn('recovered', {recoveredAt: NOW})).recovered_at).toBe(NOW);
        expect(propsOf(recordIn('not_confirmed', {failure: 'No.', notSent: true}))).toMatchObject({
            failure: 'No.',
            not_sent: true,
        });
        expect(propsOf(recordIn('not_confirmed', {failure: 'No.'}))).not.toHaveProperty('not_sent');
    });

    it('has the acknowledgement except on an open problem, without what is nobody’s business', () => {
        expect(propsOf(recordIn('acknowledged', {ack: ACKNOWLEDGED})).acknowledgement).toEqual({
            author: 'Jane Roe (@jane)',
            comment: 'on *it*',
            at: NOW + 60,
            sticky: true,
            via: 'mattermost',
        });
        expect(propsOf(recordIn('problem', {ack: ACKNOWLEDGED}))).not.toHaveProperty('acknowledgement');
        expect(propsOf(recordIn('acknowledged'))).not.toHaveProperty('acknowledgement');
    });
});

it('times are written as people write them, in their language and zone', () => {
    expect(timeFormat('en', 'UTC')(NOW)).toBe('24 Nov 2026, 03:13:20 UTC');
    expect(timeFormat('de', 'Europe/Berlin')(NOW)).toBe('24.11.2026, 04:13:20 MEZ');
});
