import {describe, expect, it} from 'vitest';
import {
    isSameAck,
    isSameText,
    withConfirmedAck,
    withoutDroppedAck,
} from '../../../../server-proxy/src/domain/alert/acknowledgement';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {ACKNOWLEDGED, pendingOf} from '../../../support/records';
import {acknowledgement, at, BEGAN, heard, read, recordAfter, recovery, said, seen} from '../../../support/words';

const open = () => recordAfter(said('PROBLEM', 10));
const acknowledged = () => recordAfter(said('PROBLEM', 10), acknowledgement(20));
/** Of Jane, asked for here. */
const looking = (look: AlertRecord['look'], more: Partial<AlertRecord> = {}): AlertRecord => ({
    ...open(),
    look,
    ack: ACKNOWLEDGED,
    ...more,
});
const OURS = {ackauthor: ACKNOWLEDGED.author, ackcomment: ACKNOWLEDGED.comment};
const NOT_STICKY = {sticky: false};

describe('two acknowledgements', () => {
    const one = {author: 'Ada', comment: 'seen'};

    it.each([
        ['are the same with the same author and comment', {author: 'Ada', comment: 'seen'}, true],
        ['are not with another author', {author: 'Eve', comment: 'seen'}, false],
        ['are not with another comment', {author: 'Ada', comment: 'known'}, false],
        ['are the same but for what the core takes out of texts', {author: '`A`d~a"', comment: "$see&n|<>'"}, true],
        ['are the same but for control characters', {author: 'Ada', comment: 'se\u0000\u001fen'}, true],
        ['are the same but for blanks at the ends', {author: ' Ada', comment: 'seen '}, true],
        ['are not where a blank is within', {author: 'Ada', comment: 'se en'}, false],
    ])('%s', (_law, other, expected) => {
        expect(isSameAck(one, other)).toBe(expected);
        expect(isSameAck(other, one)).toBe(expected);
    });

    it('that consist of nothing but such characters are the same', () => {
        expect(isSameText('<>', ' ')).toBe(true);
    });
});

describe('an acknowledgement that is notified', () => {
    it('is shown, with who gave it, what was said and when', () => {
        expect(acknowledged()).toMatchObject({
            look: 'acknowledged',
            ack: {
                author: 'Admin',
                comment: 'seen',
                sticky: true,
                notify: true,
                hostAndServices: false,
                userId: '',
                username: '',
                at: BEGAN + 20,
                via: 'openitcockpit',
            },
        });
        expect(acknowledged().ages.ack).toEqual({
            on: true,
            by: 'core',
            at: at(20),
            since: at(0),
            state: 'CRITICAL',
            text: 'Admin: seen',
        });
    });

    it('is as sticky as it says', () => {
        expect(heard(open(), {...acknowledgement(20), ...NOT_STICKY}).ack?.sticky).toBe(false);
    });

    it('by nobody is by one unknown, or by whom we know already', () => {
        expect(heard(open(), acknowledgement(20, {ackauthor: ''})).ack?.author).toBe('?');
        expect(heard(acknowledged(), acknowledgement(30, {ackauthor: ''})).ack?.author).toBe('Admin');
    });

    it('of a state whose start is not told knows none', () => {
        expect(heard(open(), acknowledgement(20, {laststatechange: ''})).ages.ack).not.toHaveProperty('since');
    });

    it('counts if it is the younger of two, whichever comes first', () => {
        const [one, two] = [acknowledgement(20), acknowledgement(30, {ackauthor: 'Ada'})];
        expect(recordAfter(said('PROBLEM', 10), one, two)).toMatchObject({ack: {author: 'Ada', at: BEGAN + 30}});
        expect(recordAfter(said('PROBLEM', 10), two, one)).toEqual(recordAfter(said('PROBLEM', 10), one, two));
    });

    it('is told to several contacts and changes nothing the second time', () => {
        const record = acknowledged();
        expect(heard(record, acknowledgement(20))).toBe(record);
    });

    it('without a time is known again by its text', () => {
        const record = acknowledged();
        expect(heard(record, acknowledgement()).ages.ack).toBe(record.ages.ack);
        expect(heard(record, acknowledgement(undefined, {ackcomment: 'known'})).ack?.comment).toBe('known');
    });

    it('of the second in which the database showed one counts more: it has the better time', () => {
        const found = {author: 'Admin', comment: 'seen', sticky: true, at: at(20)};
        const record = read(open(), seen(25, {acknowledged: true, acknowledgement: found}));
        expect(record.ages.ack).toMatchObject({by: 'database', at: at(25)});
        expect(heard(record, acknowledgement(25))).toMatchObject({
            ack: {at: BEGAN + 25},
            ages: {ack: {by: 'core', at: at(25)}},
        });
        expect(heard(record, acknowledgement(24)).ages.ack).toBe(record.ages.ack);
    });

    it.each([
        ['stays ours when it is notified', OURS, 'mattermost'],
        ['is another one with another author', {...OURS, ackauthor: 'Admin'}, 'openitcockpit'],
        ['is another one with another comment', {...OURS, ackcomment: 'known'}, 'openitcockpit'],
    ])('%s', (_law, fields, via) => {
        const record = heard(looking('acknowledged'), acknowledgement(20, fields));
        expect(record).toMatchObject({look: 'acknowledged', ack: {via}});
        expect(record.ack?.at).toBe(via === 'mattermost' ? ACKNOWLEDGED.at : BEGAN + 20);
    });

    it('keeps its time when it comes again without one', () => {
        expect(heard(acknowledged(), acknowledgement(undefined, {ackcomment: 'seen'})).ack?.at).toBe(BEGAN + 20);
        const {ack: _age, ...ages} = acknowledged().ages;
        expect(heard({...acknowledged(), ages}, acknowledgement()).ack?.at).toBe(BEGAN + 20);
    });

    it('ends that ours is not confirmed', () => {
        const record = looking('not_confirmed', {failure: 'Nothing answers.', notSent: true});
        const known = heard(record, acknowledgement(20, OURS));
        expect(known).toMatchObject({look: 'acknowledged', ack: {via: 'mattermost'}});
        expect(known).not.toHaveProperty('failure');
        expect(known).not.toHaveProperty('notSent');
    });

    it('while ours is under way is noted and not shown: the read-back decides whose it is', () => {
        expect(heard(looking('acknowledging'), acknowledgement(20))).toMatchObject({
            look: 'acknowledging',
            ack: {author: ACKNOWLEDGED.author},
            ages: {ack: {on: true, text: 'Admin: seen'}},
        });
    });

    it('of a problem that is over does not open it', () => {
        const over = recordAfter(said('PROBLEM', 10), recovery(30));
        expect(heard(over, acknowledgement(20))).toMatchObject({look: 'recovered', ack: {author: 'Admin'}});
    });
});

