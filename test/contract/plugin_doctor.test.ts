import {describe, expect, it, onTestFinished} from 'vitest';
import {type DoctorAnswer, type DoctorRequest, parseDoctorAnswer, ROUTE} from '#contract';
import {carryNotifications} from '../support/carry_notifications';
import type {SitePost} from '../support/loop/mattermost_site';
import {NOTIFICATION_TOKEN} from '../support/loop/service';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

const ask = async (scene: Scene, request: Partial<DoctorRequest>, token?: string): Promise<DoctorAnswer> => {
    const response = await fetch(`${scene.url}/api/v1/doctor`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token ?? scene.double.adminToken}`},
        body: JSON.stringify({language: 'en', ...request}),
    });
    expect(response.status).toBe(200);
    const answer = parseDoctorAnswer(await response.json());
    expect(answer).toBeDefined();
    return answer as DoctorAnswer;
};

const signs = ({steps}: DoctorAnswer): string => steps.map(({name, result}) => `${name}:${result}`).join(' ');

const pressAsAdmin = (scene: Scene, postId: string, actionId: string) =>
    scene.site.call('POST', `/posts/${postId}/actions/${actionId}`, {selected_option: ''});

describe('Doctor in the System Console', {timeout: LONG}, () => {
    it('goes the whole way; the administrator presses in between', async () => {
        const scene = await Scene.start();
        expect(signs(await ask(scene, {part: 'openitcockpit'}))).toBe(
            'settings:ok proxy:ok reach:ok tls:ok key:ok version:ok rights:ok queue:ok',
        );
        expect(signs(await ask(scene, {part: 'mattermost'}))).toBe(
            'mattermost:ok webhook:skipped endpoint:skipped handler:skipped web:note',
        );
        expect(signs(await ask(scene, {part: 'notification', host: ''}))).toBe('notification:skipped');
        const {press, steps} = await ask(scene, {part: 'post'});
        expect(steps.map(({result}) => result)).toEqual(['ok']);
        const {post_id = '', action_id = ''} = press ?? {};
        await pressAsAdmin(scene, post_id, action_id);
        const result = await ask(scene, {part: 'result', post_id, pressed: true, milliseconds: 7});
        expect(signs(result)).toBe('press:ok edit:ok remove:ok');
        expect(result.steps[0]?.milliseconds).toBe(7);
        expect(await scene.site.posts()).toEqual([]);
        expect(scene.monitoring.commands).toEqual([]);
    });

    it('names the right that catching up needs, where only what was notified is posted', async () => {
        const scene = await Scene.start();
        await scene.plugin.configure({...scene.settings, AlertsFrom: 'notified'});
        const answer = await ask(scene, {part: 'openitcockpit'});
        expect(signs(answer)).toContain('rights:note queue:ok');
        expect(answer.steps.find(({name}) => name === 'rights')?.sentence).toContain(
            'it also needs Notifications.index, Notifications.services',
        );
    });

    it('asks for no right to act where two-way integration is off', async () => {
        const scene = await Scene.start();
        const OpenitcockpitApiKey = scene.monitoring.apiKeys.nocmd;
        await scene.plugin.configure({...scene.settings, OpenitcockpitApiKey});
        expect(signs(await ask(scene, {part: 'openitcockpit'}))).toContain('rights:failed');
        await scene.plugin.configure({...scene.settings, OpenitcockpitApiKey, EnableTwoWay: false});
        expect(signs(await ask(scene, {part: 'openitcockpit'}))).toContain('rights:ok queue:skipped');
    });

    it('finds a key that may only read without being given a host', async () => {
        const scene = await Scene.start();
        await scene.plugin.configure({...scene.settings, OpenitcockpitApiKey: scene.monitoring.apiKeys.readonly});
        const answer = await ask(scene, {part: 'openitcockpit'});
        expect(signs(answer)).toContain('rights:failed queue:ok');
        expect(answer.steps.find(({name}) => name === 'rights')?.sentence).toContain(
            '(db01, root01, web01) but edit none of them',
        );
    });

    it('notes hosts that the key may not edit, and that there are none', async () => {
        const scene = await Scene.start();
        await scene.plugin.configure({...scene.settings, OpenitcockpitApiKey: scene.monitoring.apiKeys.limited});
        const rights = async () =>
            (await ask(scene, {part: 'openitcockpit'})).steps.find(({name}) => name === 'rights');
        expect(await rights()).toMatchObject({result: 'note', sentence: expect.stringContaining('(root01)')});
        for (const {uuid} of [...scene.monitoring.world.hosts]) {
            scene.monitoring.world.remove(uuid);
        }
        expect(await rights()).toMatchObject({result: 'note', sentence: expect.stringContaining('no monitored host')});
    });

    it('says when the press did not come through, and that nothing was pressed', async () => {
        const scene = await Scene.start();
        const post = async () => (await ask(scene, {part: 'post'})).press?.post_id ?? '';
        const refused = await ask(scene, {part: 'result', post_id: await post(), pressed: false, language: 'de'});
        expect(signs(refused)).toBe('press:failed edit:skipped remove:ok');
        expect(refused.steps[0]?.sentence).toMatch(/^Mattermost hat vom Plugin keine Antwort erhalten/);
        const lost = await ask(scene, {part: 'result', post_id: await post(), pressed: true});
        expect(signs(lost)).toBe('press:ok edit:failed remove:ok');
        expect(await scene.site.posts()).toEqual([]);
    });

    it('waits for the notification about a host, which may reach another node', async () => {
        const scene = await Scene.start({}, {mayHaveNodes: true});
        const {expected, steps} = await ask(scene, {part: 'notification', host: 'web01'});
        expect(steps).toEqual([]);
        expect(expected).toMatchObject({host_uuid: UUID.web01, host_name: 'web01'});
        await waitFor(async () => scene.monitoring.commands.length > 0);
        expect(await ask(scene, {part: 'arrival', expected})).toEqual({steps: []});
        const custom = {type: 'Host', notificationtype: 'CUSTOM', hostuuid: UUID.web01, state: '0', output: 'OK'};
        await scene.notify({...custom, ackcomment: 'a word of somebody else'});
        expect(await ask(scene, {part: 'arrival', expected})).toEqual({steps: []});
        const other = await scene.plugin.anotherNode();
        onTestFinished(() => other.kill());
        const headers = {'Content-Type': 'application/json', Authorization: `Bearer ${NOTIFICATION_TOKEN}`};
        const body = JSON.stringify(custom);
        await other.serve(
            new Request(`http://localhost${ROUTE.notifications}`, {method: 'POST', headers, body}),
            'server',
        );
        const answer = await ask(scene, {part: 'arrival', expected});
        expect(answer.steps).toMatchObject([{name: 'notification', result: 'ok', milliseconds: expect.any(Number)}]);
        const posts = (await scene.site.posts()).map(({message}) => message);
        expect(posts.at(-1)).toMatch(/web01: Test notification from openITCOCKPIT Doctor, nothing to do$/);
        const late = {...expected, asked_at: 0} as DoctorRequest['expected'];
        expect(signs(await ask(scene, {part: 'arrival', expected: {...late, mark: 'x'} as typeof late}))).toBe(
            'notification:failed',
        );
    });

    it('names a setting that is wrong, in the language of the page', async () => {
        const scene = await Scene.start();
        expect(await scene.plugin.configure({...scene.settings, Language: 'fr'})).not.toBe('');
        const said = async (language: DoctorRequest['language']) =>
            (await ask(scene, {part: 'openitcockpit', language})).steps[0]?.sentence;
        expect(await said('en')).toBe('Wrong setting: Language must be one of en, de.');
        expect(await said('de')).toBe('Falsche Einstellung: Language muss eines von en, de sein.');
    });

    it('names the channel that is archived', async () => {
        const scene = await Scene.start();
        await scene.plugin.configure({...scene.settings, DefaultChannel: scene.site.channel.id});
        await scene.double.archiveChannel(scene.site.channel.id);
        const answer = await ask(scene, {part: 'post'});
        expect(answer.press).toBeUndefined();
        expect(answer.steps[0]).toMatchObject({
            name: 'post',
            result: 'failed',
            sentence: expect.stringMatching(/archived/),
        });
    });

    it('touches no post that is not its own', async () => {
        const scene = await Scene.start();
        const {id} = await scene.site.call('POST', '/posts', {channel_id: scene.site.channel.id, message: 'Hello'});
        const response = await fetch(`${scene.url}/api/v1/doctor`, {
            method: 'POST',
            headers: {'Content-Type': 'application/json', Authorization: `Bearer ${scene.double.adminToken}`},
            body: JSON.stringify({part: 'result', language: 'en', post_id: id, pressed: true}),
        });
        expect(response.status).toBe(404);
        expect((await scene.site.post(String(id))).message).toBe('Hello');
    });

    it('is for administrators alone, and wants a part', async () => {
        const scene = await Scene.start();
        const status = async (token: string, body: object) =>
            (
                await fetch(`${scene.url}/api/v1/doctor`, {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
                    body: JSON.stringify(body),
                })
            ).status;
        const request = {part: 'openitcockpit', language: 'en'};
        expect(await status('nobody', request)).toBe(403);
        expect(await status(scene.jane.token, request)).toBe(403);
        expect(await status(scene.double.adminToken, {part: 'everything', language: 'en'})).toBe(400);
    });
});

