import {describe, expect, it, vi} from 'vitest';
import {ACTION} from '#contract';
import type {Person, SitePost} from '../support/loop/mattermost_site';
import {nextSecond} from '../support/notification_times';
import {type BuiltinCase, builtinPost} from '../support/openitcockpit/builtin_posts';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {alertOf, PROBLEM, Scene} from '../support/plugin_host/scene';
import {SideChannel} from '../support/plugin_host/side_channel';

const KEY = 'modulekey5d41402abc4b2a76b9719d911017c592';

const critical: BuiltinCase = {kind: 'service', type: 'PROBLEM', state: 2, output: 'CRITICAL - lost'};
const recovery: BuiltinCase = {...critical, type: 'RECOVERY', state: 0, output: 'OK - honest'};

const payload = ({monitoring}: Scene, wanted: BuiltinCase) =>
    builtinPost({...wanted, base: monitoring.url, apiKey: KEY});

const postInAlertChannel = async (scene: Scene, wanted: BuiltinCase): Promise<void> => {
    expect((await scene.postToHook(payload(scene, wanted))).status).toBe(200);
};

/** The genuine post: our notification command sent it with the token. */
const genuine = async (scene: Scene): Promise<SitePost> => {
    expect((await scene.notify(PROBLEM)).ok).toBe(true);
    return (await scene.site.alerts())[0] as SitePost;
};

const lookOf = async (scene: Scene, {id}: SitePost): Promise<string | undefined> =>
    alertOf(await scene.site.post(id))?.look;

/** Presses as this person. @returns what only they are told */
const refusal = async (scene: Scene, person: Person, postId: string): Promise<string> => {
    const from = scene.double.events.length;
    await scene.site.press(person, postId, ACTION.acknowledge);
    const told = scene.double.events.slice(from).find(({event}) => event === 'ephemeral_message');
    return told ? (JSON.parse(String(told.data.post)) as SitePost).message : '';
};

vi.setConfig({testTimeout: 60_000});

describe("the module's form through a webhook into somebody's own channel", () => {
    it('a forged problem stays plain: no alert, no button, no key', async () => {
        const scene = await Scene.start();
        const eve = await SideChannel.of(scene, 'eve');
        await eve.post(payload(scene, critical));
        const [post] = await eve.posts();
        const kept = scene.double.storedPost(post?.id ?? '');
        expect(kept).toMatchObject({type: 'slack_attachment', props: {attachments: [{}, {}]}});
        expect(kept?.props.oitc_alert).toBeUndefined();
        expect(JSON.stringify(kept)).toContain('CRITICAL - lost');
        expect(JSON.stringify(kept)).not.toMatch(/integration|modulekey/);
        expect((await scene.health()).notes).toEqual([expect.stringContaining(eve.address)]);
    });

    it('a forged recovery does not close the genuine post of another channel', async () => {
        const scene = await Scene.start();
        const post = await genuine(scene);
        const eve = await SideChannel.of(scene, 'eve');
        await eve.post(payload(scene, recovery));
        expect(await lookOf(scene, post)).toBe('problem');
        expect(JSON.stringify(await eve.posts())).toContain('OK - honest');
    });

    it('is offered by set-up, which an administrator asks for: nothing is sent by itself', async () => {
        const scene = await Scene.start();
        const side = await SideChannel.of(scene, 'eve');
        await side.post(payload(scene, critical));
        expect(side.messagesToAdministrators()).toEqual([]);
        const asked = {userId: side.admin.id, channelId: scene.site.channel.id, line: '/openitcockpit setup'};
        await scene.plugin.host.command(asked);
        const {message, press} = await side.administratorsMessage();
        expect(message).toContain(`${side.address}: webhook of @`);
        await press('authorise');
        await side.post(payload(scene, critical));
        expect((await side.posts()).map(alertOf)).toMatchObject([undefined, {look: 'problem'}]);
    });

    it('a signed post of our notification command counts there too, and so do its buttons', async () => {
        const scene = await Scene.start();
        const side = await SideChannel.of(scene, 'carol');
        expect(await scene.webhook(PROBLEM, {WEBHOOK_URL: side.hook})).toMatchObject({code: 0});
        const [post] = await side.posts();
        expect(post && alertOf(post)).toMatchObject({look: 'problem'});
        const listener = await scene.site.listen(side.person);
        await scene.site.press(side.person, post?.id ?? '', ACTION.acknowledge);
        expect((await listener.dialog(0)).dialog.title).not.toBe('');
        listener.close();
    });

    it('becomes an alert once an administrator has named the channel', async () => {
        const scene = await Scene.start();
        const side = await SideChannel.of(scene, 'carol');
        await scene.plugin.configure({...scene.settings, AlertChannels: `other/one, ${side.address}`});
        await side.post(payload(scene, critical));
        expect((await side.posts()).map(alertOf)).toMatchObject([{look: 'problem', state: 'CRITICAL'}]);
    });
});

