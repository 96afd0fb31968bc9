import {PNG} from 'pngjs';
import {describe, expect, it} from 'vitest';
import {ACTION, CHOICE, type Curves, type Details, parseCurves, parseDetails, ROUTE} from '#contract';
import type {Person} from '../support/loop/mattermost_site';
import {DETAILS_RIGHTS} from '../support/openitcockpit/access';
import type {Gauge} from '../support/openitcockpit/history';
import type {Service} from '../support/openitcockpit/objects';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;
const KEY = `${UUID.web01}/${UUID.web01Ping}`;

const get = (scene: Scene, path: string, {token}: Pick<Person, 'token'>): Promise<Response> =>
    fetch(`${scene.url}${path}`, {headers: {Authorization: `Bearer ${token}`}});

const detailsOf = async (scene: Scene, person: Pick<Person, 'token'>): Promise<Details> => {
    const answer = parseDetails(await (await get(scene, `${ROUTE.panelDetails}?key=${KEY}`, person)).json());
    if (!answer) {
        throw new Error('not the details of a problem');
    }
    return answer;
};

const curvesOf = async (scene: Scene, person: Pick<Person, 'token'>): Promise<Curves | undefined> =>
    parseCurves(await (await get(scene, `${ROUTE.panelCurves}?key=${KEY}&hours=4`, person)).json());

const partIn = ({parts}: Details, wanted: string) => parts.find(({id}) => id === wanted);

/** Performance data of the last two minutes. */
const rtaAt = (now: number): Gauge => ({
    name: 'rta',
    unit: 'ms',
    warn: 100,
    crit: 500,
    min: 0,
    max: null,
    points: [
        [now - 120, 4],
        [now - 60, 80],
    ],
});

