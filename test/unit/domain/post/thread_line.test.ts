import {describe, expect, it} from 'vitest';
import type {Alert} from '../../../../server-proxy/src/domain/alert/alert';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {ackLine, readingLines, threadLinesOf} from '../../../../server-proxy/src/domain/post/thread_line';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {ACKNOWLEDGED, NOW, pendingOf} from '../../../support/records';
import {acknowledgement, at, BEGAN, heard, read, recordAfter, recovery, said, seen} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
const OK = {state: '0'};
const open = () => recordAfter(said('PROBLEM', 10));
const acknowledged = () => recordAfter(said('PROBLEM', 10), acknowledgement(20));
const over = () => recordAfter(said('PROBLEM', 10), recovery(300));

/** What a notification leaves in the thread. */
const lines = (before: AlertRecord, alert: Alert) => threadLinesOf(before, heard(before, alert), alert, TEXTS);
/** What a reading does. */
const readLines = (before: AlertRecord, ...[what, now]: [Parameters<typeof read>[1], number?]) =>
    readingLines(before, read(before, what, now), TEXTS);

describe('a notification leaves in the thread', () => {
    it('the change of the state', () => {
        expect(lines(open(), said('PROBLEM', 20, {state: '1'}))).toEqual([{kind: 'state', text: 'CRITICAL → WARNING'}]);
    });

    it('nothing when it repeats or comes late', () => {
        expect(lines(open(), said('PROBLEM', 20))).toEqual([]);
        expect(lines(open(), said('PROBLEM', 5, {state: '1'}))).toEqual([]);
        expect(lines(acknowledged(), acknowledgement(20))).toEqual([]);
        expect(lines(over(), recovery(300))).toEqual([]);
    });

    it('who acknowledged it, once, and each one after', () => {
        const line = {kind: 'acknowledgement', text: 'Acknowledged by Admin: seen'};
        expect(lines(open(), acknowledgement(20))).toEqual([line]);
        expect(lines(acknowledged(), acknowledgement(30))).toEqual([]);
        expect(lines(acknowledged(), acknowledgement(30, {ackauthor: 'Ada'}))).toEqual([
            {kind: 'acknowledgement', text: 'Acknowledged by Ada: seen'},
        ]);
    });

    it('that one is there which was not confirmed before', () => {
        const before: AlertRecord = {...open(), look: 'not_confirmed', ack: ACKNOWLEDGED};
        const ours = acknowledgement(20, {ackauthor: ACKNOWLEDGED.author, ackcomment: ACKNOWLEDGED.comment});
        expect(lines(before, ours)).toEqual([
            {kind: 'acknowledgement', text: 'Acknowledged by Jane Roe (@\u200bjane): on \\*it\\*'},
        ]);
    });

    it('nothing of one that is still not confirmed', () => {
        const before: AlertRecord = {...open(), look: 'not_confirmed', ack: ACKNOWLEDGED};
        expect(lines(before, said('PROBLEM', 20, {state: '1'}))).toEqual([{kind: 'state', text: 'CRITICAL → WARNING'}]);
    });

    it('that nobody has acknowledged it any more', () => {
        expect(lines(acknowledged(), said('PROBLEM', 30))).toEqual([
            {kind: 'acknowledgement', text: TEXTS.removedElsewhere('Admin')},
        ]);
    });

    it('not that it was dropped where the state changed: the core does that by itself', () => {
        expect(lines(acknowledged(), said('PROBLEM', 30, {state: '1'}))).toEqual([
            {kind: 'state', text: 'CRITICAL → WARNING'},
        ]);
    });

    it('the end, with how long it took where that is known, and not the state as well', () => {
        expect(lines(open(), recovery(300))).toEqual([{kind: 'recovery', text: 'OK: recovered after 5 min'}]);
        const {since: _since, ...undated} = open();
        expect(lines(undated, recovery(300))).toEqual([{kind: 'recovery', text: 'OK'}]);
    });

    it.each([
        ['DOWNTIMESTART', 'downtime'],
        ['FLAPPINGSTART', 'flapping'],
        ['CUSTOM', 'custom'],
    ] as const)('what %s says, as %s, with who said it and what', (type, kind) => {
        const text = TEXTS.info[type]?.('Ping on web01');
        const lacks = type === 'DOWNTIMESTART' ? {lacksDowntime: true} : {};
        expect(lines(open(), said(type, 20))).toEqual([{kind, text, ...lacks}]);
        const by = {ackauthor: '*Ada*', ackcomment: 'look'};
        expect(lines(open(), said(type, 20, by))).toEqual([{kind, text: `${text}: \\*Ada\\*: look`}]);
        expect(lines(open(), said(type, 20, {ackcomment: 'look'}))).toEqual([{kind, text: `${text}: look`}]);
    });

    it('a notice once', () => {
        const notices = [said('DOWNTIMESTART', 20), said('FLAPPINGSTART', 20), said('CUSTOM', 20)];
        for (const notice of notices) {
            expect(lines(heard(open(), notice), notice)).toEqual([]);
        }
    });

    it('the end of a downtime whose beginning nobody told', () => {
        expect(lines(open(), said('DOWNTIMEEND', 20))).toMatchObject([{kind: 'downtime'}]);
        expect(lines(open(), said('FLAPPINGSTOP', 20))).toMatchObject([{kind: 'flapping'}]);
    });

    it('nothing of a flag that ends because a problem is notified: that is no notice', () => {
        const before = recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        expect(lines(before, said('PROBLEM', 30))).toEqual([]);
    });

    it.each([
        ['DOWNTIMESTART', {kind: 'schedule_downtime', comment: '', start: 1, end: 2, hostAndServices: false}],
        ['DOWNTIMECANCELLED', {kind: 'cancel_downtime', planned: false}],
    ] as const)('nothing of %s while somebody here waits for it: that tells itself', (type, request) => {
        const record = type === 'DOWNTIMESTART' ? open() : recordAfter(said('PROBLEM', 10), said('DOWNTIMESTART', 20));
        const waiting = (asked: typeof request | {kind: 'recheck'; hostAndServices: false}): AlertRecord => ({
            ...record,
            pending: [pendingOf(asked, {postId: ''})],
        });
        expect(lines(waiting(request), said(type, 30))).toEqual([]);
        expect(lines(waiting({kind: 'recheck', hostAndServices: false}), said(type, 30))).toHaveLength(1);
        expect(lines(record, said(type, 30))).toHaveLength(1);
    });

    it.each([
        ['FLAPPINGSTART', {kind: 'schedule_downtime', comment: '', start: 1, end: 2, hostAndServices: false}],
        ['FLAPPINGSTART', {kind: 'cancel_downtime', planned: false}],
    ] as const)('%s, whatever downtime somebody waits for', (type, request) => {
        const record: AlertRecord = {...open(), pending: [pendingOf(request, {postId: ''})]};
        expect(lines(record, said(type, 30))).toHaveLength(1);
    });
});

