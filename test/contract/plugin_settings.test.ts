import {setTimeout as sleep} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import type {Json} from '../support/mattermost/json';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Saves the settings page with some values changed. @returns the plugin's refusal */
const save = ({plugin, settings}: Scene, more: Json): Promise<string> => plugin.configure({...settings, ...more});

/** Nothing wrong, and what was heard. */
const UP =
    /^✅ \*\*up\*\*\n\* No notification from openITCOCKPIT so far\n\* (Last|No) successful reading of openITCOCKPIT[^\n]*$/;

const statusOf = async (scene: Scene, fields = PROBLEM, token?: string): Promise<number> =>
    (await scene.notify(fields, token)).status;

describe('changed settings', () => {
    it('take effect at once, in the same process', async () => {
        const scene = await Scene.start();
        const {process} = scene.plugin.host;
        expect(await save(scene, {NotificationToken: 'another-token-of-the-tests', Language: 'de'})).toBe('');
        expect(await statusOf(scene)).toBe(401);
        expect(await statusOf(scene, PROBLEM, 'another-token-of-the-tests')).toBe(201);
        expect((await scene.site.alerts())[0]?.message).toMatch(/ auf web01/);
        expect([scene.plugin.host.process, process.child.exitCode]).toEqual([process, null]);
    });

    it('reach openITCOCKPIT: a wrong key is named, the right one again is content', async () => {
        const scene = await Scene.start();
        await waitFor(async () => (await scene.health()).openitcockpit_version);
        await save(scene, {OpenitcockpitApiKey: 'f'.repeat(64)});
        const wrong = await waitFor(async () => {
            const health = await scene.health();
            return health.status === 'misconfigured' && health;
        });
        expect(wrong.reasons).toEqual([expect.stringContaining('API key')]);
        await save(scene, {});
        await waitFor(async () => (await scene.health()).status === 'up');
    });

    it('are used in the order they were saved, however slow the server is', async () => {
        const scene = await Scene.start();
        let release: () => void = () => undefined;
        const held = new Promise<void>((resolve) => {
            release = resolve;
        });
        let loads = 0;
        scene.plugin.beforeAnswer = (name) => {
            loads += name === 'LoadPluginConfiguration' ? 1 : 0;
            return name === 'LoadPluginConfiguration' && loads === 1 ? held : Promise.resolve();
        };
        const first = save(scene, {NotificationToken: 'first-token-of-the-tests'});
        await waitFor(() => loads === 1);
        const second = save(scene, {NotificationToken: 'second-token-of-the-tests'});
        await sleep(100); // it must not be asked for again before the first answer is used
        release();
        expect([await first, await second]).toEqual(['', '']);
        expect(await statusOf(scene, PROBLEM, 'second-token-of-the-tests')).toBe(201);
    });

    it('let work that is under way end', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        scene.monitoring.faults.set({slowMs: 300});
        await scene.site.press(scene.jane, post_id, 'quickreason', 'Known issue');
        await scene.inLook(post_id, 'acknowledging');
        expect(await save(scene, {Language: 'de'})).toBe('');
        await scene.inLook(post_id, 'acknowledged');
        expect(scene.monitoring.commands).toHaveLength(1);
    });

    it('set how much is logged', async () => {
        const scene = await Scene.start({LogLevel: 'error'});
        await statusOf(scene, PROBLEM, 'wrong');
        await save(scene, {LogLevel: 'warn'});
        await statusOf(scene, PROBLEM, 'wrong');
        await scene.plugin.disable();
        expect(scene.plugin.log.split('Request refused')).toHaveLength(2);
        expect(scene.plugin.log).not.toContain('"@level":"info"');
    });
});