describe('the details of a problem, from openITCOCKPIT to the panel', {timeout: LONG}, () => {
    it('tell what openITCOCKPIT knows, with curves', async () => {
        const scene = await Scene.start({}, {granted: DETAILS_RIGHTS});
        const {world} = scene.monitoring;
        const service = world.get(UUID.web01Ping) as Service;
        const now = world.now();
        world.history.add(service, {at: now - 9000, state: 2, hard: true, output: 'lost', before: 0});
        world.history.add(service, {at: now - 8400, state: 0, hard: true, output: 'fine', before: 2});
        world.history.changeConfiguration(service, {at: now - 600, fields: {check_interval: ['60', '300']}});
        world.history.setGauges(service, [rtaAt(now)]);
        await world.settled();
        await scene.notify(PROBLEM);
        const details = await detailsOf(scene, scene.jane);
        expect(details.parts.filter(({missing}) => missing)).toEqual([]);
        expect(partIn(details, 'now')).toMatchObject({
            text: expect.stringMatching(/^CRITICAL since /),
            output: 'CRITICAL - lost',
        });
        expect(partIn(details, 'before')?.text).toBe('1 problem in the last 30 days, over after 10 min');
        expect(partIn(details, 'changes')?.lines).toHaveLength(3);
        expect(partIn(details, 'notified')?.lines).toEqual([expect.stringContaining('chat (CRITICAL)')]);
        expect(partIn(details, 'configuration')?.lines).toEqual([
            expect.stringContaining('web01/Ping changed by Ada Admin (check_interval)'),
        ]);
        expect(await curvesOf(scene, scene.jane)).toMatchObject({
            title: 'Performance data',
            curves: [
                {
                    label: expect.stringContaining('rta: 80 ms, between 4 ms and 80 ms; warning at 100 ms'),
                    strokes: [expect.stringMatching(/^29\d(\.\d)?,56 29\d(\.\d)?,11.7$/)],
                },
            ],
        });
    });

    it('an API without changelog rights says which right is missing, and shows the rest', async () => {
        const scene = await Scene.start({}, {granted: DETAILS_RIGHTS.filter((right) => right !== 'changelogs.index')});
        await scene.monitoring.world.settled();
        await scene.notify(PROBLEM);
        const {parts} = await detailsOf(scene, scene.jane);
        const missing = parts.filter((part) => part.missing);
        expect(missing.map(({id}) => id)).toEqual(['configuration']);
        expect(missing[0]?.text).toContain('Changelogs › index');
    });

    it('are refused to whoever is in none of its channels, to nobody in particular, and for hours that are none', async () => {
        const scene = await Scene.start({}, {granted: DETAILS_RIGHTS});
        await scene.notify(PROBLEM);
        await scene.site.call('DELETE', `/channels/${scene.site.channel.id}/members/${scene.jane.id}`);
        for (const path of [`${ROUTE.panelDetails}?key=${KEY}`, `${ROUTE.panelCurves}?key=${KEY}&hours=4`]) {
            const refused = await get(scene, path, scene.jane);
            expect([refused.status, await refused.json()]).toEqual([
                403,
                {error: {code: 'forbidden', message: 'This problem is over, or it is in none of your channels.'}},
            ]);
            expect((await fetch(`${scene.url}${path}`)).status).toBe(401);
        }
        const wrong = await get(scene, `${ROUTE.panelCurves}?key=${KEY}&hours=5`, scene.jane);
        expect(wrong.status).toBe(400);
        expect(scene.monitoring.requests.some(({target}) => target.includes('statehistories'))).toBe(false);
    });

    it('name what broke in the same five minutes and is over', async () => {
        const scene = await Scene.start({}, {granted: DETAILS_RIGHTS});
        const shop = {...PROBLEM, serviceuuid: UUID.web01Shop, problemid: 'shop'};
        await scene.notify(shop);
        await scene.notify(PROBLEM);
        await scene.notify({...shop, notificationtype: 'RECOVERY', state: '0', output: 'OK'});
        expect(partIn(await detailsOf(scene, scene.jane), 'together')?.lines).toEqual([
            expect.stringMatching(/CRITICAL · .* · web01, ended /),
        ]);
    });

    it('are told by a command as text, of what a person may see', async () => {
        const scene = await Scene.start({}, {granted: DETAILS_RIGHTS});
        const {world} = scene.monitoring;
        const now = world.now();
        world.history.setGauges(world.get(UUID.web01Ping) as Service, [
            {name: 'rta', unit: 'ms', warn: 100, crit: 500, min: 0, max: null, points: [[now - 60, 80]]},
        ]);
        await world.settled();
        await scene.notify(PROBLEM);
        const tell = async (typed: string): Promise<string> => {
            const listener = await scene.site.listen(scene.jane);
            const direct = await scene.command(`/openitcockpit details ${typed}`);
            const event = direct === '' ? await listener.next((one) => one.event === 'ephemeral_message') : undefined;
            listener.close();
            return event ? JSON.stringify(event.data) : direct;
        };
        const text = await tell('web01 Ping');
        for (const piece of [
            'web01 Ping',
            'rta: 80 ms',
            '**Before**: no problem in the last 30 days',
            '(openITCOCKPIT: state history)',
            '**Configuration changes in the hour before**: none',
        ]) {
            expect(text).toContain(piece);
        }
        expect(await tell('Ping on web01')).toContain('rta: 80 ms');
        expect(await tell('web01')).toContain('service: CRITICAL · Ping · web01');
        expect(await tell('')).toContain('Of what?');
        expect(await tell('nothing')).toContain('No monitored host or service has');
        await scene.site.call('DELETE', `/channels/${scene.site.channel.id}/members/${scene.jane.id}`);
        expect(await scene.command('/openitcockpit details web01 Ping')).not.toContain('rta');
    });

    it('Show graph puts the curve into the thread as a file, and says why where it cannot', async () => {
        const scene = await Scene.start();
        const {world} = scene.monitoring;
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        const listener = await scene.site.listen(scene.jane);
        let from = await scene.press(listener, post_id, ACTION.more, CHOICE.graph);
        await listener.next(({data}) => String(data?.post).includes('no performance data of this service'), from);
        const now = world.now();
        world.history.setGauges(world.get(UUID.web01Ping) as Service, [rtaAt(now)]);
        await scene.press(listener, post_id, ACTION.more, CHOICE.graph);
        const reply = await waitFor(async () =>
            (await scene.site.posts()).find(({root_id, file_ids}) => root_id === post_id && file_ids?.length === 1),
        );
        expect(reply.message).toContain('rta: 80 ms, between 4 ms and 80 ms');
        const file = scene.double.server.uploads.get(reply.file_ids?.[0] ?? '');
        expect(file?.name).toBe('graph.png');
        const {width, height} = PNG.sync.read(file?.data ?? Buffer.alloc(0));
        expect([width, height]).toEqual([800, 188]);
        scene.double.server.takesFiles = false;
        from = await scene.press(listener, post_id, ACTION.more, CHOICE.graph);
        await listener.next(({data}) => String(data?.post).includes('The graph could not be shown.'), from);
        listener.close();
    });
});
