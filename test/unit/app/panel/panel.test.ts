import {describe, expect, test} from 'vitest';
import {MOST_PANEL_ROWS, parsePanelAnswer} from '#contract';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {BoardScene, keyOf, problemIn} from '../../../support/app/board';
import {ACKNOWLEDGED, NOW} from '../../../support/records';

const keysOf = ({rows}: {readonly rows: readonly {readonly key: string}[]}): string[] =>
    rows.map(({key}) => key).sort();

describe('who sees what in the panel', () => {
    const scene = async (): Promise<BoardScene> => {
        const made = new BoardScene();
        await made.store(problemIn(1, ['network']));
        await made.store(problemIn(2, ['database']));
        await made.store(problemIn(3, ['network', 'database']));
        await made.store(problemIn(4, [], {quiet: 'list'}));
        return made;
    };

    test('members of a channel see what has to do with it; a problem without a post belongs to the default channel', async () => {
        const made = await scene();
        const jane = made.person('jane', ['database']);
        const kim = made.person('kim', ['network', 'ops/alerts']);
        expect(keysOf(await made.panel.answer(jane, ''))).toEqual([keyOf(1), keyOf(3), keyOf(4)]);
        expect(keysOf(await made.panel.answer(kim, ''))).toEqual([keyOf(2), keyOf(3)]);
        expect((await made.panel.counts(kim)).unhandled).toBe(2);
    });

    test('of the posts of a problem only those are named that the person may see', async () => {
        const made = await scene();
        const answer = await made.panel.answer(made.person('jane', ['database']), '');
        expect(answer.rows.flatMap(({posts}) => posts.map(({channel_id}) => channel_id))).toEqual([
            'network',
            'network',
        ]);
    });

    test('system administrators see everything', async () => {
        const made = await scene();
        const admin = made.person('admin', ['network', 'database', 'ops/alerts'], {isSystemAdmin: true});
        expect((await made.panel.answer(admin, '')).rows).toHaveLength(4);
    });

    test('guests see only what has a post in a channel of theirs', async () => {
        const made = await scene();
        const deleted = problemIn(5, ['network']);
        await made.store({...deleted, posts: deleted.posts.map((post) => ({...post, gone: true as const}))});
        const guest = made.person('guest', ['database'], {isGuest: true});
        expect(keysOf(await made.panel.answer(guest, ''))).toEqual([keyOf(1), keyOf(3)]);
    });

    test('bots and deactivated accounts are refused', async () => {
        const made = await scene();
        await expect(made.panel.answer(made.person('bot', [], {isBot: true}), '')).rejects.toThrow(/Bots/);
        await expect(made.panel.answer(made.person('old', [], {isActive: false}), '')).rejects.toThrow(/deactivated/);
    });

    test('a person who leaves the channel with the panel open gets an answer without it, whole', async () => {
        const made = await scene();
        const jane = made.person('jane');
        const {revision} = await made.panel.answer(jane, '');
        made.chat.unseen.set(jane, new Set(['network']));
        const after = await made.panel.answer(jane, revision);
        expect(after.whole).toBe(true);
        expect(keysOf(after)).toEqual([keyOf(2), keyOf(3), keyOf(4)]);
    });
});