describe("the module's form in the alert channel, which is unsigned there too", () => {
    it('a forged recovery does not close what a token opened, and can be read', async () => {
        const scene = await Scene.start();
        const post = await genuine(scene);
        await postInAlertChannel(scene, recovery);
        expect(await lookOf(scene, post)).toBe('problem');
        expect(JSON.stringify(await scene.site.posts())).toContain('OK - honest');
    });

    it('a recovery that openITCOCKPIT confirms closes it', async () => {
        const scene = await Scene.start();
        const {id} = await genuine(scene);
        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK - honest');
        await postInAlertChannel(scene, recovery);
        await scene.inLook(id, 'recovered');
        expect(await scene.site.alerts()).toHaveLength(1);
    });

    it('a forged problem does not reopen what a token closed', async () => {
        const scene = await Scene.start();
        const {id} = await genuine(scene);
        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK');
        await scene.notify({...PROBLEM, notificationtype: 'RECOVERY', state: '0'});
        await scene.inLook(id, 'recovered');
        // Within the second of the recovery, what openITCOCKPIT showed before still counts.
        await scene.monitoring.world.settled();
        await nextSecond(scene.monitoring.world);
        await nextSecond(scene.monitoring.world);
        await postInAlertChannel(scene, critical);
        expect((await scene.site.alerts()).map((alert) => alertOf(alert)?.look)).toEqual(['recovered']);
    });

    it('a forged acknowledgement or downtime does not calm what a token opened', async () => {
        const scene = await Scene.start();
        const post = await genuine(scene);
        await postInAlertChannel(scene, {...critical, type: 'ACKNOWLEDGEMENT'});
        await postInAlertChannel(scene, {...critical, type: 'DOWNTIMESTART'});
        const shown = alertOf(await scene.site.post(post.id));
        expect(shown).toMatchObject({look: 'problem'});
        expect(shown?.in_downtime ?? false).toBe(false);
    });

    it('only what is signed counts while openITCOCKPIT is not asked', async () => {
        const scene = await Scene.start({EnableTwoWay: false});
        const {id} = await genuine(scene);
        scene.monitoring.world.setState(UUID.web01Ping, 0, 'OK - honest');
        await postInAlertChannel(scene, recovery);
        expect(alertOf(await scene.site.post(id))?.look).toBe('problem');
        await scene.webhook({...PROBLEM, notificationtype: 'RECOVERY', state: '0', output: 'OK - signed'});
        await scene.inLook(id, 'recovered');
    });

    it('only what is signed counts while openITCOCKPIT cannot be reached', async () => {
        const scene = await Scene.start();
        const post = await genuine(scene);
        await scene.monitoring.stop();
        await postInAlertChannel(scene, recovery);
        expect(await lookOf(scene, post)).toBe('problem');
    });
});

describe('a post that an earlier version took in a channel nobody had named', () => {
    /** Taken while the channel was named, which the plugin then forgets. */
    const upgraded = async () => {
        const scene = await Scene.start();
        const side = await SideChannel.of(scene, 'eve');
        await scene.plugin.configure({...scene.settings, AlertChannels: side.address});
        await side.post(payload(scene, critical));
        const [post] = await side.posts();
        await scene.plugin.disable();
        scene.plugin.kv.delete('authority');
        await scene.plugin.configure(scene.settings);
        await scene.plugin.enable();
        return {scene, side, postId: post?.id ?? ''};
    };

    it('has buttons that do nothing, and administrators are told once, with a button that authorises it', async () => {
        const {scene, side, postId} = await upgraded();
        expect(await refusal(scene, side.person, postId)).toContain('not an authorised alert channel');
        const {message, press} = await side.administratorsMessage();
        expect(message).toContain(side.address);
        await press('authorise');
        const listener = await scene.site.listen(side.person);
        await scene.site.press(side.person, postId, ACTION.acknowledge);
        expect((await listener.dialog(0)).dialog.title).not.toBe('');
        listener.close();
        await side.post(payload(scene, {...critical, serviceUuid: UUID.web01Shop}));
        expect((await side.posts()).map(alertOf)).toMatchObject([{look: 'problem'}, {look: 'problem'}]);
        await scene.plugin.disable();
        await scene.plugin.enable();
        await press('withdraw');
        expect(await refusal(scene, side.person, postId)).toContain('not an authorised alert channel');
        expect(side.messagesToAdministrators()).toHaveLength(1);
    });

    it('is not authorised by anybody but an administrator', async () => {
        const {scene, side, postId} = await upgraded();
        const {id, press} = await side.administratorsMessage();
        scene.double.server.directory
            .directChannel(scene.double.server.directory.userByName('openitcockpit')?.id ?? '', side.admin.id)
            .members.add(side.person.id);
        expect(await press('authorise', side.person).catch(String)).not.toBe('');
        expect(scene.double.storedPost(id)).toBeDefined();
        expect(await refusal(scene, side.person, postId)).toContain('not an authorised alert channel');
    });
});