describe('a reading leaves in the thread', () => {
    it('what a missed notification would have left', () => {
        expect(readLines(open(), seen(50, {state: 'WARNING'}))).toEqual([{kind: 'state', text: 'CRITICAL → WARNING'}]);
        expect(readLines(open(), seen(310, {state: 'OK', stateSince: at(300)}))).toEqual([
            {kind: 'recovery', text: 'OK: recovered after 5 min'},
        ]);
        expect(readLines(open(), seen(50))).toEqual([]);
    });

    it.each([
        [{inDowntime: true}, 'downtime', 'Downtime started for Ping on web01'],
        [{flapping: true}, 'flapping', 'Ping on web01 started flapping'],
    ] as const)('that %j began, by nobody knows whom', (flag, kind, text) => {
        const before = {...open(), alert: {...open().alert, author: 'Ada', comment: 'x'}};
        const lacks = kind === 'downtime' ? {lacksDowntime: true} : {};
        expect(readLines(before, seen(50, flag))).toEqual([{kind, text, ...lacks}]);
    });

    it.each([
        ['DOWNTIMESTART', 'downtime', 'Downtime ended for Ping on web01'],
        ['FLAPPINGSTART', 'flapping', 'Ping on web01 stopped flapping'],
    ] as const)('that what %s began is over', (type, kind, text) => {
        const before = recordAfter(said('PROBLEM', 10), said(type, 20));
        expect(readLines(before, seen(50))).toEqual([{kind, text}]);
    });

    it('that an acknowledgement was given or is gone', () => {
        const found = {author: 'Ada', comment: 'known', sticky: true, at: at(30)};
        expect(readLines(open(), seen(50, {acknowledged: true, acknowledgement: found}))).toEqual([
            {kind: 'acknowledgement', text: 'Acknowledged by Ada: known'},
        ]);
        expect(readLines(acknowledged(), seen(50))).toEqual([
            {kind: 'acknowledgement', text: TEXTS.removedElsewhere('Admin')},
        ]);
        const {ack: _ack, ...byNobody} = acknowledged();
        expect(readLines(byNobody, seen(50))).toEqual([{kind: 'acknowledgement', text: TEXTS.removedElsewhere('')}]);
    });

    it('that the object is gone, and nothing else', () => {
        const once = read(open(), 'deleted', NOW);
        expect(readLines(open(), 'deleted', NOW)).toEqual([]);
        expect(readLines(once, 'deleted', NOW + 60)).toEqual([{kind: 'state', text: TEXTS.gone.deleted}]);
    });

    it('that the end was shown by mistake', () => {
        expect(readLines(over(), seen(310))).toEqual([{kind: 'state', text: TEXTS.recoveredByMistake('CRITICAL')}]);
    });

    it('the next problem as a change of the state: that the one before was over was no mistake', () => {
        expect(readLines(over(), seen(410, {stateSince: at(400)}))).toEqual([{kind: 'state', text: 'OK → CRITICAL'}]);
    });

    it('the state of what was gone and is there again', () => {
        const gone = read(read(open(), 'deleted', NOW), 'deleted', NOW + 60);
        const again = seen(NOW - BEGAN + 90, {state: 'WARNING'});
        expect(readLines(gone, again)).toEqual([{kind: 'state', text: 'CRITICAL → WARNING'}]);
    });
});

describe('a line', () => {
    it('formats nothing that people wrote', () => {
        expect(ackLine({author: '*A*', comment: '@all'}, TEXTS)).toBe('Acknowledged by \\*A\\*: @\u200ball');
    });

    it('is none for a notice about nothing that is shown', () => {
        expect(lines(over(), said('DOWNTIMESTART', 310, OK))).toEqual([]);
    });
});