describe('changes since an earlier answer', () => {
    test('are sent alone: what is new, what is different, what is over', async () => {
        const scene = new BoardScene();
        for (const number of [1, 2, 3]) {
            await scene.store(problemIn(number, ['network']));
        }
        const jane = scene.person('jane');
        const {revision} = await scene.panel.answer(jane, '');
        expect(await scene.panel.answer(jane, revision)).toMatchObject({revision, whole: false, rows: [], gone: []});
        await scene.store(problemIn(1, ['network'], {look: 'acknowledged', ack: {...ACKNOWLEDGED, userId: jane}}));
        await scene.store(problemIn(2, ['network'], {look: 'recovered'}));
        await scene.store(problemIn(4, ['network']));
        const next = await scene.panel.answer(jane, revision);
        expect(next).toMatchObject({
            whole: false,
            gone: [keyOf(2)],
            counts: {unhandled: 2, urgent: 2, acknowledged: 1, downtimes: 0, mine: 1},
        });
        expect(keysOf(next)).toEqual([keyOf(1), keyOf(4)]);
        expect(parsePanelAnswer(JSON.parse(JSON.stringify(next)))).toEqual(next);
    });

    test('what moves to another channel disappears for those who were in the old one, and for nobody else', async () => {
        const scene = new BoardScene();
        await scene.store(problemIn(1, ['network']));
        await scene.store(problemIn(2, ['database']));
        const jane = scene.person('jane', ['database']);
        const kim = scene.person('kim', ['network']);
        const [janes, kims] = [await scene.panel.answer(jane, ''), await scene.panel.answer(kim, '')];
        await scene.store(problemIn(1, ['database']));
        expect(await scene.panel.answer(jane, janes.revision)).toMatchObject({rows: [], gone: [keyOf(1)]});
        expect(await scene.panel.answer(kim, kims.revision)).toMatchObject({rows: [{key: keyOf(1)}], gone: []});
        await scene.store(problemIn(2, ['database'], {look: 'recovered'}));
        expect((await scene.panel.answer(jane, janes.revision)).gone).toEqual([keyOf(1)]);
    });

    test('of another node, an earlier process or a made-up revision: everything is sent', async () => {
        const scene = new BoardScene();
        await scene.store(problemIn(1, ['network']));
        const jane = scene.person('jane');
        const {revision} = await scene.panel.answer(jane, '');
        const mark = revision.split('.')[1];
        for (const known of ['', 'x', `99.${mark}`, `-1.${mark}`, `NaN.${mark}`, '1.anothermark', '....']) {
            expect(await scene.panel.answer(jane, known)).toMatchObject({whole: true, rows: [{key: keyOf(1)}]});
        }
    });

    test('two renames in a row: the row has the newest name, under the same key', async () => {
        const scene = new BoardScene();
        const first = problemIn(1, ['network']);
        await scene.store(first);
        const jane = scene.person('jane');
        const {revision} = await scene.panel.answer(jane, '');
        for (const [at, name] of [
            [1, 'web one'],
            [2, 'web two'],
        ] as const) {
            const {target} = first.alert;
            await scene.store({
                ...first,
                alert: {...first.alert, target: {...target, host: {...target.host, name}}},
                ages: {...first.ages, names: {earliest: NOW + at, latest: NOW + at}},
            });
        }
        expect((await scene.panel.answer(jane, revision)).rows).toMatchObject([
            {key: keyOf(1), host: 'web two', named_at: NOW + 2},
        ]);
    });
});

describe('50 000 problems', () => {
    test('the answer holds the worst that nobody takes care of, says how many are left out, and counts all', async () => {
        const scene = new BoardScene();
        const one = problemIn(0, ['network']);
        for (let number = 0; number < 50_000; number += 1) {
            const record = {...one, key: keyOf(number)};
            const state = number % 10 === 0 ? 'CRITICAL' : 'WARNING';
            const isTaken = number % 100 === 0;
            scene.records.set(record.key, {
                ...record,
                alert: {...record.alert, state},
                ...(isTaken ? {look: 'acknowledged', ack: ACKNOWLEDGED} : {}),
            });
        }
        const jane = scene.person('jane');
        const answer = await scene.panel.answer(jane, '');
        expect(answer.rows).toHaveLength(MOST_PANEL_ROWS);
        expect(answer.left_out).toBe(45_000);
        expect(answer.counts).toMatchObject({unhandled: 49_500, urgent: 4500, acknowledged: 500});
        expect(answer.rows.filter(({state, look}) => state === 'CRITICAL' && look === 'problem')).toHaveLength(4500);
        // Asked again, nothing is sent; after a change, all that fits in.
        expect((await scene.panel.answer(jane, answer.revision)).rows).toEqual([]);
        await scene.store(problemIn(7, ['network'], {look: 'recovered'}));
        expect(await scene.panel.answer(jane, answer.revision)).toMatchObject({whole: true, left_out: 44_999});
    });
});