describe('/openitcockpit doctor', {timeout: LONG}, () => {
    it('reports by direct message, and ends with the press of the test alert', async () => {
        const scene = await Scene.start();
        const adminId = scene.double.admin.userId;
        const typed = {userId: adminId, channelId: scene.site.channel.id, line: '/openitcockpit doctor'};
        expect(await scene.plugin.host.command(typed)).toContain('direct message');
        const direct = scene.double.server.directory.directChannel(adminId, botOf(scene));
        const posts = (): Promise<SitePost[]> => scene.site.posts(direct.id);
        const [report, alert] = await waitFor(async () => {
            const found = await posts();
            return found.length === 2 && found[0]?.message.includes('Press the button') && found;
        });
        expect(report?.message).toContain('**Command queue** (');
        await pressAsAdmin(scene, alert?.id ?? '', 'doctor');
        const [finished, ...others] = await posts();
        expect(others).toEqual([]);
        expect(finished?.message).toContain('**Everything works.**');
        expect(finished?.message).toContain('The test alert was removed.');
    });

    it('has a real notification sent about the host that is named', async () => {
        const scene = await Scene.start();
        carryNotifications(scene.monitoring, (fields) => scene.notify(fields));
        const adminId = scene.double.admin.userId;
        const line = '/openitcockpit doctor web01';
        await scene.plugin.host.command({userId: adminId, channelId: scene.site.channel.id, line});
        const direct = scene.double.server.directory.directChannel(adminId, botOf(scene));
        const report = await waitFor(async () => {
            const [found] = await scene.site.posts(direct.id);
            return found?.message.includes('Press the button') && found.message;
        });
        expect(report).toMatch(
            /\*\*Real notification\*\* \(\d+ ms\): The notification that openITCOCKPIT sent about web01 has arrived/,
        );
        expect(report).not.toContain('Waiting for');
        expect((await scene.site.posts()).map(({message}) => message)).toEqual([
            expect.stringContaining('Test notification from openITCOCKPIT Doctor, nothing to do'),
        ]);
    });

    it('is for administrators alone', async () => {
        const scene = await Scene.start();
        expect(await scene.command('/openitcockpit doctor')).toBe('Only system administrators may run Doctor.');
    });
});

const botOf = (scene: Scene): string =>
    [...scene.double.server.directory.users.values()].find(({username}) => username === 'openitcockpit')?.id ?? '';