describe('a problem that is notified', () => {
    it('says that nobody has acknowledged it', () => {
        const record = heard(acknowledged(), said('PROBLEM', 21));
        expect(record.look).toBe('problem');
        expect(record).not.toHaveProperty('ack');
    });

    it('of the second of the acknowledgement, or before it, does not: it came first', () => {
        expect(heard(acknowledged(), said('PROBLEM', 20)).look).toBe('acknowledged');
        expect(heard(acknowledged(), said('PROBLEM', 15)).look).toBe('acknowledged');
    });

    it('says so as well where the acknowledgement comes late', () => {
        const record = recordAfter(said('PROBLEM', 10), said('PROBLEM', 21), acknowledgement(20));
        expect(record).toMatchObject({look: 'problem', ages: {ack: {on: true, at: at(20)}}});
        expect(record).not.toHaveProperty('ack');
        expect(recordAfter(said('PROBLEM', 10), said('PROBLEM', 20), acknowledgement(20)).look).toBe('acknowledged');
    });

    it.each(['acknowledging', 'not_confirmed'] as const)('leaves what is asked for alone: %s', (look) => {
        const record = {...acknowledged(), look, ack: ACKNOWLEDGED};
        expect(heard(record, said('PROBLEM', 30))).toMatchObject({look, ack: ACKNOWLEDGED});
    });

    it('says nothing where no age of the acknowledgement is known', () => {
        expect(heard(looking('acknowledged'), said('PROBLEM', 30)).look).toBe('acknowledged');
    });
});

describe('an acknowledgement that is not sticky', () => {
    const dropped = (more: Partial<AlertRecord>, sticky = false) => {
        const record = acknowledged();
        const ack = record.ack && {...record.ack, sticky};
        return withoutDroppedAck({...record, ...(ack ? {ack} : {}), ...more}).look === 'problem';
    };
    const {alert, ages} = acknowledged();
    const state = (since: number, seconds: number) => ({
        ages: {...ages, state: {by: 'core', since: at(since), at: at(seconds)}} as const,
    });
    const WARNING = {alert: {...alert, state: 'WARNING'}} as const;

    it.each([
        ['is dropped when a state began after it', {...state(21, 21), alert}, true],
        ['stays when the state is the one it was given for', {...state(0, 99), alert}, false],
        ['is dropped when the state is another than the one it was given for', {...state(15, 20), alert}, true],
        ['is dropped when the state has another name since', {...state(0, 20), ...WARNING}, true],
        ['stays when the state had another name before', {...state(0, 19), ...WARNING}, false],
    ])('%s', (_law, more, expected) => {
        expect(dropped(more)).toBe(expected);
        expect(dropped(more, true)).toBe(false);
    });

    it('stays where no age of it is known, or it is off already, or it is not confirmed', () => {
        const {ack, ...unknown} = state(99, 99).ages;
        expect(dropped({ages: unknown})).toBe(false);
        expect(dropped({ages: {...unknown, ...(ack ? {ack: {...ack, on: false}} : {})}})).toBe(false);
        expect(dropped({...state(99, 99), look: 'not_confirmed'})).toBe(false);
    });

    it('goes with a notification of another state, and with a reading of one', () => {
        const record = heard(open(), {...acknowledgement(20), ...NOT_STICKY});
        const downtime = said('DOWNTIMESTART', 30, {state: '1', laststatechange: String(BEGAN + 25)});
        expect(heard(record, downtime).look).toBe('problem');
        expect(read(record, seen(30, {state: 'WARNING', freshAt: at(20)})).look).toBe('problem');
        expect(heard(acknowledged(), downtime).look).toBe('acknowledged');
    });
});

