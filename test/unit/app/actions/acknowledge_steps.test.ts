import {describe, expect, it} from 'vitest';
import {acknowledge} from '../../../../server-proxy/src/app/actions/acknowledge';
import type {ObjectStatus} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {textsOf} from '../../../../server-proxy/src/domain/texts';
import {type Ack, AUTHOR, asked, open, ours, REQUEST, SENT, shows, under} from '../../../support/app/acknowledgement';
import {HOST_UUID, SERVICE_UUID} from '../../../support/app/problem';
import {inEnglish, StrategyContext, statusOf} from '../../../support/app/strategy_context';
import {ACKNOWLEDGED, NOW} from '../../../support/records';
import {acknowledgement, BEGAN, heard, recordAfter, said} from '../../../support/words';

const TEXTS = textsOf('en').alerts;
const REMOVAL = {
    ...asked(),
    postId: open().posts[0]?.postId ?? '',
    request: {kind: 'remove_acknowledgement', ackAt: NOW},
} as const;
const sent = (more: Partial<Ack> = {}): Ack => asked({askedAt: NOW - 30, sentAt: NOW, attempts: 1, ...more});

const readBack = (status: ObjectStatus, action: Ack, last = false) =>
    acknowledge.readBack(new StrategyContext(status).context, under(), action, last);

describe('an acknowledgement can be asked for', () => {
    const by = {...ACKNOWLEDGED, author: 'Ada'};

    it.each([
        ['of a problem', {...open()}, undefined],
        ['once more, when it was not confirmed', {...open(), look: 'not_confirmed'}, undefined],
        ['of nothing', undefined, TEXTS.alreadyRecovered],
        ['of what is over', {...open(), look: 'recovered'}, TEXTS.alreadyRecovered],
        ['of a notice', {...open(), look: 'info'}, TEXTS.alreadyRecovered],
        ['where a newer problem has its post', {...open(), look: 'recovered', superseded: true}, TEXTS.replacedByNewer],
        ['of what is not there', {...open(), look: 'gone'}, TEXTS.notMonitored],
        ['while one is under way', {...open(), look: 'acknowledging', ack: by}, TEXTS.alreadyAcknowledging('Ada')],
        [
            'while one is under way, of nobody knows whom',
            {...open(), look: 'acknowledging'},
            TEXTS.alreadyAcknowledging(''),
        ],
        ['of what has one, of nobody knows whom', {...open(), look: 'acknowledged'}, TEXTS.alreadyAcknowledged('')],
        ['of what has one', {...open(), look: 'acknowledged', ack: by}, TEXTS.alreadyAcknowledged('Ada')],
        [
            'of what is losing one',
            {...open(), look: 'acknowledged', ack: by, pending: [REMOVAL]},
            TEXTS.removingNow('Ada'),
        ],
    ] as const)('%s', (_what, record, refusal) => {
        expect(acknowledge.whyNot(record, textsOf('en'))).toBe(refusal);
    });

    it('and is shown as under way, by whom and with what', () => {
        const record = acknowledge.began?.({...open(), look: 'not_confirmed', failure: 'x', notSent: true}, asked());
        expect(record).toEqual({
            ...open(),
            look: 'acknowledging',
            ack: {
                author: AUTHOR,
                comment: 'on it',
                sticky: true,
                notify: false,
                hostAndServices: false,
                userId: 'userjane',
                username: 'jane',
                at: NOW,
                via: 'mattermost',
                postId: expect.any(String),
            },
        });
    });
});

