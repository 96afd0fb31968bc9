import {describe, expect, it} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import type {Listener, OpenDialog, Person} from '../support/loop/mattermost_site';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

interface Shown {
    readonly id: string;
    readonly message: string;
    readonly props: {
        readonly attachments: readonly {
            readonly title: string;
            readonly title_link: string;
            readonly text?: string;
            readonly fields?: readonly {readonly title: string; readonly value: string}[];
            readonly actions?: readonly {readonly id: string; readonly name: string; readonly cookie: string}[];
        }[];
    };
}

const newest = (listener: Listener, event: string, from: number) =>
    waitFor(async () => listener.events.slice(from).findLast((one) => one.event === event));

/** Types a command as jane. @returns the post that only she sees */
const typed = async (scene: Scene, listener: Listener, line: string): Promise<Shown> => {
    const from = listener.events.length;
    await scene.command(line);
    const {data} = await newest(listener, 'ephemeral_message', from);
    return JSON.parse(String(data?.post)) as Shown;
};

/** Presses a button of such a post as a client does: Mattermost stores neither, the cookie tells it all. */
const press = (scene: Scene, person: Person, shown: Shown, at = 0, button = 0) => {
    const {id = '', cookie} = shown.props.attachments[at]?.actions?.[button] ?? {};
    return scene.site.call('POST', `/posts/${shown.id}/actions/${id}`, {cookie}, person.token);
};

const dialogAfter = async (listener: Listener, from: number): Promise<OpenDialog> => {
    const {data} = await newest(listener, 'open_dialog', from);
    return JSON.parse(String(data?.dialog)) as OpenDialog;
};

const alertsOf = async (scene: Scene) => (await scene.site.alerts()).map(({props}) => props.oitc_alert as AlertProps);

describe('/openitcockpit problems', {timeout: LONG}, () => {
    it('lists unhandled problems; a button acknowledges on the post that the problem has', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        scene.monitoring.world.setState(UUID.web01Shop, 1, 'slow @channel <b>');
        await scene.monitoring.world.settled();
        const listener = await scene.site.listen(scene.jane);
        const shown = await typed(scene, listener, '/openitcockpit problems');
        expect(shown.message).toBe('**2 unhandled problems**');
        const [ping, shop] = shown.props.attachments;
        expect(ping?.title).toBe('CRITICAL · Ping on web01');
        expect(ping?.title_link).toContain(`/services/browser/${UUID.web01Ping}`);
        expect(ping?.text).toContain(`[post](https://chat.example.org/_redirect/pl/${post_id})`);
        expect(shop?.text).not.toContain('@channel');
        expect(shop?.text).not.toContain('_redirect');

        const from = listener.events.length;
        expect(await press(scene, scene.jane, shown)).not.toHaveProperty('ephemeral_text');
        const dialog = await dialogAfter(listener, from);
        await scene.site.submit(scene.jane, dialog, {comment: 'replacing the disk'});
        await scene.inLook(post_id, 'acknowledged');
        expect(scene.monitoring.world.get(UUID.web01Ping).core.acknowledged).toBe(true);
        expect(await alertsOf(scene)).toHaveLength(1);
        const left = await typed(scene, listener, '/openitcockpit problems web page 7');
        expect(left.props.attachments.map(({title}) => title)).toEqual(['WARNING · HTTP shop on web01']);
        listener.close();
    });

    it('gives a problem without a post its post in the default channel, and acts on that', async () => {
        const scene = await Scene.start();
        const listener = await scene.site.listen(scene.jane);
        const shown = await typed(scene, listener, '/openitcockpit problems ping critical');
        const from = listener.events.length;
        await press(scene, scene.jane, shown);
        await scene.site.submit(scene.jane, await dialogAfter(listener, from), {comment: 'on it'});
        const [post] = await scene.site.alerts();
        await scene.inLook(post?.id ?? '', 'acknowledged');
        const told = listener.events.slice(from).filter(({event}) => event === 'ephemeral_message');
        expect(JSON.stringify(told)).toContain(`_redirect/pl/${post?.id}`);
        // The notification of the same problem, when it comes at last, finds its post.
        await scene.notify(PROBLEM);
        expect(await alertsOf(scene)).toMatchObject([{look: 'acknowledged'}]);
        listener.close();
    });

    it('has buttons for the person who asked alone, and shows nothing to outsiders of the channel', async () => {
        const scene = await Scene.start();
        const listener = await scene.site.listen(scene.jane);
        const shown = await typed(scene, listener, '/openitcockpit problems');
        const bob = await scene.site.person('bob', 'Bob Smith');
        await press(scene, bob, shown).catch(() => undefined);
        expect(await alertsOf(scene)).toEqual([]);
        scene.double.server.directory.channels.get(scene.site.channel.id)?.members.delete(scene.jane.id);
        for (const line of ['problems', 'host web01', 'service Ping', 'explain web01']) {
            const answer = await scene.command(`/openitcockpit ${line}`);
            expect(answer).toContain('Only what belongs to your channels is looked at.');
        }
        expect(await scene.command('/openitcockpit ack')).toContain(
            'Only people who may post in the channel in the Default channel setting may do this: the post appears there.',
        );
        await press(scene, scene.jane, shown).catch(() => undefined);
        expect(await alertsOf(scene)).toEqual([]);
        listener.close();
    });

    it('says what is wrong while openITCOCKPIT is away, and when there is nothing', async () => {
        const scene = await Scene.start();
        expect(await scene.command('/openitcockpit problems db @all')).toBe(
            '✅ No unhandled problems match "db @\u200ball". Only what belongs to your channels is looked at.',
        );
        scene.monitoring.faults.set({gateway: 502});
        expect(await scene.command('/openitcockpit problems')).toContain('502');
    });
});

