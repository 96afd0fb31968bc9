import {randomUUID} from 'node:crypto';
import {describe, expect, it, vi} from 'vitest';
import {ACTION, ALERT_POST_TYPE} from '#contract';
import type {SitePost} from '../support/loop/mattermost_site';
import {ApiError} from '../support/mattermost/api_error';
import type {Json} from '../support/mattermost/json';
import type {Post} from '../support/mattermost/model';
import {
    type BuiltinCase,
    builtinPost,
    everyBuiltinCase,
    happen,
    movedTo,
    recordedPosts,
} from '../support/openitcockpit/builtin_posts';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {alertOf, PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';

/** The key that the module writes into its buttons. */
const KEY = 'modulekey5d41402abc4b2a76b9719d911017c592';

/** Everything the server keeps of the channel, deleted posts included. */
const stored = ({double, site}: Scene): Post[] =>
    double.server.directory.channel(site.channel.id).postIds.flatMap((id) => double.storedPost(id) ?? []);

/** Posts as the module of the scene's openITCOCKPIT does. */
const post = async (scene: Scene, wanted: BuiltinCase): Promise<void> => {
    const response = await scene.postToHook(builtinPost({...wanted, base: scene.monitoring.url, apiKey: KEY}));
    expect(response.status).toBe(200);
};

const down: BuiltinCase = {kind: 'host', type: 'PROBLEM', state: 1, output: 'DOWN x'};
const critical: BuiltinCase = {kind: 'service', type: 'PROBLEM', state: 2, output: 'CRITICAL - lost'};

const onlyAlert = async ({site}: Scene): Promise<SitePost> => {
    const alerts = await site.alerts();
    expect(alerts).toHaveLength(1);
    return alerts[0] as SitePost;
};

/** Each test starts the plugin's process, which a busy machine does slowly. */
vi.setConfig({testTimeout: 60_000});

describe('the recorded posts of the module', () => {
    it('become living alerts, one an object, and no key is stored', async () => {
        const scene = await Scene.start();
        scene.monitoring.world.setState(UUID.web01, 1, 'DOWN x');
        scene.monitoring.world.setState(UUID.web01Shop, 2, 'refused');
        for (const {payload} of recordedPosts) {
            const sent = movedTo(scene.monitoring.url, KEY, payload);
            happen(scene.monitoring, sent);
            expect((await scene.postToHook(sent)).status).toBe(200);
        }
        const shown = async () =>
            (await scene.site.alerts()).map((alert) => {
                const {host, service, look, state} = alertOf(alert) ?? {};
                return [alert.type, `${host?.name} ${service?.name ?? '-'}`, state, look];
            });
        // Updates of one post that follow each other within a second are shown together.
        await expect.poll(shown, {timeout: 20_000}).toEqual([
            [ALERT_POST_TYPE, 'web01 Ping', 'OK', 'recovered'],
            [ALERT_POST_TYPE, 'web01 -', 'UP', 'recovered'],
            [ALERT_POST_TYPE, 'web01 HTTP shop', 'CRITICAL', 'acknowledged'],
            [ALERT_POST_TYPE, 'web01 Ping', 'CRITICAL', 'acknowledged'],
            [ALERT_POST_TYPE, 'web01 Disk /', 'OK', 'info'],
        ]);
        expect(JSON.stringify(stored(scene))).not.toContain(KEY);
    });
});

describe('a post of the module', () => {
    it('becomes a living alert with our buttons', async () => {
        const scene = await Scene.start();
        const kinds: BuiltinCase[] = [
            {...down, links: 'v4'},
            {...down, state: 2},
            critical,
            {...critical, language: 'de'},
            {...critical, emoji: false},
            {...critical, state: 1},
            {...critical, state: 3},
        ];
        for (const wanted of kinds) {
            await post(scene, {...wanted, hostUuid: randomUUID()});
        }
        const alerts = await scene.site.alerts();
        expect(alerts.map(({message}) => message)).toEqual([
            '🚨 DOWN web01: DOWN x',
            '⁉️ UNREACHABLE web01: DOWN x',
            '🚨 CRITICAL Ping on web01: CRITICAL - lost',
            '🚨 CRITICAL Ping on web01: CRITICAL - lost',
            'CRITICAL Ping on web01: CRITICAL - lost',
            '⚠️ WARNING Ping on web01: CRITICAL - lost',
            '⁉️ UNKNOWN Ping on web01: CRITICAL - lost',
        ]);
        for (const {id} of alerts) {
            const kept = scene.double.storedPost(id);
            expect(kept?.type).toBe(ALERT_POST_TYPE);
            const integrations = JSON.stringify(kept?.props.attachments).match(/"url":"[^"]+"/g);
            expect(new Set(integrations)).toEqual(new Set(['"url":"/plugins/openitcockpit/api/v1/actions"']));
        }
        expect(JSON.stringify(stored(scene))).not.toContain(KEY);
    });

    it('can be acknowledged from Mattermost', async () => {
        const scene = await Scene.start();
        await post(scene, critical);
        const {id} = await onlyAlert(scene);
        const listener = await scene.site.listen(scene.jane);
        await scene.site.press(scene.jane, id, ACTION.acknowledge);
        await scene.site.submit(scene.jane, await listener.dialog(0), {comment: 'on it'});
        listener.close();
        expect(alertOf(await scene.inLook(id, 'acknowledged'))?.acknowledgement?.comment).toBe('on it');
    });

    it('updates the post of its problem; nobody sees its own', async () => {
        const scene = await Scene.start();
        await post(scene, critical);
        await post(scene, critical);
        await post(scene, {...critical, type: 'FLAPPINGSTART'});
        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK again');
        await post(scene, {...critical, type: 'RECOVERY', state: 0, output: 'OK again'});
        const {id} = await onlyAlert(scene);
        await scene.inLook(id, 'recovered');
        const unseen = stored(scene).filter(({delete_at}) => delete_at > 0);
        expect(unseen.map(({type}) => type)).toEqual(['system_generic', 'system_generic', 'system_generic']);
        expect(JSON.stringify(stored(scene))).not.toContain(KEY);
    });

    it('and our own notification command speak of the same problem', async () => {
        const scene = await Scene.start();
        await post(scene, critical);
        await scene.notify(PROBLEM);
        await scene.notify(RECOVERY);
        const {id} = await onlyAlert(scene);
        await scene.inLook(id, 'recovered');
    });

    it('about an acknowledgement brings author and comment from openITCOCKPIT', async () => {
        const scene = await Scene.start();
        await post(scene, critical);
        scene.monitoring.world.acknowledge(UUID.web01Ping, {author: 'Jane Roe', comment: 'known'});
        await post(scene, {...critical, type: 'ACKNOWLEDGEMENT', language: 'de'});
        const {id} = await onlyAlert(scene);
        expect(alertOf(await scene.inLook(id, 'acknowledged'))?.acknowledgement).toMatchObject({comment: 'known'});
    });

    it('about an object that is fine says the state that openITCOCKPIT knows', async () => {
        const scene = await Scene.start();
        for (const type of ['DOWNTIMESTART', 'DOWNTIMEEND', 'FLAPPINGSTOP'] as const) {
            await post(scene, {kind: 'host', type, state: 0});
        }
        expect((await scene.site.alerts()).map(alertOf)).toMatchObject([
            {look: 'info', state: 'UP', notification_type: 'DOWNTIMESTART'},
            {look: 'info', state: 'UP', notification_type: 'DOWNTIMEEND'},
            {look: 'info', state: 'UP', notification_type: 'FLAPPINGSTOP'},
        ]);
    });
});

describe('a post of the module that cannot become an alert', () => {
    /** As the server parsed it. */
    const attachmentsOf = (scene: Scene): Json[] => stored(scene)[0]?.props.attachments as Json[];

    it('keeps its texts and loses its key while the plugin cannot remember anything', async () => {
        const scene = await Scene.start();
        scene.plugin.kv.failure = new ApiError(500, 'app.plugin_store.get.app_error', 'The database is away.');
        await post(scene, critical);
        scene.plugin.kv.failure = undefined;
        const sent = builtinPost({...critical, base: scene.monitoring.url}).attachments;
        expect(attachmentsOf(scene)).toMatchObject(sent.map(({text, color}) => ({text, color})));
        expect(JSON.stringify(stored(scene))).not.toMatch(/modulekey|integration/);
        expect(scene.plugin.log).toContain('could not become an alert');
        expect(scene.plugin.log).not.toContain(KEY);
    });

    it('because openITCOCKPIT does not tell the state of its object stays as it was', async () => {
        const scene = await Scene.start();
        const wanted: BuiltinCase = {kind: 'host', type: 'DOWNTIMESTART', state: 0, hostUuid: UUID.new01};
        await post(scene, wanted);
        const [sent] = builtinPost({...wanted, base: scene.monitoring.url}).attachments;
        expect(attachmentsOf(scene)).toMatchObject([{text: sent?.text, color: sent?.color}]);
        expect(await scene.site.alerts()).toEqual([]);
    });

    it('with the two-way integration off it becomes one without buttons', async () => {
        const scene = await Scene.start({EnableTwoWay: false});
        await post(scene, critical);
        await onlyAlert(scene);
        expect(JSON.stringify(stored(scene))).not.toMatch(/modulekey|integration/);
    });
});

describe('stays as it was', () => {
    const expectUntouched = async (scene: Scene, base: string): Promise<void> => {
        expect(await scene.site.alerts()).toEqual([]);
        const kept = stored(scene).at(-1);
        expect(kept?.type).toBe('slack_attachment');
        const [info, button] = builtinPost({...critical, base, apiKey: KEY}).attachments;
        const {mrkdwn_in: _in, callback_id: _id, attachment_type: _type, ...text} = info as Json;
        expect(kept?.props.attachments).toMatchObject([text, {text: button?.text, actions: button?.actions}]);
    };

    it('the post of another openITCOCKPIT, whose address the log mentions', async () => {
        const scene = await Scene.start();
        const base = 'https://other.example.org';
        await scene.postToHook(builtinPost({...critical, base, apiKey: KEY}));
        await expectUntouched(scene, base);
        expect(scene.plugin.log).toContain('lead to another address than openITCOCKPIT URL');
        expect(scene.plugin.log).not.toContain(KEY);
    });

    it('everything while the setting is off', async () => {
        const scene = await Scene.start({AdoptBuiltinPosts: false});
        await post(scene, critical);
        await expectUntouched(scene, scene.monitoring.url);
    });

    it('what somebody posts under the name of a webhook', async () => {
        const scene = await Scene.start();
        const {attachments} = builtinPost({...critical, base: scene.monitoring.url, apiKey: KEY});
        const body = {channel_id: scene.site.channel.id, message: '', props: {from_webhook: 'true', attachments}};
        await scene.site.call('POST', '/posts', {...body, message: 'x'}, scene.jane.token);
        expect(await scene.site.alerts()).toEqual([]);
        expect(stored(scene).at(-1)).toMatchObject({message: 'x', props: {from_webhook: 'true'}});
    });
});

describe('every kind of post that the module makes', () => {
    it('is taken, and no key is stored', async () => {
        const scene = await Scene.start();
        const cases = everyBuiltinCase().filter(
            ({state, kind, emoji, links}) => [0, kind === 'host' ? 1 : 2].includes(state) && emoji === (links === 'v5'),
        );
        const {world} = scene.monitoring;
        world.setState(UUID.web01, 1);
        for (const object of [UUID.web01, UUID.web01Ping]) {
            world.acknowledge(object);
            world.startDowntime(object);
        }
        await world.settled();
        // One object cannot be in all these states: those whose posts tell one are each about an object of their own.
        const own = ({type}: BuiltinCase) =>
            ['PROBLEM', 'RECOVERY', 'CUSTOM'].includes(type) ? {hostUuid: randomUUID()} : {};
        await Promise.all(cases.map((wanted) => post(scene, {...wanted, ...own(wanted)})));
        expect(scene.plugin.log).not.toMatch(/could not become an alert|not understood|another address/);
        const left = stored(scene).filter(({type}) => type === 'slack_attachment');
        expect(left).toEqual([]);
        expect(JSON.stringify(stored(scene))).not.toContain(KEY);
    });
});
