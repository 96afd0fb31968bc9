import {describe, expect, it} from 'vitest';
import type {Json} from '../support/mattermost/json';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const LITTLE = {status: expect.stringMatching(/^(up|degraded|down)$/), version: expect.any(String)};

const healthWith = async (scene: Scene, bearer: string): Promise<Json> => {
    const headers: Record<string, string> = bearer === '' ? {} : {Authorization: `Bearer ${bearer}`};
    return (await fetch(`${scene.url}/api/v1/health`, {headers})).json() as Promise<Json>;
};

describe('health of the plugin', {timeout: LONG}, () => {
    it('tells a stranger and a member no reasons, an administrator by their session all of them', async () => {
        const scene = await Scene.start({OpenitcockpitUrl: ''});
        for (const token of ['', scene.jane.token]) {
            expect(await healthWith(scene, token)).toEqual(LITTLE);
        }
        expect(await healthWith(scene, scene.double.adminToken)).toMatchObject({reasons: expect.any(Array)});
    });

    it('keeps to that while there are no usable settings, at every address', async () => {
        const scene = await Scene.start({OpenitcockpitUrl: 'http://monitoring.example.org'});
        expect(await healthWith(scene, '')).toEqual({...LITTLE, status: 'down'});
        expect(await healthWith(scene, 'another-token-of-the-tests')).toEqual({...LITTLE, status: 'down'});
        expect(await healthWith(scene, scene.double.adminToken)).toMatchObject({
            status: 'misconfigured',
            reasons: [expect.stringContaining('openITCOCKPIT URL')],
        });
        const refused = await scene.notify(PROBLEM, 'another-token-of-the-tests');
        expect(refused.status).toBe(503);
        expect(await refused.text()).not.toContain('openITCOCKPIT URL');
    });

    it('logs the address of whoever sends a wrong token, as Mattermost tells it', async () => {
        const scene = await Scene.start();
        expect((await scene.notify(PROBLEM, 'wrong')).status).toBe(401);
        await waitFor(() => /"address":"127\.0\.0\.1".*wrong: compare it/.test(scene.plugin.log));
    });

    it('/openitcockpit status refuses a guest', async () => {
        const scene = await Scene.start();
        const guest = scene.double.server.directory.addUser({username: 'visitor', roles: 'system_guest'});
        const status = (userId: string) =>
            scene.plugin.host.command({userId, channelId: scene.site.channel.id, line: '/openitcockpit status'});
        expect(await status(guest.id)).toBe('Guests cannot see the status: it names addresses and channels.');
        expect(await status(scene.jane.id)).toContain('**up**');
    });
});