describe('/openitcockpit host and service', {timeout: LONG}, () => {
    it('show all that is known of one, with the buttons of its post', async () => {
        const scene = await Scene.start();
        const listener = await scene.site.listen(scene.jane);
        const shown = await typed(scene, listener, '/openitcockpit service ping on web01');
        const [ping] = shown.props.attachments;
        expect(ping?.title).toBe('CRITICAL · Ping on web01');
        expect(ping?.fields).toContainEqual(
            expect.objectContaining({title: 'Output', value: '```\nCRITICAL - lost\n```'}),
        );
        expect(ping?.actions?.map(({id}) => id)).toEqual(
            expect.arrayContaining([`${ACTION.acknowledge}0`, `${ACTION.quickReason}0x0`, `${ACTION.more}0x0`]),
        );
        const host = await typed(scene, listener, '/openitcockpit host WEB01');
        expect(host.props.attachments).toMatchObject([{title: 'UP · web01'}]);
        expect(host.props.attachments[0]).not.toHaveProperty('actions');
        listener.close();
    });

    it('ask to be more exact, and suggest what was perhaps meant', async () => {
        const scene = await Scene.start();
        const listener = await scene.site.listen(scene.jane);
        const pings = await typed(scene, listener, '/openitcockpit service ping');
        expect(pings.message).toMatch(
            /^\d match "ping"\. Be more specific, e\.g\. `\/openitcockpit service Ping on \w+`\.$/,
        );
        expect(await scene.command('/openitcockpit host web0l')).toContain('Did you mean web01');
        expect(await scene.command('/openitcockpit host')).toContain('Which host?');
        expect(await scene.command('/openitcockpit service zzz on nowhere')).toContain(
            'has "zzz on nowhere" in its name',
        );
        listener.close();
    });
});

describe('names while somebody types', {timeout: LONG}, () => {
    it('come to whoever is logged in, as a list that Mattermost reads', async () => {
        const scene = await Scene.start();
        const names = async (kind: string, typed: string, token = scene.jane.token): Promise<unknown> => {
            const parsed = 'openitcockpit ';
            const query = new URLSearchParams({
                user_input: `${parsed}${kind} ${typed}`,
                parsed,
                user_id: scene.double.admin.userId,
            });
            const response = await fetch(`${scene.url}/api/v1/completions?${query}`, {
                headers: {Authorization: `Bearer ${token}`},
            });
            expect(response.status).toBe(200);
            return response.json();
        };
        expect(await names('host', 'WE')).toEqual([{Item: 'host web01', Hint: '', HelpText: 'UP'}]);
        expect(await names('service', 'ping on w')).toEqual([
            {Item: 'service Ping on web01', Hint: '', HelpText: 'CRITICAL'},
        ]);
        expect(await names('host', 'w')).toEqual([]);
        expect(await names('host', 'we', 'nobody')).toEqual([]);
        const bob = await scene.site.person('bob', 'Bob Smith');
        scene.double.server.directory.channels.get(scene.site.channel.id)?.members.delete(bob.id);
        expect(await names('host', 'we', bob.token)).toEqual([]);
        scene.monitoring.faults.set({gateway: 502});
        expect(await names('host', 'db')).toEqual([]);
    });

    it('offer the words while the settings cannot be used, too', async () => {
        const scene = await Scene.start({OpenitcockpitUrl: 'http://monitoring.example.org'});
        const response = await fetch(
            `${scene.url}/api/v1/completions?${new URLSearchParams({user_input: 'openitcockpit stat', parsed: 'openitcockpit '})}`,
            {headers: {Authorization: `Bearer ${scene.jane.token}`}},
        );
        expect(await response.json()).toEqual([expect.objectContaining({Item: 'status'})]);
    });

    it('are offered in the language of the settings, also after it was changed', async () => {
        const scene = await Scene.start();
        const descriptions = () => scene.plugin.host.commands.map(({AutoCompleteDesc}) => AutoCompleteDesc);
        expect(descriptions()).toEqual(['openITCOCKPIT alerts']);
        await scene.plugin.configure({...scene.settings, Language: 'de'});
        expect(descriptions()).toEqual(['openITCOCKPIT alerts', 'Alarme von openITCOCKPIT']);
        await scene.plugin.configure({...scene.settings, Language: 'de', Emojis: false});
        expect(descriptions()).toHaveLength(2);
    });
});
