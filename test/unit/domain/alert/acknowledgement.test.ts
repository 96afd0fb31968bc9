import {describe, expect, it} from 'vitest';
import {
    isSameAck,
    isSameText,
    withConfirmedAck,
    withoutDroppedAck,
} from '../../../../server-proxy/src/domain/alert/acknowledgement';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {ACKNOWLEDGED} from '../../../support/records';
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

    it('that the database showed, and that the core has dropped since, does not come back with its notification', () => {
        const found = {author: 'Admin', comment: 'seen', sticky: false, at: at(20)};
        const shown = read(open(), seen(20, {acknowledged: true, acknowledgement: found}));
        const dropped = read(shown, seen(30, {state: 'WARNING', stateSince: at(30)}));
        expect(dropped.look).toBe('problem');
        expect(heard(dropped, acknowledgement(20))).toBe(dropped);
        expect(heard(dropped, acknowledgement(20, {ackcomment: 'another'}))).toBe(dropped);
        expect(heard(dropped, acknowledgement(30, {ackcomment: 'another'})).ages.ack).toMatchObject({by: 'core'});
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

    it('at the end of the minute that a reading of the acknowledgement may be from takes it: it may be as old as that minute', () => {
        const minute = {earliest: BEGAN + 20, latest: BEGAN + 40};
        const shown = read(open(), {...seen(undefined, {acknowledged: true}), freshAt: minute});
        expect(shown.look).toBe('acknowledged');
        expect(heard(shown, said('PROBLEM', 39)).look).toBe('acknowledged');
        expect(heard(shown, said('PROBLEM', 40)).look).toBe('problem');
    });

    it('takes the acknowledgement from a problem that is over, and does not open it', () => {
        const over = recordAfter(said('PROBLEM', 10), acknowledgement(20), recovery(300));
        const record = heard(over, said('PROBLEM', 30));
        expect(record.look).toBe('recovered');
        expect(record).not.toHaveProperty('ack');
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

    it('is gone again when a problem was notified at the end of the minute that the reading may be from', () => {
        const minute = {earliest: BEGAN + 20, latest: BEGAN + 40};
        const heardAt = (seconds: number) =>
            withConfirmedAck(heard(looking('acknowledging'), said('PROBLEM', seconds)), ACKNOWLEDGED, minute);
        expect(heardAt(39).look).toBe('acknowledged');
        expect(heardAt(40).look).toBe('problem');
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
