import {describe, expect, it} from 'vitest';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {ACKNOWLEDGED, pendingOf} from '../../../support/records';
import {acknowledgement, at, BEGAN, heard, read, recordAfter, said, seen} from '../../../support/words';

const open = () => recordAfter(said('PROBLEM', 10));
const acknowledged = () => recordAfter(said('PROBLEM', 10), acknowledgement(20));
/** Of Jane, asked for here. */
const looking = (look: AlertRecord['look'], more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...open(),
    look,
    ack: ACKNOWLEDGED,
    ...more,
});
const NOT_STICKY = {sticky: false};

describe('an acknowledgement in a reading', () => {
    const found = (seconds?: number, more = {}) => ({
        author: 'Ada',
        comment: 'seen',
        sticky: true,
        ...(seconds === undefined ? {} : {at: at(seconds)}),
        ...more,
    });
    /** @param fresh how old the database is; undefined: it cannot be dated */
    const shows = (record: AlertRecord, fresh: number | undefined, ack?: ReturnType<typeof found>) =>
        read(record, {
            ...seen(undefined, {acknowledged: true}),
            ...(fresh === undefined ? {} : {freshAt: at(fresh)}),
            ...(ack ? {acknowledgement: ack} : {}),
        });

    it.each([
        ['of the second in which the problem was notified counts when the database is younger', 11, found(10), 'Ada'],
        ['of that second does not when it is not: the problem may have come after it', 10, found(10), undefined],
        ['from before it was given for another one', undefined, found(9), undefined],
        ['without a time counts when the database is younger than the problem', 11, found(), 'Ada'],
        ['without a time does not when it is not', 10, found(), undefined],
        ['that is not dated at all does not', undefined, found(), undefined],
        ['is by one unknown while there is no record of it', 11, undefined, '?'],
        ['is by one unknown while the newest record is that of one before', 70, found(9), '?'],
        ['is the newest record when none has come for a minute', 71, found(9), 'Ada'],
    ] as const)('%s', (_law, fresh, ack, author) => {
        const record = shows(open(), fresh, ack);
        expect(record.ack?.author).toBe(author);
        expect(record.look).toBe(author === undefined ? 'problem' : 'acknowledged');
    });

    describe('in a reading from before the check that found the problem, which took long', () => {
        const earlier = (sticky: boolean, current = open()) =>
            read(current, {
                ...seen(undefined, {acknowledged: true, checkedAt: at(-60), freshAt: at(15)}),
                acknowledgement: found(-50, {sticky}),
            });
        const changed = () =>
            heard(open(), said('DOWNTIMESTART', 12, {state: '1', laststatechange: String(BEGAN + 5)}));

        it('is that of an earlier problem', () => {
            expect(earlier(true)).not.toHaveProperty('ack');
            expect(earlier(false)).not.toHaveProperty('ack');
        });

        it('is that of an earlier state, unless it is sticky', () => {
            const reading = (sticky: boolean) => ({
                ...seen(undefined, {acknowledged: true, checkedAt: at(4), freshAt: at(15)}),
                acknowledgement: found(4, {sticky}),
            });
            expect(read(changed(), reading(false))).not.toHaveProperty('ack');
            expect(read(changed(), reading(true)).ack?.author).toBe('?');
        });
    });

    it('is shown as it is in openITCOCKPIT, whether its contacts were told is not known', () => {
        expect(shows(open(), 15, found(12)).ack).toEqual({
            author: 'Ada',
            comment: 'seen',
            sticky: true,
            notify: false,
            hostAndServices: false,
            userId: '',
            username: '',
            at: BEGAN + 12,
            via: 'openitcockpit',
        });
    });

    it('is as old as the database, and was given when its record says', () => {
        expect(shows(open(), 15, found(12)).ages.ack).toEqual({
            on: true,
            by: 'database',
            at: at(15),
            given: at(12),
            state: 'CRITICAL',
            text: 'Ada: seen',
        });
        expect(shows(open(), 15, found()).ages.ack).toMatchObject({at: at(15), given: at(15)});
        expect(shows(open(), 15).ages.ack).toMatchObject({at: at(15), given: at(10), text: '?: '});
    });

    it('by one unknown may be sticky: it stays and counts whatever the state became', () => {
        const warning = read(open(), seen(50, {state: 'WARNING', stateSince: at(45)}));
        const flagged = {...seen(undefined, {state: 'WARNING', acknowledged: true}), freshAt: at(30)};
        expect(read(warning, flagged)).toMatchObject({
            look: 'acknowledged',
            ack: {author: '?', comment: '', sticky: true},
        });
    });

    it('counts from the start of the problem where no problem was notified', () => {
        const {notified: _notified, ...ages} = open().ages;
        const {since: _since, ...undated} = {...open(), ages};
        expect(shows({...open(), ages}, undefined, found(1)).look).toBe('acknowledged');
        expect(shows({...open(), ages}, undefined, found(0)).look).toBe('problem');
        expect(shows(undated, undefined, found(11)).look).toBe('acknowledged');
        expect(shows(undated, undefined, found(10)).look).toBe('problem');
    });

    it('of the problem before, from before its end, does not count', () => {
        const after = {...open(), ages: {...open().ages, before: at(20)}};
        expect(shows(after, 19, found(18)).look).toBe('problem');
        expect(shows(after, 20, found(20)).look).toBe('problem');
        expect(shows(after, 21, found(20)).look).toBe('acknowledged');
    });

    it('counts from when there was none', () => {
        const removed = read(acknowledged(), seen(30));
        expect(removed.look).toBe('problem');
        expect(shows(removed, undefined, found(31)).look).toBe('acknowledged');
        expect(shows(removed, undefined, found(30)).look).toBe('problem');
    });

    it('that is not sticky counts from the start of the state', () => {
        const warning = read(open(), seen(50, {state: 'WARNING', stateSince: at(45)}));
        const now = {...seen(undefined, {state: 'WARNING', acknowledged: true})};
        const shown = (ack: ReturnType<typeof found>) => read(warning, {...now, acknowledgement: ack}).look;
        expect(shown(found(44))).toBe('acknowledged');
        expect(shown(found(44, NOT_STICKY))).toBe('problem');
        expect(shown(found(45, NOT_STICKY))).toBe('problem');
        expect(shown(found(46, NOT_STICKY))).toBe('acknowledged');
    });

    it('that is not sticky and of the second in which the state changed was dropped, unless the database is younger', () => {
        const warning = heard(open(), said('PROBLEM', 45, {state: '1', laststatechange: String(BEGAN + 45)}));
        expect(shows(warning, 44, found(45, NOT_STICKY)).look).toBe('problem');
        expect(shows(warning, 45, found(45, NOT_STICKY)).look).toBe('problem');
        expect(shows(warning, 46, found(45, NOT_STICKY)).look).toBe('acknowledged');
    });

    it.each([
        ['is ours after all', {}, 'mattermost'],
        ['is that of another author', {author: 'Ada'}, 'openitcockpit'],
        ['is one with another comment', {comment: 'known'}, 'openitcockpit'],
    ])('where ours was not confirmed %s', (_law, more, via) => {
        const {author, comment} = ACKNOWLEDGED;
        const record = looking('not_confirmed', {failure: 'Nothing answers.'});
        const known = shows(record, 15, found(12, {author, comment, ...NOT_STICKY, ...more}));
        expect(known).toMatchObject({look: 'acknowledged', ack: {via, sticky: false}});
        expect(known).not.toHaveProperty('failure');
    });

    it('of somebody else that is gone is gone, though ours still waits for openITCOCKPIT', () => {
        const request = {
            kind: 'acknowledge',
            comment: '',
            sticky: true,
            notify: false,
            hostAndServices: false,
        } as const;
        const record = acknowledged();
        const waiting = {...record, pending: [pendingOf(request, {postId: record.posts[0]?.postId ?? ''})]};
        expect(read(waiting, seen(30)).look).toBe('problem');
        expect(read(waiting, seen(20)).look).toBe('acknowledged');
    });

    it.each(['acknowledge', 'remove_acknowledgement'] as const)('is left to whoever asked to %s', (kind) => {
        const more = {comment: '', sticky: true, notify: false, hostAndServices: false};
        const request = kind === 'acknowledge' ? {kind, ...more} : {kind, ackAt: 0};
        const waiting = (record: AlertRecord): AlertRecord => ({
            ...record,
            pending: [pendingOf(request, {postId: record.posts[0]?.postId ?? ''})],
        });
        expect(shows(waiting(open()), 15, found(12)).look).toBe('problem');
        const removed = read(waiting(acknowledged()), seen(30));
        expect(removed.look).toBe(kind === 'acknowledge' ? 'problem' : 'acknowledged');
    });
});