describe('ours, that openITCOCKPIT confirms', () => {
    const confirmed = (record: AlertRecord, seconds: number, ack = ACKNOWLEDGED) =>
        withConfirmedAck(record, ack, at(seconds));

    it('is shown, and what stood there about it is gone', () => {
        const record = confirmed(looking('acknowledging', {failure: 'x', notSent: true}), 20);
        expect(record).toMatchObject({look: 'acknowledged', ack: ACKNOWLEDGED});
        expect(record.ages.ack).toEqual({
            on: true,
            by: 'database',
            at: at(20),
            given: at(20),
            state: 'CRITICAL',
            text: 'Jane Roe (@jane): on *it*',
        });
        expect(record).not.toHaveProperty('failure');
        expect(record).not.toHaveProperty('notSent');
    });

    it('is gone again when a problem was notified since', () => {
        const record = confirmed(heard(looking('acknowledging'), said('PROBLEM', 21)), 20);
        expect(record.look).toBe('problem');
        expect(record).not.toHaveProperty('ack');
        expect(confirmed(heard(looking('acknowledging'), said('PROBLEM', 20)), 20).look).toBe('acknowledged');
    });

    it('is gone again when it was seen that there is none since', () => {
        const none = (seconds: number): AlertRecord => {
            const ack = {on: false, by: 'database', at: at(seconds), state: 'CRITICAL', text: ''} as const;
            return looking('acknowledging', {ages: {...open().ages, ack}});
        };
        expect(confirmed(none(21), 20).look).toBe('problem');
        expect(confirmed(none(20), 20).look).toBe('acknowledged');
    });

    it('counts though a later one was notified', () => {
        expect(confirmed(heard(looking('acknowledging'), acknowledgement(30)), 20).look).toBe('acknowledged');
    });

    it('is dropped when it is not sticky and the state changed since', () => {
        const warning = said('DOWNTIMESTART', 30, {state: '1', laststatechange: String(BEGAN + 25)});
        const record = heard(looking('acknowledging'), warning);
        expect(confirmed(record, 20, {...ACKNOWLEDGED, sticky: false}).look).toBe('problem');
        expect(confirmed(record, 20).look).toBe('acknowledged');
    });
});

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
        ['of the second in which the problem was notified counts', undefined, found(10), 'Ada'],
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

    it('counts from the start of the problem where no problem was notified', () => {
        const {notified: _notified, ...ages} = open().ages;
        const {since: _since, ...undated} = {...open(), ages};
        expect(shows({...open(), ages}, undefined, found(0)).look).toBe('acknowledged');
        expect(shows({...open(), ages}, undefined, found(-1)).look).toBe('problem');
        expect(shows(undated, undefined, found(10)).look).toBe('acknowledged');
        expect(shows(undated, undefined, found(9)).look).toBe('problem');
    });

    it('counts from when there was none', () => {
        const removed = read(acknowledged(), seen(30));
        expect(removed.look).toBe('problem');
        expect(shows(removed, undefined, found(30)).look).toBe('acknowledged');
        expect(shows(removed, undefined, found(29)).look).toBe('problem');
    });

    it('that is not sticky counts from the start of the state', () => {
        const warning = read(open(), seen(50, {state: 'WARNING', stateSince: at(45)}));
        const now = {...seen(undefined, {state: 'WARNING', acknowledged: true})};
        const shown = (ack: ReturnType<typeof found>) => read(warning, {...now, acknowledgement: ack}).look;
        expect(shown(found(44))).toBe('acknowledged');
        expect(shown(found(44, NOT_STICKY))).toBe('problem');
        expect(shown(found(45, NOT_STICKY))).toBe('acknowledged');
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

    it.each(['acknowledge', 'remove_acknowledgement'] as const)('is left to whoever asked to %s', (kind) => {
        const more = {comment: '', sticky: true, notify: false, hostAndServices: false};
        const request = kind === 'acknowledge' ? {kind, ...more} : {kind, ackAt: 0};
        const waiting = (record: AlertRecord): AlertRecord => ({
            ...record,
            pending: [pendingOf(request, {postId: record.posts[0]?.postId ?? ''})],
        });
        expect(shows(waiting(open()), 15, found(12)).look).toBe('problem');
        expect(read(waiting(acknowledged()), seen(30)).look).toBe('acknowledged');
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