describe('before an acknowledgement is sent', () => {
    const first = (status: ObjectStatus, action = asked(), record = under()) => {
        const {context, monitoring} = new StrategyContext(status);
        return {outcome: acknowledge.checkFirst(context, record, action), monitoring};
    };

    it('nothing is in its way', async () => {
        expect(await first(statusOf(SENT)).outcome).toBeUndefined();
    });

    it('its problem is over: nobody is asked', async () => {
        const {outcome, monitoring} = first(statusOf(SENT), asked(), {...open(), look: 'recovered'});
        expect(await outcome).toEqual({result: 'recovered'});
        expect(monitoring.reads).toBe(0);
    });

    it('openITCOCKPIT shows that its problem is over', async () => {
        expect(await first(statusOf(SENT, {state: 'OK'})).outcome).toMatchObject({result: 'recovered'});
        expect(await first(statusOf(SENT, {state: 'OK', mayEdit: false})).outcome).toMatchObject({result: 'recovered'});
    });

    it('an older database that shows it fine does not count', async () => {
        expect(await first(statusOf(9, {state: 'OK'})).outcome).toBeUndefined();
    });

    it('the object is not monitored, or the API key may not edit it', async () => {
        const {state: _state, ...unmonitored} = statusOf(SENT);
        expect(inEnglish(await first(unmonitored).outcome)).toEqual({
            result: 'not_confirmed',
            sentence: TEXTS.notMonitored,
        });
        expect(inEnglish(await first(statusOf(SENT, {mayEdit: false})).outcome)).toEqual({
            result: 'not_confirmed',
            sentence: TEXTS.notEditable('Ping on web01'),
        });
    });

    it('somebody else has acknowledged it', async () => {
        expect(await first(shows(SENT, ours(SENT, {author: 'Ada'}))).outcome).toMatchObject({result: 'elsewhere'});
        expect(await first(shows(9, ours(9, {author: 'Ada'}))).outcome).toBeUndefined();
    });

    it('it is there already, where it is younger than the problem', async () => {
        expect(await first(shows(SENT, ours(20))).outcome).toMatchObject({
            result: 'confirmed',
            at: momentAt(BEGAN + 20),
        });
        expect(await first(shows(9, ours(9))).outcome).toBeUndefined();
        expect(await first(shows(undefined, ours())).outcome).toBeUndefined();
    });
});

describe('an acknowledgement is sent', () => {
    it.each([
        ['with a host’s services, if asked', {type: 'Host', serviceuuid: '', state: '1'}, true],
        ['without any, of a service', {}, false],
    ])('%s', async (_what, fields, hostAndServices) => {
        const {context, monitoring} = new StrategyContext(statusOf(SENT));
        const request = {...REQUEST, sticky: false, notify: true, hostAndServices: true};
        await acknowledge.send(context, recordAfter(said('PROBLEM', 10, fields)), asked({request}));
        const target = hostAndServices ? {hostUuid: HOST_UUID} : {hostUuid: HOST_UUID, serviceUuid: SERVICE_UUID};
        expect(monitoring.commands).toEqual([
            {target, author: AUTHOR, comment: 'on it', sticky: false, notify: true, hostAndServices},
        ]);
    });

    it('for a host alone, unless asked', async () => {
        const {context, monitoring} = new StrategyContext(statusOf(SENT));
        const host = recordAfter(said('PROBLEM', 10, {type: 'Host', serviceuuid: '', state: '1'}));
        await acknowledge.send(context, host, asked());
        expect(monitoring.commands).toMatchObject([{hostAndServices: false}]);
    });
});

