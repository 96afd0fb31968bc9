import {describe, expect, test} from 'vitest';
import {type Details as Answer, MOST_DETAILS, parseCurves, parseDetails} from '#contract';
import type {FoundObject} from '../../../../server-proxy/src/app/commands/search_port';
import {Details} from '../../../../server-proxy/src/app/details/details';
import {readingStyleOf} from '../../../../server-proxy/src/app/people/reading_style';
import {visibleObjects} from '../../../../server-proxy/src/app/people/visible_objects';
import {visibleTo} from '../../../../server-proxy/src/app/people/visible_to';
import {Routing} from '../../../../server-proxy/src/app/routing/routing';
import type {AckDetails} from '../../../../server-proxy/src/domain/alert/ack_details';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import type {AlertRecord} from '../../../../server-proxy/src/domain/alert/record';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import type {Episode} from '../../../../server-proxy/src/domain/shift/episode';
import {BoardScene, keyOf, problemIn} from '../../../support/app/board';
import {FakeDetails} from '../../../support/app/fake_details';
import {CRITICAL} from '../../../support/app/fakes';
import {SETTINGS} from '../../../support/app/harness';
import {ACKNOWLEDGED} from '../../../support/records';

const SINCE = 1_795_480_000;

class DetailsScene extends BoardScene {
    private readonly context = {
        clock: this.clock,
        routing: new Routing(SETTINGS, this),
        store: {readFollowed: async (keys: readonly string[]) => keys.flatMap((key) => this.records.get(key) ?? [])},
    };
    readonly openitcockpit = new FakeDetails();
    /** What was written down of problems that are over, or why it cannot be read. */
    past: readonly Episode[] | AppError = [];
    isWhole = true;
    /** Seconds by which openITCOCKPIT's clock is ahead. */
    ahead = 0;
    /** Each time the history was read: since when, and what of it was kept. */
    readonly pastReads: {readonly from: number; readonly kept: readonly Episode[]}[] = [];
    readonly details = new Details({
        details: this.openitcockpit,
        store: {get: async (key) => this.records.get(key)},
        visible: (sight, objects) => visibleObjects(this.context, sight, objects),
        clock: this.clock,
        clockAhead: () => this.ahead,
        sightOf: (userId) => visibleTo({chat: this.chat, settings: SETTINGS}, userId),
        styleOf: (userId) =>
            readingStyleOf({chat: this.chat, logger: this.logger}, userId, {language: 'en', timeZone: 'UTC'}),
        entries: async () => {
            await this.board.ready();
            return this.board.entries();
        },
        past: async (from, isWanted = () => true) => {
            if (this.past instanceof AppError) {
                throw this.past;
            }
            const kept = this.past.filter((one) => one.at >= from && isWanted(one));
            this.pastReads.push({from, kept});
            return {episodes: kept, isWhole: this.isWhole};
        },
    });

    constructor() {
        super();
        this.openitcockpit.object = {
            kind: 'service',
            id: 7,
            host: {kind: 'host', id: 3},
            parents: [],
            status: {...CRITICAL, stateSince: momentAt(SINCE)},
        };
    }
}

const since = (record: AlertRecord, at: number): AlertRecord => ({...record, since: at});

const part = ({parts}: Answer, id: string): Answer['parts'][number] | undefined => parts.find((one) => one.id === id);

const said = (answer: Answer, id: string): readonly string[] => {
    const {text = '', lines = []} = part(answer, id) ?? {};
    return [...(text === '' ? [] : [text]), ...lines];
};

const opened = async (): Promise<DetailsScene> => {
    const scene = new DetailsScene();
    await scene.store(since(problemIn(1, ['network']), SINCE));
    return scene;
};

const ended = (number: number, more: Partial<Episode> & Pick<Episode, 'opened'>): Episode => ({
    at: more.closed ?? more.opened,
    key: keyOf(number),
    host: `host ${number}`,
    service: 'Ping',
    state: 'CRITICAL',
    channels: ['network'],
    posted: ['network'],
    ...(more.closed === undefined ? {} : {end: 'recovered'}),
    ...more,
});

const service = (number: number, state: 'OK' | 'CRITICAL'): FoundObject => {
    const [hostUuid = '', serviceUuid = ''] = keyOf(number).split('/');
    return {
        ...CRITICAL,
        state,
        target: {hostUuid, serviceUuid},
        hostName: `host ${number}`,
        serviceName: 'Ping',
        stateFor: '',
    };
};