describe('the board', () => {
    test('is read from the store once, then kept up to date by what is stored', async () => {
        const scene = new BoardScene();
        scene.records.set(keyOf(1), problemIn(1, ['network']));
        const jane = scene.person('jane');
        await Promise.all([scene.panel.answer(jane, ''), scene.panel.answer(jane, '')]);
        await scene.store(problemIn(2, ['network']));
        expect((await scene.panel.answer(jane, '')).rows).toHaveLength(2);
        expect(scene.reads).toBe(1);
    });

    test('with other nodes it is compared with the store again, and web clients hear of what was found', async () => {
        const scene = new BoardScene();
        scene.isShared = true;
        scene.records.set(keyOf(1), problemIn(1, ['network']));
        const jane = scene.person('jane');
        await scene.panel.answer(jane, '');
        scene.records.set(keyOf(2), problemIn(2, ['database']));
        scene.records.delete(keyOf(1));
        scene.clock.shift(5000);
        await scene.clock.sleep(5000);
        await scene.panel.answer(jane, '');
        await expect.poll(async () => keysOf(await scene.panel.answer(jane, ''))).toEqual([keyOf(2)]);
        expect(scene.told.sort()).toEqual(['database', 'network']);
    });

    test('what is stored while the store is read is not overwritten by what was read before', async () => {
        const scene = new BoardScene();
        scene.records.set(keyOf(1), problemIn(1, ['network']));
        const jane = scene.person('jane');
        const asked = scene.panel.answer(jane, '');
        const over = problemIn(1, ['network'], {look: 'recovered'});
        void scene.events.changedIn(scene.board.stored(problemIn(1, ['network']), over));
        expect((await asked).rows).toEqual([]);
    });

    test('that cannot be read for the first time says why; later it keeps what it has, and tries again', async () => {
        const scene = new BoardScene();
        const jane = scene.person('jane');
        scene.failure = new AppError('mattermost_unreachable', 'Mattermost did not answer.');
        await expect(scene.panel.answer(jane, '')).rejects.toThrow('Mattermost did not answer.');
        scene.failure = undefined;
        scene.records.set(keyOf(1), problemIn(1, ['network']));
        expect(keysOf(await scene.panel.answer(jane, ''))).toEqual([keyOf(1)]);
        scene.failure = new AppError('mattermost_unreachable', 'Mattermost did not answer.');
        await scene.clock.sleep(700_000);
        expect(keysOf(await scene.panel.answer(jane, ''))).toEqual([keyOf(1)]);
        await expect.poll(() => scene.logger.lines.map(({level}) => level)).toEqual(['warn']);
    });
});

describe('events', () => {
    test('a storm is told each channel at most once a second', async () => {
        const scene = new BoardScene();
        const began = scene.clock.now();
        await Promise.all(Array.from({length: 500}, (_, number) => scene.store(problemIn(number, ['network']))));
        expect(scene.told).toHaveLength(2);
        expect(scene.clock.now() - began).toBeGreaterThanOrEqual(2000);
    });

    test('a change that the panel does not show tells nobody', async () => {
        const scene = new BoardScene();
        const record = problemIn(1, ['network']);
        await scene.store(record);
        await scene.store({...record, updatedAt: record.updatedAt + 60, missingSince: 5});
        expect(scene.told).toEqual(['network']);
    });

    test('administrators who looked within two minutes are told, too', async () => {
        const scene = new BoardScene();
        const admin = scene.person('admin', ['network'], {isSystemAdmin: true});
        await scene.panel.answer(admin, '');
        await scene.store(problemIn(1, ['network']));
        expect(scene.told).toEqual(['network', admin]);
        await scene.clock.sleep(121_000);
        await scene.store(problemIn(2, ['network']));
        expect(scene.told).toEqual(['network', admin, 'network']);
    });

    test('one that Mattermost refuses is only noted', async () => {
        const scene = new BoardScene();
        scene.toChannel = () => Promise.reject(new Error('gone'));
        await scene.store(problemIn(1, ['network']));
        expect(scene.logger.lines).toMatchObject([{level: 'debug'}]);
    });
});
