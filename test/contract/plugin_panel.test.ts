import {describe, expect, it} from 'vitest';
import {type PanelAnswer, parsePanelAnswer, parsePanelCounts, parsePanelOutcome, ROUTE} from '#contract';
import type {Person} from '../support/loop/mattermost_site';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;
const EVENT = 'custom_openitcockpit_panel';
const KEY = `${UUID.web01}/${UUID.web01Ping}`;

const get = (scene: Scene, query: string, {token}: Pick<Person, 'token'>): Promise<Response> =>
    fetch(`${scene.url}${ROUTE.panel}${query}`, {headers: {Authorization: `Bearer ${token}`}});

const panelOf = async (scene: Scene, person: Pick<Person, 'token'>, known = ''): Promise<PanelAnswer> => {
    const answer = parsePanelAnswer(await (await get(scene, `?known=${known}`, person)).json());
    if (!answer) {
        throw new Error('not an answer of the panel');
    }
    return answer;
};

const act = async (scene: Scene, person: Pick<Person, 'token'>, body: object): Promise<Response> =>
    fetch(`${scene.url}${ROUTE.panelActions}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${person.token}`},
        body: JSON.stringify(body),
    });

const errorOf = async (response: Response): Promise<unknown> =>
    ((await response.json()) as {error?: {message?: unknown}}).error?.message;

const acknowledge = (comment: string) => ({kind: 'acknowledge', comment});

describe('the panel of the plugin', {timeout: LONG}, () => {
    it('shows an open problem with its post, then who took it, then nothing', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        const first = await panelOf(scene, scene.jane);
        expect(first).toMatchObject({
            whole: true,
            left_out: 0,
            counts: {unhandled: 1, urgent: 1, acknowledged: 0, downtimes: 0, mine: 0},
            rows: [
                {
                    key: KEY,
                    host: 'web01',
                    service: 'Ping',
                    state: 'CRITICAL',
                    look: 'problem',
                    output: 'CRITICAL - lost',
                    posts: [{post_id, channel_id: scene.site.channel.id}],
                },
            ],
        });
        expect(await panelOf(scene, scene.jane, first.revision)).toMatchObject({whole: false, rows: [], gone: []});
        const outcome = parsePanelOutcome(
            await (await act(scene, scene.jane, {keys: [KEY], action: acknowledge('on it')})).json(),
        );
        expect(outcome).toEqual({begun: 1, refused: []});
        await scene.inLook(post_id, 'acknowledged');
        const second = await panelOf(scene, scene.jane, first.revision);
        expect(second).toMatchObject({
            whole: false,
            counts: {unhandled: 0, acknowledged: 1, mine: 1},
            rows: [{mine: true, acknowledgement: {comment: 'on it', author: expect.stringContaining('Jane Roe')}}],
        });
        await scene.notify(RECOVERY);
        expect(await panelOf(scene, scene.jane, second.revision)).toMatchObject({
            whole: false,
            rows: [],
            gone: [KEY],
            counts: {acknowledged: 0},
        });
    });

    it('tells web clients in the channel of changes, by an event that says nothing else', async () => {
        const scene = await Scene.start();
        const stranger = await scene.site.person('sam', 'Sam Poe');
        const [inside, outside] = [await scene.site.listen(scene.jane), await scene.site.listen(stranger)];
        await scene.site.call('DELETE', `/channels/${scene.site.channel.id}/members/${stranger.id}`);
        await scene.notify(PROBLEM);
        expect((await inside.next(({event}) => event === EVENT)).data).toEqual({});
        expect(outside.events.filter(({event}) => event === EVENT)).toEqual([]);
        inside.close();
        outside.close();
    });

    it('an administrator sees everything, and is told of changes while looking', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        const admin = {token: scene.double.adminToken};
        const me = await scene.site.call('GET', '/users/me');
        const listener = await scene.site.listen({...admin, id: String(me.id), username: '', csrf: ''});
        expect((await panelOf(scene, admin)).rows).toHaveLength(1);
        const from = listener.events.length;
        await scene.notify(RECOVERY);
        await listener.next(({event}) => event === EVENT, from);
        listener.close();
    });

    it('a person who leaves the channel with the panel open sees nothing of it from the next request on', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        const {revision} = await panelOf(scene, scene.jane);
        await scene.site.call('DELETE', `/channels/${scene.site.channel.id}/members/${scene.jane.id}`);
        expect(await panelOf(scene, scene.jane, revision)).toMatchObject({
            whole: true,
            rows: [],
            counts: {unhandled: 0},
        });
        expect(parsePanelCounts(await (await get(scene, '?only=counts', scene.jane)).json())).toMatchObject({
            unhandled: 0,
        });
        const outcome = parsePanelOutcome(
            await (await act(scene, scene.jane, {keys: [KEY], action: acknowledge('on it')})).json(),
        );
        expect(outcome?.refused).toEqual([
            {key: KEY, sentence: 'This problem is over, or it is in none of your channels.'},
        ]);
    });

    it('refuses what it does not understand, and nobody in particular', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        expect((await fetch(`${scene.url}${ROUTE.panel}`)).status).toBe(401);
        for (const body of [
            {keys: [], action: acknowledge('x')},
            {keys: Array(201).fill(KEY), action: acknowledge('x')},
            {keys: [KEY], action: {kind: 'delete'}},
            {keys: [KEY], action: {kind: 'schedule_downtime', comment: 'x', minutes: 0}},
        ]) {
            expect((await act(scene, scene.jane, body)).status).toBe(400);
        }
        const short = await act(scene, scene.jane, {keys: [KEY], action: acknowledge('\u200b')});
        expect([short.status, await errorOf(short)]).toEqual([400, 'Please say what you are doing about it.']);
        expect(await panelOf(scene, scene.jane, 'nonsense.of.another')).toMatchObject({whole: true});
    });

    it('rechecks, and schedules a downtime', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        const downtime = {kind: 'schedule_downtime', comment: 'new disk', minutes: 60};
        const answer = await act(scene, scene.jane, {keys: [KEY], action: downtime});
        expect(parsePanelOutcome(await answer.json())).toEqual({begun: 1, refused: []});
        await waitFor(async () => (await panelOf(scene, scene.jane)).rows[0]?.in_downtime);
        expect((await panelOf(scene, scene.jane)).counts).toMatchObject({unhandled: 0, downtimes: 1});
        expect(post_id).not.toBe('');
        const recheck = await act(scene, scene.jane, {keys: [KEY], action: {kind: 'recheck'}});
        expect(parsePanelOutcome(await recheck.json())?.begun).toBe(1);
    });
});
