import {describe, expect, it} from 'vitest';
import {
    type PanelAnswer,
    type PanelOutcome,
    parsePanelAnswer,
    parsePanelCounts,
    parsePanelOutcome,
    ROUTE,
} from '#contract';
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

const PRESS = 'press1234';

const outcomeOf = async (response: Response): Promise<PanelOutcome> => {
    const outcome = parsePanelOutcome(await response.json());
    if (!outcome) {
        throw new Error('not an outcome of the panel');
    }
    return outcome;
};

const progressOf = (scene: Scene, {token}: Pick<Person, 'token'>, id: string): Promise<Response> =>
    fetch(`${scene.url}${ROUTE.panelActions}?id=${id}`, {headers: {Authorization: `Bearer ${token}`}});

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
        const asked = {press: PRESS, keys: [KEY], action: acknowledge('on it')};
        const {id, ...outcome} = await outcomeOf(await act(scene, scene.jane, asked));
        expect(outcome).toEqual({objects: 1, done: 0, over: false, refused: []});
        // However often it arrives, it is one bulk action.
        expect((await outcomeOf(await act(scene, scene.jane, asked))).id).toBe(id);
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
        const action = {press: PRESS, keys: [KEY], action: acknowledge('on it')};
        const outcome = await outcomeOf(await act(scene, scene.jane, action));
        expect(outcome).toMatchObject({id: '', over: true, objects: 0});
        expect(outcome.refused).toEqual([
            {key: KEY, sentence: 'This problem is over, or it is in none of your channels.'},
        ]);
    });

    it('refuses what it does not understand, and nobody in particular', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        expect((await fetch(`${scene.url}${ROUTE.panel}`)).status).toBe(401);
        for (const body of [
            {keys: [KEY], action: acknowledge('x')},
            {press: '../x', keys: [KEY], action: acknowledge('x')},
            {press: PRESS, keys: [], action: acknowledge('x')},
            {press: PRESS, keys: Array(5001).fill(KEY), action: acknowledge('x')},
            {press: PRESS, keys: [KEY], action: {kind: 'delete'}},
            {press: PRESS, keys: [KEY], action: {kind: 'schedule_downtime', comment: 'x', minutes: 0}},
        ]) {
            expect((await act(scene, scene.jane, body)).status).toBe(400);
        }
        const short = await act(scene, scene.jane, {press: PRESS, keys: [KEY], action: acknowledge('\u200b')});
        expect([short.status, await errorOf(short)]).toEqual([400, 'Please say what you are doing about it.']);
        expect(await panelOf(scene, scene.jane, 'nonsense.of.another')).toMatchObject({whole: true});
    });

    it('acts on several with one request, says how far it is to who asked alone, and makes no post of it', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        scene.monitoring.world.setState(UUID.web01Shop, 1, 'slow');
        await scene.notify({...PROBLEM, serviceuuid: UUID.web01Shop, state: '1', problemid: 'problem-2'});
        const keys = (await panelOf(scene, scene.jane)).rows.map(({key}) => key);
        expect(keys).toHaveLength(2);
        const posts = (await scene.site.posts()).length;
        const {id} = await outcomeOf(await act(scene, scene.jane, {press: PRESS, keys, action: acknowledge('on it')}));
        const over = await waitFor(async () => {
            const now = await outcomeOf(await progressOf(scene, scene.jane, id));
            return now.over ? now : undefined;
        });
        expect(over).toEqual({id, objects: 2, done: 2, over: true, refused: []});
        const sent = scene.monitoring.requests.filter(({target}) => target.includes('submit_bulk_naemon'));
        expect(sent).toHaveLength(1);
        expect((await scene.site.posts()).length).toBe(posts);
        const kim = await scene.site.person('kim', 'Kim Lee');
        const refused = await progressOf(scene, kim, id);
        expect([refused.status, await errorOf(refused)]).toEqual([
            400,
            'Nothing is known of this action any more: look at the problems themselves.',
        ]);
    });

    it('rechecks, and schedules a downtime', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        const downtime = {kind: 'schedule_downtime', comment: 'new disk', minutes: 60};
        const answer = await act(scene, scene.jane, {press: PRESS, keys: [KEY], action: downtime});
        expect(await outcomeOf(answer)).toMatchObject({objects: 1, refused: []});
        await waitFor(async () => (await panelOf(scene, scene.jane)).rows[0]?.in_downtime);
        expect((await panelOf(scene, scene.jane)).counts).toMatchObject({unhandled: 0, downtimes: 1});
        expect(post_id).not.toBe('');
        const action = {press: 'another12', keys: [KEY], action: {kind: 'recheck'}};
        const {id} = await outcomeOf(await act(scene, scene.jane, action));
        await waitFor(async () => (await outcomeOf(await progressOf(scene, scene.jane, id))).done === 1);
    });
});
