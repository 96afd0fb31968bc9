import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../build/paths';
import {plainOf} from '../../server-proxy/src/wire/go_values';
import {NOTIFICATION_TOKEN, SIGNING_SECRET} from '../support/loop/service';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const metricsOf = async (scene: Scene): Promise<string> => {
    const response = await scene.plugin.host.metrics();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/plain');
    return response.text();
};

describe('the plugin on Mattermost’s metrics port', {timeout: LONG}, () => {
    it('counts from the first time it is asked, under the names of the service', async () => {
        const scene = await Scene.start();
        expect(await metricsOf(scene)).toContain('# TYPE openitcockpit_mattermost_alerts_total counter');
        await scene.notify(PROBLEM);
        const text = await metricsOf(scene);
        expect(text).toContain('openitcockpit_mattermost_alerts_total{type="PROBLEM",outcome="created"} 1');
        expect(text).toContain('openitcockpit_mattermost_silence_seconds{of="notification"}');
        expect(text).toMatch(/upstream_request_seconds_count\{upstream="mattermost",operation="CreatePost"\} [1-9]/);
        for (const secret of ['web01', scene.monitoring.url, scene.site.channel.id, scene.jane.id]) {
            expect(text).not.toContain(secret);
        }
    });

    it('answers without usable settings, too', async () => {
        const scene = await Scene.start({OpenitcockpitUrl: 'http://monitoring.example.org'});
        expect(await metricsOf(scene)).toContain('openitcockpit_mattermost_alerts_total');
    });
});

describe('the bot of the plugin', {timeout: LONG}, () => {
    const botOf = ({double}: Scene) => {
        const bot = double.server.directory.userByName('openitcockpit');
        if (!bot) {
            throw new Error('there is no bot');
        }
        return bot;
    };

    it('has our picture', async () => {
        const scene = await Scene.start();
        const {pictures} = scene.double.server;
        const picture = await waitFor(async () => pictures.get(botOf(scene).id));
        expect(picture).toEqual(readFileSync(inRepository('assets/bot.png')));
    });

    it.each([
        ['has chosen', 1],
        ['has removed', -1],
    ])('keeps the picture that somebody %s', async (_what, sign) => {
        const scene = await Scene.start();
        const {pictures} = scene.double.server;
        await waitFor(async () => pictures.get(botOf(scene).id));
        await scene.plugin.disable();
        pictures.clear();
        botOf(scene).lastPictureUpdate = sign * Date.now();
        await scene.plugin.enable();
        await waitFor(async () => scene.plugin.host.calls.includes('GetUser'));
        await scene.notify(PROBLEM);
        expect(scene.plugin.host.calls).not.toContain('SetProfileImage');
    });

    it('does without one where Mattermost takes none', async () => {
        const scene = await Scene.start();
        await scene.plugin.disable();
        botOf(scene).lastPictureUpdate = 0;
        scene.plugin.beforeAnswer = async (name) => {
            if (name === 'SetProfileImage') {
                throw new Error('the file store is full');
            }
        };
        await scene.plugin.enable();
        await waitFor(async () => scene.plugin.log.includes('The bot has no picture'));
        expect((await scene.notify(PROBLEM)).status).toBe(201);
    });
});

describe('the plugin in Mattermost’s own audit', {timeout: LONG}, () => {
    it('has each entry as a record of the person', async () => {
        const scene = await Scene.start();
        const postId = await scene.acknowledged();
        const {auditRecords} = scene.plugin.host;
        await waitFor(async () => auditRecords.length >= 2);
        expect(auditRecords.map(({Status}) => Status)).toEqual(['attempt', 'success']);
        const [, ended] = auditRecords.map(plainOf);
        expect(ended).toMatchObject({
            EventName: 'openitcockpit_acknowledge',
            Actor: {UserId: scene.jane.id},
            EventData: {
                ObjectType: 'alert',
                Parameters: {
                    host_name: 'web01',
                    service_name: 'Ping',
                    comment: 'Known issue',
                    result: 'confirmed',
                    post_id: postId,
                },
            },
            Meta: {username: scene.jane.username},
        });
    });

    it('keeps its own where Mattermost knows no such records', async () => {
        const scene = await Scene.start();
        scene.plugin.beforeAnswer = async (name) => {
            if (name === 'LogAuditRec') {
                throw new Error("rpc: can't find method Plugin.LogAuditRec");
            }
        };
        await scene.acknowledged();
        const admin = [...scene.double.server.directory.users.values()].find(({roles}) =>
            roles.includes('system_admin'),
        );
        const typed = {userId: admin?.id ?? '', channelId: scene.site.channel.id, line: '/openitcockpit audit'};
        const text = await waitFor(async () => {
            const answer = await scene.plugin.host.command(typed);
            return answer.includes('| confirmed |') && answer;
        });
        expect(text).toContain('web01 / Ping');
        expect(scene.plugin.log).toContain('it does not know LogAuditRec');
    });
});

describe('the plugin in Mattermost’s support packet', {timeout: LONG}, () => {
    it('puts its own in, without secrets', async () => {
        const scene = await Scene.start();
        const [[name = '', text = ''] = [], ...more] = await scene.plugin.host.supportData();
        expect(more).toEqual([]);
        expect(name).toMatch(/^openitcockpit-support-[\d-]+\.json$/);
        expect(JSON.parse(text)).toMatchObject({versions: {door: 'plugin'}, settings: {ENABLE_TWO_WAY: true}});
        for (const secret of [scene.monitoring.apiKeys.bot, NOTIFICATION_TOKEN, SIGNING_SECRET]) {
            expect(text).not.toContain(secret);
        }
    });

    it('says which setting is wrong', async () => {
        const scene = await Scene.start({OpenitcockpitUrl: 'http://monitoring.example.org'});
        const [text = ''] = (await scene.plugin.host.supportData()).values();
        expect(JSON.parse(text).settings).toContain('openITCOCKPIT URL');
    });
});
