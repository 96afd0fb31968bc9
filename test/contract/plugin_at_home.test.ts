import {describe, expect, it} from 'vitest';
import {NOTIFICATION_TOKEN, SIGNING_SECRET} from '../support/loop/service';
import {PROBLEM, Scene} from '../support/plugin_host/scene';

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