describe('a reading of what is acknowledged', () => {
    const record = () => acknowledged();
    const found = (seconds?: number, more = {}) => ({
        author: 'Ada',
        comment: 'known',
        sticky: false,
        ...(seconds === undefined ? {} : {at: at(seconds)}),
        ...more,
    });
    const shows = (known: AlertRecord, fresh: number | undefined, ack?: ReturnType<typeof found>) =>
        read(known, {
            ...seen(undefined, {acknowledged: true}),
            ...(fresh === undefined ? {} : {freshAt: at(fresh)}),
            ...(ack ? {acknowledgement: ack} : {}),
        });

    it('that shows the same, or no record, changes nothing', () => {
        const known = record();
        expect(shows(known, 99)).toBe(known);
        expect(shows(known, 999, found(30, {author: 'Admin', comment: 'seen'}))).toBe(known);
    });

    it.each([
        ['a younger one shows that one', 25, found(21), 'Ada'],
        ['an older one shows an older database', 25, found(19), 'Admin'],
        ['one of the same second does not tell which is younger', 25, found(20), 'Admin'],
        ['one without a time does not tell which is younger', 999, found(), 'Admin'],
        ['an older one that is still the newest after a minute shows that one', 81, found(19), 'Ada'],
        ['an older one that is the newest within the minute does not', 80, found(19), 'Admin'],
        ['one of the same second that is still the newest after a minute shows that one', 81, found(20), 'Ada'],
        ['a younger one counts where the database is not dated', undefined, found(21), 'Ada'],
        ['an older one does not where the database is not dated', undefined, found(19), 'Admin'],
    ] as const)('with %s', (_law, fresh, ack, author) => {
        const known = shows(record(), fresh, ack);
        expect(known).toMatchObject({look: 'acknowledged', ack: {author}});
        if (author === 'Ada') {
            expect(known.ages.ack).toEqual({
                on: true,
                by: 'database',
                at: ack.at,
                given: ack.at,
                state: 'CRITICAL',
                text: 'Ada: known',
            });
        }
    });

    it('counts against when the known one was given, not against when it was last told', () => {
        const given = shows(recordAfter(said('PROBLEM', 10)), 50, found(20));
        expect(given.ages.ack).toMatchObject({given: at(20), at: at(50)});
        expect(shows(given, undefined, found(30, {author: 'Eve'})).ack?.author).toBe('Eve');
    });

    it('writes out in full what the core notified without some characters', () => {
        const full = {author: 'Admin', comment: 'seen <"it">'};
        const known = heard(open(), acknowledgement(20, {ackcomment: 'seen it'}));
        expect(shows(known, 25, found(20, full)).ack).toMatchObject({...full, sticky: false, notify: true});
    });

    it('does not write it out as another one that is older', () => {
        const older = found(19, {author: 'Admin', comment: '<seen>'});
        expect(shows(record(), 25, older).ack?.comment).toBe('seen');
    });

    it('counts where no age of the known one is stored', () => {
        const known = looking('acknowledged');
        expect(shows(known, 85, found(20)).ack?.author).toBe('Ada');
        expect(shows(known, 80, found(20))).toBe(known);
        expect(shows(known, 99, found())).toBe(known);
        const unknown = looking('acknowledged', {ack: {...ACKNOWLEDGED, author: '?'}});
        expect(shows(unknown, 15, found(5)).ack?.author).toBe('Ada');
        expect(shows(unknown, undefined, found(5))).toBe(unknown);
    });

    it('tells who it was that nobody knew, once it has the record', () => {
        const unknown = shows(open(), 15);
        expect(unknown.ack?.author).toBe('?');
        expect(shows(unknown, 20, found(9)).ack?.author).toBe('?');
        expect(shows(unknown, 20, found(10)).ack).toMatchObject({author: 'Ada', comment: 'known', sticky: false});
        expect(shows(unknown, 20, found()).ack?.author).toBe('Ada');
        expect(shows(unknown, 71, found(9)).ack?.author).toBe('Ada');
    });

    it('says that there is none any more when it is younger', () => {
        const known = read(record(), seen(21));
        expect(known.look).toBe('problem');
        expect(known).not.toHaveProperty('ack');
        expect(known.ages.ack).toEqual({on: false, by: 'database', at: at(21), state: 'CRITICAL', text: ''});
    });

    it('of the same second, older, or without a time says nothing about it', () => {
        expect(read(record(), seen(20)).look).toBe('acknowledged');
        expect(read(record(), seen(19)).look).toBe('acknowledged');
        expect(read(record(), seen(undefined)).look).toBe('acknowledged');
    });

    it('says that there is none when it is younger than the problem, where nothing else is known', () => {
        expect(read(looking('acknowledged'), seen(11)).look).toBe('problem');
        expect(read(looking('acknowledged'), seen(10)).look).toBe('acknowledged');
    });

    it('of a problem notified after it says so too: another one of that time, notified late, is not shown', () => {
        const again = heard(acknowledged(), said('PROBLEM', 28));
        const late = acknowledgement(28, {ackauthor: 'Night shift'});
        expect(heard(again, late).look).toBe('acknowledged');
        expect(heard(read(again, seen(30)), late).look).toBe('problem');
        const request = {kind: 'remove_acknowledgement', ackAt: BEGAN + 20} as const;
        const removing = {...again, pending: [pendingOf(request, {postId: again.posts[0]?.postId ?? ''})]};
        expect(heard(read(removing, seen(30)), late).look).toBe('problem');
        expect(read(acknowledged(), seen(10)).ages.ack?.on).toBe(true);
    });

    it('ends an acknowledgement under way that nobody carries out any more', () => {
        const known = read(looking('acknowledging'), seen(undefined));
        expect(known.look).toBe('problem');
        expect(known).not.toHaveProperty('ack');
    });

    it('keeps that ours was not confirmed', () => {
        const known = looking('not_confirmed');
        expect(read(known, seen(99))).toBe(known);
        expect(read(open(), seen(99)).ages).not.toHaveProperty('ack');
    });
});