describe('the details of a problem', () => {
    test('are an answer that the panel understands, with every part', async () => {
        const scene = await opened();
        const {openitcockpit} = scene;
        openitcockpit.changes = {
            rows: [
                {at: SINCE, state: 'CRITICAL', hard: true, output: 'lost\nmore'},
                {at: SINCE - 5000, state: 'OK', hard: true, output: ''},
                {at: SINCE - 5600, state: 'CRITICAL', hard: true, output: ''},
            ],
            complete: true,
        };
        openitcockpit.sent = [{at: SINCE, state: 'CRITICAL', contact: 'Ada'}];
        openitcockpit.said = {at: SINCE - 5500, author: 'Jane Roe', comment: 'cable'};
        openitcockpit.configuration = {
            service: [{at: SINCE - 100, action: 'edit', name: 'web01/Ping', fields: ['notes']}],
            host: [{at: SINCE - 50, action: 'edit', name: 'web01', fields: ['address'], author: 'Ada Admin'}],
        };
        const answer = await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(parseDetails(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
        expect(answer.parts.map(({title}) => title)).toEqual([
            'Now',
            'Before',
            'State changes',
            'Notified',
            'Last acknowledgement',
            'Hosts and services around it',
            'Same check on other hosts',
            'In the same five minutes',
            'Configuration changes in the hour before',
        ]);
        expect(answer.parts.every(({from, missing}) => from !== '' && missing === undefined)).toBe(true);
        expect(part(answer, 'now')?.text).toMatch(/^CRITICAL since .*2026/);
        expect(said(answer, 'before')).toEqual(['1 problem in the last 30 days, over after 10 min']);
        expect(said(answer, 'changes')).toEqual([
            expect.stringMatching(/: CRITICAL · lost$/),
            expect.stringMatching(/: OK$/),
            expect.stringMatching(/: CRITICAL$/),
        ]);
        expect(said(answer, 'notified')).toEqual([expect.stringMatching(/: Ada \(CRITICAL\)$/)]);
        expect(said(answer, 'said')).toEqual([expect.stringMatching(/^Jane Roe, .*: cable$/)]);
        expect(said(answer, 'relatives')).toEqual(['none of them has a problem']);
        expect(said(answer, 'elsewhere')).toEqual(['no other host that you may see has it']);
        expect(said(answer, 'together')).toEqual(['nothing else that you may see']);
        expect(said(answer, 'configuration')).toEqual([
            expect.stringMatching(/: web01 changed by Ada Admin \(address\)$/),
            expect.stringMatching(/: web01\/Ping changed \(notes\)$/),
        ]);
        expect(answer.note).toMatch(/^As of .*2026/);
    });

    test('are in the language and the time zone of whoever asks', async () => {
        const scene = await opened();
        const kim = scene.person('kim', [], {language: 'de', timeZone: 'Asia/Tokyo'});
        const answer = await scene.details.answer(kim, keyOf(1));
        expect(part(answer, 'before')).toMatchObject({title: 'Früher', text: 'kein Problem in den letzten 30 Tagen'});
        expect(answer.note).toMatch(/^Stand: .*GMT\+9/);
    });

    test('an API without changelog and history rights says which right is missing, and shows the rest', async () => {
        const scene = await opened();
        const lacks = (right: string) =>
            new AppError('openitcockpit_right_missing', `The API key lacks the right ${right}.`);
        scene.openitcockpit.failures.configurationChanges = lacks('Changelogs › index');
        scene.openitcockpit.failures.stateChanges = lacks('Statehistories › service');
        const answer = await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(part(answer, 'configuration')).toMatchObject({
            missing: true,
            text: 'The API key lacks the right Changelogs › index.',
        });
        for (const id of ['changes', 'before']) {
            expect(part(answer, id)).toMatchObject({
                missing: true,
                text: 'The API key lacks the right Statehistories › service.',
            });
        }
        expect(answer.parts.filter(({missing}) => missing)).toHaveLength(3);
        expect(part(answer, 'now')?.text).toMatch(/^CRITICAL since/);
    });

    test('openITCOCKPIT being down leaves what is known without it', async () => {
        const scene = await opened();
        await scene.store(since(problemIn(2, ['network']), SINCE + 60));
        const down = new AppError('openitcockpit_unreachable', 'openITCOCKPIT could not be reached.');
        for (const method of ['objectOf', 'findServices'] as const) {
            scene.openitcockpit.failures[method] = down;
        }
        const answer = await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(answer.parts).toHaveLength(9);
        for (const {id, text, missing} of answer.parts.filter((one) => one.id !== 'together')) {
            expect([id, missing, text]).toEqual([id, true, 'openITCOCKPIT could not be reached.']);
        }
        expect(said(answer, 'together')).toEqual([expect.stringMatching(/CRITICAL · .* · host 2$/)]);
    });

    test('are kept for half a minute, for everybody', async () => {
        const scene = await opened();
        await scene.details.answer(scene.person('jane'), keyOf(1));
        const asked = scene.openitcockpit.asked.length;
        scene.clock.shift(29_000);
        await scene.clock.sleep(29_000);
        await scene.details.answer(scene.person('kim'), keyOf(1));
        expect(scene.openitcockpit.asked).toHaveLength(asked);
        await scene.clock.sleep(1000);
        await scene.details.answer(scene.person('kim'), keyOf(1));
        expect(scene.openitcockpit.asked).toHaveLength(2 * asked);
    });

    test('are read anew as soon as the problem says something else, such as who has acknowledged it', async () => {
        const scene = await opened();
        const {openitcockpit} = scene;
        expect(said(await scene.details.answer(scene.person('jane'), keyOf(1)), 'said')).toEqual([
            'none in the last 30 days',
        ]);
        openitcockpit.said = {at: SINCE + 60, author: 'Jane Roe', comment: 'cable'};
        await scene.store(since(problemIn(1, ['network'], {look: 'acknowledged'}), SINCE));
        expect(said(await scene.details.answer(scene.person('kim'), keyOf(1)), 'said')).toEqual([
            expect.stringContaining('cable'),
        ]);
    });

    test('are read anew as soon as the acknowledgement has other words, and the curves with them', async () => {
        const scene = await opened();
        const {openitcockpit} = scene;
        const jane = scene.person('jane');
        const change = async (ack: Partial<AckDetails>): Promise<void> => {
            openitcockpit.said = {at: SINCE + 60, author: 'Jane Roe', comment: 'cable', ...ack};
            const whole = {...ACKNOWLEDGED, at: SINCE + 60, comment: 'cable', ...ack};
            await scene.store(since(problemIn(1, ['network'], {look: 'acknowledged', ack: whole}), SINCE));
        };
        const changes = [{}, {comment: 'new disk'}, {author: 'Kim Poe'}, {at: SINCE + 90}];
        for (const ack of changes) {
            await change(ack);
            const {comment = 'cable', author = 'Jane Roe'} = ack as Partial<AckDetails>;
            expect(said(await scene.details.answer(jane, keyOf(1)), 'said')[0]).toMatch(`${author}, `);
            expect(said(await scene.details.answer(jane, keyOf(1)), 'said')[0]).toMatch(`: ${comment}`);
            await scene.details.curvesOf(jane, keyOf(1), 4);
        }
        expect(openitcockpit.asked.filter((one) => one === 'objectOf')).toHaveLength(changes.length);
        expect(openitcockpit.asked.filter((one) => one === 'curves')).toHaveLength(changes.length);
    });

    test('of an acknowledgement that only the core has told, are read once the database shows it', async () => {
        const scene = await opened();
        const {clock, openitcockpit} = scene;
        const now = Math.floor(clock.now() / 1000);
        openitcockpit.lastAcknowledgement = async () =>
            clock.now() / 1000 < now + 2 ? undefined : {at: now, author: 'Jane Roe', comment: 'cable'};
        const record = since(problemIn(1, ['network'], {look: 'acknowledged', ack: {...ACKNOWLEDGED, at: now}}), SINCE);
        const {state} = record.alert;
        const ack = {on: true, by: 'core', at: momentAt(now), state, text: 'Jane Roe: cable'} as const;
        const began = {by: 'core', at: momentAt(SINCE), since: momentAt(SINCE)} as const;
        await scene.store({...record, ages: {...record.ages, state: began, ack}});
        expect(said(await scene.details.answer(scene.person('jane'), keyOf(1)), 'said')).toEqual([
            expect.stringMatching(/^Jane Roe, .*: cable$/),
        ]);
        // One that was given long ago, and was last heard of now, is there already.
        const before = clock.now();
        const given = {...ack, at: momentAt(before / 1000), given: momentAt(SINCE)};
        scene.records.set(record.key, {...record, ages: {...record.ages, state: began, ack: given}});
        await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(clock.now()).toBe(before);
    });

    test('of a problem that changes while it is waited for, are those of the change', async () => {
        const scene = await opened();
        const {clock, openitcockpit} = scene;
        const now = Math.floor(clock.now() / 1000);
        const record = problemIn(1, ['network']);
        const at = (begun: number) => {
            const state = {by: 'core', at: momentAt(begun), since: momentAt(begun)} as const;
            return {...record, since: begun, ages: {...record.ages, state}};
        };
        scene.records.set(record.key, at(now));
        const [asked, readAt]: [number[], number[]] = [[], []];
        openitcockpit.configurationChanges = async (_object: unknown, from = 0) => {
            readAt.push(Math.round(clock.now() / 1000) - now);
            asked.push(from + 3600 - now);
            return [];
        };
        const sleep = clock.sleep.bind(clock);
        let sleeps = 0;
        clock.sleep = async (milliseconds) => {
            await sleep(milliseconds);
            sleeps += 1;
            if (sleeps === 1) {
                scene.records.set(record.key, at(now + 2));
            }
        };
        const jane = scene.person('jane');
        await scene.details.answer(jane, keyOf(1));
        await scene.details.answer(jane, keyOf(1));
        expect([asked, readAt]).toEqual([
            [2, 2],
            [5, 5],
        ]);
    });

    test('of a change that openITCOCKPIT shows only in a moment, are read once it does', async () => {
        const scene = await opened();
        const {clock, openitcockpit} = scene;
        const begun = Math.floor(clock.now() / 1000);
        const readAt: number[] = [];
        const objectOf = openitcockpit.objectOf.bind(openitcockpit);
        openitcockpit.objectOf = () => {
            readAt.push(Math.floor(clock.now() / 1000) - begun);
            return objectOf();
        };
        const record = problemIn(1, ['network']);
        const state = {by: 'core', at: momentAt(begun)} as const;
        for (const stateSince of [begun, SINCE]) {
            const ages = {...record.ages, state: {...state, since: momentAt(stateSince)}};
            await scene.store({...record, since: stateSince, ages});
            await scene.details.answer(scene.person('jane'), keyOf(1));
        }
        // To store takes a second here. The second one began long ago: there is nothing to wait for.
        expect(readAt).toEqual([3, 4]);
    });

    test('what somebody may not see is not told apart from what is not there', async () => {
        const scene = await opened();
        const outsider = scene.person('sam', ['network', SETTINGS.defaultChannel]);
        const sentence = 'This problem is over, or it is in none of your channels.';
        for (const key of [keyOf(1), keyOf(9), `${keyOf(1)}#older`]) {
            await expect(scene.details.answer(outsider, key)).rejects.toThrow(sentence);
            await expect(scene.details.curvesOf(outsider, key, 4)).rejects.toThrow(sentence);
        }
        expect(scene.openitcockpit.asked).toEqual([]);
    });

    test('other objects are named and counted only for those who may see them', async () => {
        const scene = await opened();
        await scene.store(since(problemIn(2, ['database']), SINCE + 60));
        scene.openitcockpit.found = {objects: [service(2, 'CRITICAL'), service(3, 'OK')], complete: true};
        scene.openitcockpit.statuses = new Map([
            [keyOf(1).split('/')[0] ?? '', {...CRITICAL, state: 'DOWN' as const, hostName: 'host 1'}],
        ]);
        const everywhere = await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(said(everywhere, 'elsewhere')).toEqual(['1 of 2 have a problem', 'CRITICAL · Ping · host 2']);
        expect(said(everywhere, 'together')).toEqual([expect.stringContaining('host 2')]);
        expect(said(everywhere, 'relatives')).toEqual(['its host: DOWN · host 1']);
        const network = scene.person('kim', ['database', SETTINGS.defaultChannel]);
        const there = await scene.details.answer(network, keyOf(1));
        expect(said(there, 'elsewhere')).toEqual(['no other host that you may see has it']);
        expect(said(there, 'together')).toEqual(['nothing else that you may see']);
        expect(said(there, 'relatives')).toEqual(['none of them has a problem']);
    });

    test('what broke in the same five minutes and is over is named as such, after what is still open', async () => {
        const scene = await opened();
        await scene.store(since(problemIn(2, ['network']), SINCE + 200));
        scene.past = [
            ended(3, {opened: SINCE + 90, closed: SINCE + 400}),
            ended(4, {opened: SINCE + 301, closed: SINCE + 400}),
            ended(5, {opened: SINCE - 100, closed: SINCE + 90, state: 'WARNING'}),
            // Its end was none: it is open, and among the others.
            ended(2, {opened: SINCE + 200, closed: SINCE + 250}),
            {...ended(2, {opened: SINCE + 200}), at: SINCE + 300},
            // The problem itself, the first time.
            ended(1, {opened: SINCE - 200, closed: SINCE - 10}),
        ];
        const answer = await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(said(answer, 'together')).toEqual([
            expect.stringMatching(/: CRITICAL · .* · host 2$/),
            expect.stringMatching(/: CRITICAL · Ping · host 3, ended .*2026/),
            expect.stringMatching(/: WARNING · Ping · host 5, ended .*2026/),
        ]);
        const german = await scene.details.answer(scene.person('kim', [], {language: 'de'}), keyOf(1));
        expect(said(german, 'together')[1]).toContain('vorbei seit');
    });

    test('a neighbour that ends is named as such at once, whatever is kept, and once', async () => {
        const scene = await opened();
        const neighbour = since(problemIn(2, ['network']), SINCE + 60);
        await scene.store(neighbour);
        const jane = scene.person('jane');
        const open = expect.stringMatching(/: CRITICAL · .*host 2$/);
        expect(said(await scene.details.answer(jane, keyOf(1)), 'together')).toEqual([open]);
        const end = Math.floor(scene.clock.now() / 1000);
        // Told by the store before the list.
        scene.past = [ended(2, {opened: SINCE + 60, closed: end})];
        expect(said(await scene.details.answer(jane, keyOf(1)), 'together')).toEqual([open]);
        await scene.store({...neighbour, look: 'recovered', recoveredAt: end});
        expect(said(await scene.details.answer(jane, keyOf(1)), 'together')).toEqual([
            expect.stringMatching(/: CRITICAL · Ping · host 2, ended /),
        ]);
        expect(scene.openitcockpit.asked.filter((one) => one === 'objectOf')).toHaveLength(1);
    });

    test('of a history of weeks only what may belong to the five minutes is kept, and objects that broke together share it', async () => {
        const scene = await opened();
        const old = SINCE - 20 * 86_400;
        await scene.store(since(problemIn(1, ['network']), old));
        await scene.store(since(problemIn(2, ['network']), old + 60));
        scene.past = [
            // It ended weeks later.
            ended(3, {opened: old + 10, closed: SINCE}),
            // Written as begun later, until its beginning was known; and the other way round.
            {...ended(4, {opened: old + 900}), at: old + 950},
            ended(4, {opened: old + 200, closed: old + 1000}),
            {...ended(5, {opened: old + 100, closed: old + 400}), at: old + 400},
            ended(5, {opened: old - 900, closed: old + 500}),
            ...Array.from({length: 500}, (_, at) => ended(6 + at, {opened: old + 3600 + at, closed: SINCE})),
        ];
        const jane = scene.person('jane');
        const first = said(await scene.details.answer(jane, keyOf(1)), 'together');
        expect(first.map((line) => /host \d+/.exec(line)?.[0])).toEqual(['host 2', 'host 3', 'host 4']);
        await scene.details.answer(jane, keyOf(2));
        const wide = scene.pastReads.filter(({from}) => from < SINCE);
        expect(wide).toHaveLength(1);
        expect(wide[0]?.from).toBeGreaterThan(old - 1000);
        expect(Math.max(...scene.pastReads.map(({kept}) => kept.length))).toBeLessThan(10);
    });

    test('what was written down by a clock that is behind openITCOCKPIT’s is found', async () => {
        const scene = await opened();
        scene.ahead = 3000;
        scene.past = [{...ended(3, {opened: SINCE, closed: SINCE + 60}), at: SINCE - 2940}];
        expect(said(await scene.details.answer(scene.person('jane'), keyOf(1)), 'together')).toEqual([
            expect.stringContaining('host 3, ended '),
        ]);
    });

    test('what is over is named only for those who are in a channel in which it was; guests need a post there', async () => {
        const scene = await opened();
        scene.past = [ended(3, {opened: SINCE, closed: SINCE + 60, channels: ['database'], posted: []})];
        const outsider = scene.person('sam', ['database', SETTINGS.defaultChannel]);
        const guest = scene.person('guest', [], {isGuest: true});
        for (const userId of [outsider, guest]) {
            expect(said(await scene.details.answer(userId, keyOf(1)), 'together')).toEqual([
                'nothing else that you may see',
            ]);
        }
        expect(said(await scene.details.answer(scene.person('jane'), keyOf(1)), 'together')).toHaveLength(1);
    });

    test('a history that cannot be read, or has gaps, is told as such, with what is open', async () => {
        const scene = await opened();
        scene.past = new AppError('internal', 'The table is away.');
        const jane = scene.person('jane');
        expect(said(await scene.details.answer(jane, keyOf(1)), 'together')).toEqual([
            'nothing else that you may see (what has ended since could not be read)',
        ]);
        await scene.clock.sleep(31_000);
        scene.past = [ended(3, {opened: SINCE, closed: SINCE + 60})];
        scene.isWhole = false;
        expect(said(await scene.details.answer(jane, keyOf(1)), 'together')).toEqual([
            'there are more than were read',
            expect.stringContaining('host 3, ended '),
        ]);
    });

    test('more services of the same name than were read are told as such', async () => {
        const scene = await opened();
        scene.openitcockpit.found = {objects: [service(2, 'OK')], complete: false};
        const answer = await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(said(answer, 'elsewhere')).toEqual(['fine on 1 other host (there are more than were read)']);
    });

    test('configuration changes are those of the hour before the problem began, whatever its state since', async () => {
        const scene = await opened();
        const asked: number[][] = [];
        scene.openitcockpit.configurationChanges = async (_object: unknown, from = 0, to = 0) => {
            asked.push([from, to]);
            return [];
        };
        const {object} = scene.openitcockpit;
        scene.openitcockpit.object = object && {
            ...object,
            status: {...object.status, stateSince: momentAt(SINCE + 7200)},
        };
        await scene.details.answer(scene.person('jane'), keyOf(1));
        expect(asked).toEqual(Array(2).fill([SINCE - 3600, SINCE + 60]));
    });

    test('of a host: its bad parents, the bad hosts behind it, and its bad services', async () => {
        const scene = await opened();
        const [uuid = ''] = keyOf(5).split('/');
        const host = (number: number): AlertRecord => {
            const record = problemIn(number, ['network']);
            const {service: _, ...target} = record.alert.target;
            return {...record, key: target.host.uuid, alert: {...record.alert, target, state: 'DOWN'}};
        };
        await scene.store(host(5));
        await scene.store(host(6));
        await scene.store(host(7));
        const {openitcockpit} = scene;
        const behind = keyOf(6).split('/')[0] ?? '';
        openitcockpit.parents.set(behind, [uuid]);
        openitcockpit.object = {
            kind: 'host',
            id: 5,
            host: {kind: 'host', id: 5},
            parents: [{hostUuid: keyOf(8).split('/')[0] ?? '', name: 'router'}],
            status: {...CRITICAL, state: 'DOWN', stateSince: momentAt(SINCE)},
        };
        openitcockpit.statuses = new Map([
            [keyOf(8).split('/')[0] ?? '', {...CRITICAL, state: 'UNREACHABLE' as const, hostName: 'router'}],
        ]);
        openitcockpit.services = [service(5, 'CRITICAL')];
        expect(said(await scene.details.answer(scene.person('jane'), uuid), 'relatives')).toEqual([
            'parent: UNREACHABLE · router',
            'child: DOWN · host 6',
            'service: CRITICAL · Ping · host 5',
        ]);
        await expect(scene.details.curvesOf(scene.person('jane'), uuid, 4)).rejects.toThrow('not of hosts');
    });

    test('curves are thinned out and kept, and say how many are left out', async () => {
        const scene = await opened();
        const points = Array.from({length: 5000}, (_, at) => [SINCE + at, at] as const);
        const curve = {name: 'rta', unit: 'ms', warning: [100], critical: [200, 500], points};
        scene.openitcockpit.curve = Array.from({length: MOST_DETAILS + 2}, () => curve);
        const jane = scene.person('jane');
        const answer = await scene.details.curvesOf(jane, keyOf(1), 24);
        expect(parseCurves(JSON.parse(JSON.stringify(answer)))).toEqual(answer);
        expect(answer.text).toBe('and 2 more');
        expect(answer.curves).toHaveLength(MOST_DETAILS);
        expect(answer.curves[0]?.strokes.join(' ').split(' ').length).toBeLessThanOrEqual(240);
        expect(answer.curves[0]?.label).toBe(
            'rta: 4,999 ms, between 0 ms and 4,999 ms; warning at 100 ms; critical at 200 ms, 500 ms',
        );
        await scene.details.curvesOf(jane, keyOf(1), 24);
        await scene.details.curvesOf(jane, keyOf(1), 168);
        expect(scene.openitcockpit.asked).toEqual(['curves', 'curves']);
    });
});