describe('an acknowledgement that was sent', () => {
    it.each([
        ['is confirmed by its record', shows(SENT + 5, ours(SENT + 3)), SENT + 3],
        [
            'is confirmed but for blanks at the ends',
            shows(SENT + 5, ours(SENT + 3, {author: ` ${AUTHOR} `, comment: ' on it '})),
            SENT + 3,
        ],
        ['is confirmed by a record without times, as given when it was sent', shows(undefined, ours()), SENT],
        [
            'is confirmed by a record as old as the command, as far as clocks are compared',
            shows(undefined, ours(SENT - 2)),
            SENT - 2,
        ],
    ])('%s', async (_law, status, seconds) => {
        expect(await readBack(status, sent())).toMatchObject({result: 'confirmed', at: momentAt(BEGAN + seconds)});
    });

    it.each([
        ['by a record from before', shows(undefined, ours(SENT - 3))],
        ['while there is none', statusOf(SENT + 5)],
        ['by a record while the object is not acknowledged', statusOf(SENT + 5, {acknowledgement: ours(SENT + 3)})],
        ['by one that is not sent', shows(9, ours(9)), asked()],
    ])('is not confirmed %s', async (_law, status, action = sent()) => {
        expect(await readBack(status, action, true)).toBeUndefined();
    });

    it('is confirmed where blanks at the ends were asked for', async () => {
        const request = {...REQUEST, comment: 'on it '};
        const action = sent({author: `${AUTHOR} `, request});
        expect(await readBack(shows(SENT + 5, ours(SENT + 3)), action)).toMatchObject({result: 'confirmed'});
    });

    it.each([
        ['another author', {author: 'Ada'}],
        ['another comment', {comment: 'known'}],
    ])('is another one with %s, in the end', async (_what, more) => {
        const status = shows(SENT + 5, ours(SENT + 3, more));
        expect(await readBack(status, sent())).toBeUndefined();
        expect(await readBack(status, sent(), true)).toMatchObject({result: 'elsewhere'});
    });

    it.each([
        ['is from before', shows(SENT - 3, ours(SENT - 3, {author: 'Ada'}))],
        ['is not dated', shows(undefined, ours(undefined, {author: 'Ada'}))],
        ['is from before the problem', {...shows(9, ours(9, {author: 'Ada'}))}],
    ])('is not another one when that %s', async (_what, status) => {
        expect(await readBack(status, sent(), true)).toBeUndefined();
    });

    it('is not another one when a reading says so of a time before the problem was notified', async () => {
        const record = under(heard(open(), said('PROBLEM', SENT + 20)));
        const {context} = new StrategyContext(shows(SENT + 5, ours(SENT + 3, {author: 'Ada'})));
        expect(await acknowledge.readBack(context, record, sent(), true)).toBeUndefined();
    });

    it('is somebody’s where only the flag is there in the end', async () => {
        expect(await readBack(shows(SENT + 5), sent(), true)).toMatchObject({result: 'elsewhere'});
    });

    it('comes too late when openITCOCKPIT shows that the problem is over', async () => {
        expect(await readBack(statusOf(SENT + 5, {state: 'OK'}), sent())).toMatchObject({result: 'recovered'});
    });

    it('is dated on openITCOCKPIT’s clock', async () => {
        const dated = (status: ObjectStatus) => {
            const {context, monitoring} = new StrategyContext(status);
            monitoring.clockAhead = () => 100;
            return acknowledge.readBack(context, under(), sent(), true);
        };
        expect(await dated(shows(undefined, ours(SENT + 97)))).toBeUndefined();
        expect(await dated(shows(undefined, ours(SENT + 98)))).toMatchObject({result: 'confirmed'});
        expect(await dated(shows(undefined, ours()))).toMatchObject({at: momentAt(NOW + 100)});
    });

    it('says how long was waited for it', () => {
        expect(acknowledge.notSeen(textsOf('en'), 15)).toBe(TEXTS.notSeenInTime(15));
    });
});

describe('an acknowledgement that the core notifies', () => {
    const told = (seconds: number, more: Record<string, unknown> = {}) =>
        heard(under(), acknowledgement(seconds, {ackauthor: AUTHOR, ackcomment: 'on it', ...more}));
    const readBackWith = async (stored: AlertRecord | undefined) => {
        const strategy = new StrategyContext(statusOf(SENT));
        strategy.stored = stored;
        const outcome = await acknowledge.readBack(strategy.context, under(), sent(), true);
        return {outcome, reads: strategy.monitoring.reads};
    };

    it('is confirmed without a reading', async () => {
        expect(await readBackWith(told(SENT + 1))).toEqual({
            outcome: {result: 'confirmed', at: momentAt(NOW + 1)},
            reads: 0,
        });
        expect((await readBackWith(told(SENT + 1, {ackcomment: 'on "it"'}))).outcome).toMatchObject({
            result: 'confirmed',
        });
    });

    it.each([
        ['another author', told(SENT + 1, {ackauthor: 'Ada'})],
        ['another comment', told(SENT + 1, {ackcomment: 'known'})],
        ['a time before the command', told(SENT - 3)],
    ])('with %s is not ours', async (_what, stored) => {
        expect(await readBackWith(stored)).toEqual({outcome: undefined, reads: 1});
    });

    it('is not what the database showed, or what is off', async () => {
        const record = told(SENT + 1);
        const {ack} = record.ages;
        const withAge = (more: object) =>
            readBackWith({...record, ages: {...record.ages, ...(ack ? {ack: {...ack, ...more}} : {})}});
        expect((await withAge({by: 'database'})).outcome).toBeUndefined();
        expect((await withAge({on: false})).outcome).toBeUndefined();
        expect((await readBackWith(open())).outcome).toBeUndefined();
        expect((await readBackWith(undefined)).outcome).toBeUndefined();
    });
});
