import {describe, expect, it, onTestFinished} from 'vitest';
import {parseDoctorAnswer, parseWebPartAnswer, ROUTE, type WebPartReport} from '#contract';
import {MattermostSite} from '../support/loop/mattermost_site';
import {startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import type {Json} from '../support/mattermost/json';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const post = (url: string, body: unknown, token = ''): Promise<Response> =>
    fetch(url, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', ...(token === '' ? {} : {Authorization: `Bearer ${token}`})},
        body: JSON.stringify(body),
    });

/** In the plugin, as a browser in this person's session. */
const report = (scene: Scene, changes: object, token = scene.jane.token): Promise<Response> =>
    post(`${scene.url}${ROUTE.webPart}`, {version: '1', react: '19.2.9', lacking: [], ...changes}, token);

const versionOf = async (scene: Scene): Promise<string> => String((await scene.health()).version);

const doctor = async (scene: Scene): Promise<string> => {
    const answer = await post(
        `${scene.url}${ROUTE.doctor}`,
        {part: 'mattermost', language: 'en'},
        scene.double.adminToken,
    );
    const step = parseDoctorAnswer(await answer.json())?.steps.find(({name}) => name === 'web');
    return `${step?.result}: ${step?.sentence}`;
};

describe('the web part of the plugin', {timeout: LONG}, () => {
    it('is told the version of the server part; Doctor and health know it from then on', async () => {
        const scene = await Scene.start();
        const version = await versionOf(scene);
        expect(await doctor(scene)).toMatch(/^note: No browser has reported the web part yet/);
        expect((await scene.health()).web_part).toBeUndefined();
        const answer = parseWebPartAnswer(await (await report(scene, {version})).json());
        expect(answer).toEqual({version});
        expect(await doctor(scene)).toBe(`ok: The web part ${version} runs in Mattermost's web client (React 19.2.9).`);
        expect((await scene.health()).web_part).toEqual({version, react: '19.2.9', at: expect.any(Number)});
    });

    it('a registry without a method: Doctor and health say so, as a fault if an administrator reports it', async () => {
        const scene = await Scene.start();
        const version = await versionOf(scene);
        const lacking: WebPartReport['lacking'] = ['registerRootComponent'];
        const LACKS =
            /Mattermost's web client does not offer registerRootComponent, so part of the web part is missing/;
        await waitFor(async () => (await scene.health()).status === 'up');
        await report(scene, {version, lacking});
        expect(await scene.health()).toMatchObject({status: 'up', notes: [expect.stringMatching(LACKS)]});
        expect(await doctor(scene)).toMatch(/^note: /);
        await report(scene, {version, lacking}, scene.double.adminToken);
        expect(await scene.health()).toMatchObject({status: 'degraded', reasons: [expect.stringMatching(LACKS)]});
        expect(await doctor(scene)).toMatch(/^failed: /);
        expect(await scene.command('/openitcockpit status')).toMatch(LACKS);
    });

    it('one from another version than the server part: both are told, and that a reload helps', async () => {
        const scene = await Scene.start();
        const version = await versionOf(scene);
        expect(await (await report(scene, {version: '0.0.9'})).json()).toEqual({version});
        const sentence = `A browser still runs the web part 0.0.9, but the server part is ${version}: reload Mattermost's page there.`;
        expect(await doctor(scene)).toBe(`note: ${sentence}`);
        expect((await scene.health()).notes).toEqual([sentence]);
    });

    it('is known on the other nodes too, and after a restart', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const version = await versionOf(scene);
        await report(scene, {version});
        const node = await scene.plugin.anotherNode();
        onTestFinished(() => node.kill());
        await waitFor(async () => {
            const answer = await node.serve(
                new Request('http://plugin/api/v1/health', {
                    headers: {Authorization: 'Bearer notification-token-of-the-tests'},
                }),
            );
            return ((await answer.json()) as Json).web_part !== undefined;
        });
        await scene.plugin.disable();
        await scene.plugin.enable();
        expect(await doctor(scene)).toContain('ok: The web part');
    });

    it('has to be logged in, and can report only what there is', async () => {
        const scene = await Scene.start();
        expect((await post(`${scene.url}${ROUTE.webPart}`, {version: '1', react: '19', lacking: []})).status).toBe(401);
        for (const wrong of [
            {version: ''},
            {version: 'x'.repeat(41)},
            {version: '1.0 [click](https://evil.example)'},
            {react: 19},
            {lacking: ['registerWhatever']},
            {lacking: Array.from({length: 9}, () => 'registerReducer')},
            {lacking: 'registerReducer'},
        ]) {
            const answer = await report(scene, wrong);
            expect([answer.status, (await answer.json()) as Json]).toMatchObject([
                400,
                {error: {message: expect.stringContaining('This is not a report of the web part')}},
            ]);
        }
        expect(await doctor(scene)).toContain('No browser has reported');
    });
});

it('the service has no such address, and nothing to say about a web part', {timeout: LONG}, async () => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
    const monitoring = await startOpenitcockpitDouble();
    const service = await startLoopService({
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        OPENITCOCKPIT_URL: monitoring.url,
        OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
    });
    onTestFinished(async () => {
        await service.remove();
        await monitoring.stop();
        await mattermost.stop();
    });
    const answer = await post(`${service.url}${ROUTE.webPart}`, {version: '1', react: '19', lacking: []});
    expect(answer.status).toBe(404);
    const health = await fetch(`${service.url}/api/v1/health`);
    expect(await health.json()).not.toHaveProperty('web_part');
});