describe('a wrong setting', () => {
    const WRONG = {OpenitcockpitUrl: 'gopher://monitoring.example.org', LinkStyle: 'v9'};

    it('is refused by its name in the System Console, and the previous settings stay in use', async () => {
        const scene = await Scene.start();
        const refusal = await save(scene, {...WRONG, NotificationToken: 'never-used'});
        expect(refusal).toContain('openITCOCKPIT URL');
        expect(refusal).toContain('Link style');
        expect(await statusOf(scene)).toBe(201);
        expect(await statusOf(scene, PROBLEM, 'never-used')).toBe(401);
    });

    it('is named in health and in the command until it is right again', async () => {
        const scene = await Scene.start();
        const refusal = await save(scene, WRONG);
        expect(await scene.health()).toMatchObject({status: 'misconfigured', reasons: [refusal]});
        expect(await scene.command('/openitcockpit status')).toMatch(
            new RegExp(`^🚨 \\*\\*misconfigured\\*\\*\\n\\* ${refusal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(\\n|$)`),
        );
        expect(await save(scene, {})).toBe('');
        expect(await scene.health()).toMatchObject({status: 'up', reasons: []});
        expect(await scene.command('/openitcockpit status')).toMatch(UP);
    });

    it('from the beginning leaves the plugin active, answering why, until it is right', async () => {
        const scene = await Scene.start(WRONG);
        const refused = await scene.notify(PROBLEM);
        expect(refused.status).toBe(503);
        expect(await refused.json()).toMatchObject({
            error: {code: 'misconfigured', message: expect.stringContaining('openITCOCKPIT URL')},
        });
        expect(await scene.health()).toMatchObject({
            status: 'misconfigured',
            reasons: [expect.stringContaining('openITCOCKPIT URL')],
        });
        await save(scene, {OpenitcockpitUrl: scene.monitoring.url, LinkStyle: 'auto'});
        expect(await statusOf(scene)).toBe(201);
    });

    it('never shows a secret', async () => {
        const scene = await Scene.start();
        const secret = 'a-key-that-nobody-may-see-0123456789';
        const refusal = await save(scene, {...WRONG, OpenitcockpitApiKey: secret, NotificationToken: `${secret}-2`});
        await scene.plugin.disable();
        expect(`${refusal}${scene.plugin.log}`).not.toContain(secret);
    });
});

describe('/openitcockpit', () => {
    it.each([
        ['/openitcockpit', /^#### openITCOCKPIT\n/],
        ['/openitcockpit help', /`\/openitcockpit status`/],
        ['/openitcockpit HELP me', /`\/openitcockpit version`/],
        ['  /openitcockpit   status  ', UP],
        ['/openitcockpit version', /^openITCOCKPIT for Mattermost \S+, openITCOCKPIT 5\.3\.0$/],
        ['/openitcockpit @channel', /^Unknown word "(?!@channel)/],
        ['', /^#### openITCOCKPIT\n/],
    ])('answers only the person who typed %j', async (line, answer) => {
        const scene = await Scene.start();
        await waitFor(async () => (await scene.health()).openitcockpit_version);
        expect(await scene.command(line)).toMatch(answer);
    });

    it('status says what is wrong with openITCOCKPIT', async () => {
        const scene = await Scene.start({OpenitcockpitUrl: 'http://127.0.0.1:9'});
        const answer = await waitFor(async () => {
            const text = await scene.command('/openitcockpit status');
            // The circuit opens before the first look at openITCOCKPIT has ended.
            return text.includes('Nothing answers') && text;
        });
        expect(answer).toMatch(/^⚠️ \*\*degraded\*\*\n\* Nothing answers at 127\.0\.0\.1:9/);
    });
});

describe('requests to the plugin', () => {
    it('keep what the server set in the answer', async () => {
        const scene = await Scene.start();
        const {headers} = await fetch(`${scene.url}/api/v1/health`);
        expect([headers.get('x-request-id'), headers.get('content-type')]).toEqual([
            'request-of-the-host',
            'application/json',
        ]);
    });

    it('count who is logged in, not who the body says', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        const press = {user_id: scene.jane.id, post_id: 'p', channel_id: 'c', trigger_id: 't', context: {}};
        const send = (token: string) =>
            fetch(`${scene.url}/api/v1/actions`, {
                method: 'POST',
                headers: {
                    'Content-Type': 'application/json',
                    'Mattermost-User-Id': scene.jane.id,
                    Authorization: `Bearer ${token}`,
                },
                body: JSON.stringify(press),
            });
        expect((await send('nobody')).status).toBe(401);
        expect((await send(scene.jane.token)).status).toBe(403); // known, but the signature is missing
    });

    it.each([
        ['a body that is too large', {method: 'POST', body: 'x'.repeat(1_100_000)}, 413],
        ['no JSON', {method: 'POST', body: '{'}, 400],
        ['half a million levels', {method: 'POST', body: `${'['.repeat(500_000)}${']'.repeat(500_000)}`}, 400],
        ['half a million values', {method: 'POST', body: `[${'0,'.repeat(500_000)}0]`}, 400],
        ['a method nobody uses', {method: 'PROPFIND'}, 405],
    ])('with %s are refused', async (_, init, status) => {
        const scene = await Scene.start();
        const headers = {'Content-Type': 'application/json', Authorization: 'Bearer notification-token-of-the-tests'};
        const answer = await fetch(`${scene.url}/api/v1/notifications`, {...init, headers});
        expect(answer.status).toBe(status);
        expect(await answer.json()).toMatchObject({error: {message: expect.stringMatching(/\.$/)}});
    });

    it('may come hundreds at once', async () => {
        const scene = await Scene.start();
        const answers = await Promise.all(Array.from({length: 300}, () => fetch(`${scene.url}/api/v1/health`)));
        expect(new Set(answers.map(({status}) => status))).toEqual(new Set([200]));
    });
});
