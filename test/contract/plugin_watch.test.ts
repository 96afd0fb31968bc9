import {describe, expect, it} from 'vitest';
import {NOTIFICATION_TOKEN, SIGNING_SECRET} from '../support/loop/service';
import type {Json} from '../support/mattermost/json';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const beat = (scene: Scene, token = NOTIFICATION_TOKEN): Promise<Response> =>
    fetch(`${scene.url}/api/v1/heartbeat`, {method: 'POST', headers: {Authorization: `Bearer ${token}`}});

const asAdministrator = (scene: Scene, line: string): Promise<string> =>
    scene.plugin.host.command({userId: scene.double.admin.userId, channelId: scene.site.channel.id, line});

describe('signs of life', {timeout: LONG}, () => {
    it('are taken with the notification token, and told by health and status on every node', async () => {
        const scene = await Scene.start({HeartbeatMinutes: 5});
        expect((await beat(scene, 'other')).status).toBe(401);
        expect((await scene.health()).heartbeat).toBeUndefined();
        expect(await (await beat(scene)).json()).toEqual({outcome: 'recorded', expected_minutes: 5});
        await scene.webhook(PROBLEM);
        expect((await scene.health()).heard).toMatchObject({event: null, notification: {at: expect.any(Number)}});
        const health = await waitFor(async () => {
            const report = await scene.health();
            return (report.heard as Json).reading !== null && report;
        });
        expect(health).toMatchObject({heartbeat: {at: expect.any(Number)}, last_notification: {via: 'webhook'}});
        expect(await scene.command('/openitcockpit status')).toContain('Last heartbeat from openITCOCKPIT: ');
        // The table is what nodes share, and what outlives a restart.
        await scene.plugin.disable();
        await scene.plugin.enable();
        expect(await waitFor(async () => (await scene.health()).heartbeat)).toMatchObject({
            at: (health.heartbeat as Json).at,
        });
    });

    it('end an alarm that a node left behind: its post says so', async () => {
        const scene = await Scene.start();
        // Once the first check is over; what is posted is decided before it.
        await waitFor(() => scene.plugin.kv.get('watch')?.toString().includes('readAt'));
        const {id} = await scene.site.call('POST', '/posts', {channel_id: scene.site.channel.id, message: '🚨 away'});
        const alarm = {since: 1_795_000_000, postId: id, channelId: scene.site.channel.id, node: 'gone', seenAt: 1};
        const state = Buffer.from(JSON.stringify({alarms: {openitcockpit: alarm}}));
        scene.plugin.kv.set('watch', state, {atomic: false, old: undefined, expireIn: 0});
        await scene.plugin.configure({
            ...scene.settings,
            AlarmChannel: `${scene.site.team.name}/alerts`,
            Language: 'de',
        });
        const post = await waitFor(async () => {
            const found = await scene.site.post(String(id));
            return found.message.startsWith('✅') && found;
        });
        expect(post.message).toContain('Mattermost erreicht openITCOCKPIT wieder (gestört ab ');
    });
});

describe('/openitcockpit support', {timeout: LONG}, () => {
    const secretsOf = (scene: Scene) => [NOTIFICATION_TOKEN, SIGNING_SECRET, scene.monitoring.apiKeys.bot];

    it('sends administrators a file without secrets, in a direct message', async () => {
        const scene = await Scene.start();
        await beat(scene, 'wrong');
        expect(await asAdministrator(scene, '/openitcockpit support')).toBe(
            'You will get the support packet as a direct message.',
        );
        const [file] = scene.plugin.host.files;
        expect(file?.name).toMatch(/^openitcockpit-support-\d{4}-\d\d-\d\d-\d{4}\.json$/);
        expect(file?.channelId).not.toBe(scene.site.channel.id);
        expect(JSON.parse(file?.text ?? '')).toMatchObject({
            versions: {door: 'plugin', mattermost: expect.stringMatching(/^11\.6/)},
            settings: {NOTIFICATION_TOKEN: '(1 set)', OPENITCOCKPIT_URL: scene.monitoring.url},
            warnings: expect.arrayContaining([expect.objectContaining({'@message': 'Request refused'})]),
        });
        expect(secretsOf(scene).filter((secret) => file?.text.includes(secret))).toEqual([]);
        const [post] = await scene.site.posts(file?.channelId);
        expect(post?.message).toMatch(/^Support packet: settings without secrets/);
        expect(await scene.site.posts()).toEqual([]);
    });

    it('sends text where files are switched off', async () => {
        const scene = await Scene.start();
        scene.double.server.takesFiles = false;
        await asAdministrator(scene, '/openitcockpit support');
        const direct = [...scene.double.server.directory.channels.values()].find(({type}) => type === 'D');
        const messages = (await scene.site.posts(direct?.id)).map(({message}) => message);
        expect(messages[0]).toMatch(/^Support packet/);
        const text = messages
            .slice(1)
            .map((message) => message.replace(/^```json\n|\n```$/g, ''))
            .join('');
        expect(JSON.parse(text)).toMatchObject({versions: {door: 'plugin'}});
        expect(secretsOf(scene).filter((secret) => text.includes(secret))).toEqual([]);
    });

    it('is not for everybody, and there when the settings are wrong', async () => {
        const scene = await Scene.start();
        expect(await scene.command('/openitcockpit support')).toBe(
            'Only Mattermost system administrators can get the support packet.',
        );
        expect(scene.plugin.host.files).toEqual([]);
        scene.plugin.kv.delete('signing_secret');
        await scene.plugin.disable();
        await scene.plugin.configure({...scene.settings, OpenitcockpitUrl: 'http://monitoring.example.org'});
        await scene.plugin.enable();
        await asAdministrator(scene, '/openitcockpit support');
        expect(JSON.parse(scene.plugin.host.files[0]?.text ?? '')).toMatchObject({
            settings: expect.stringContaining('openITCOCKPIT URL must begin with https://'),
        });
    });
});
