import {describe, expect, it} from 'vitest';
import {ACTION} from '#contract';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 60_000;

describe('/openitcockpit audit', {timeout: LONG}, () => {
    it('shows what was done to those whom the policy names, in the table and with the post', async () => {
        const scene = await Scene.start();
        const listed = {ActionPolicy: 'listed', WhoMayAct: scene.jane.username};
        expect(await scene.plugin.configure({...scene.settings, ...listed})).toBe('');
        const postId = await scene.acknowledged();
        const text = await waitFor(async () => {
            const answer = await scene.command('/openitcockpit audit web01');
            return answer.includes('| confirmed |') && answer;
        });
        expect(text).toContain('Latest actions on web01');
        expect(text).toMatch(/Jane Roe .*\| acknowledge \| web01 \/ Ping .*\| confirmed \| Known issue \|/);
        expect(text).toMatch(/\| requested \| Known issue \|/);
        expect(text).toContain(`https://chat.example.org/_redirect/pl/${postId}`);
        expect(await scene.command('/openitcockpit audit db01')).toContain('There are no actions to show.');
    });

    it('is for system administrators alone while everybody may act; it survives a restart of the plugin', async () => {
        const scene = await Scene.start();
        await scene.acknowledged();
        expect(await scene.command('/openitcockpit audit')).toContain(
            'so only system administrators and the people named',
        );
        await scene.plugin.disable();
        await scene.plugin.enable();
        const admin = [...scene.double.server.directory.users.values()].find(({roles}) =>
            roles.includes('system_admin'),
        );
        const typed = {userId: admin?.id ?? '', channelId: scene.site.channel.id, line: '/openitcockpit audit'};
        expect(await scene.plugin.host.command(typed)).toContain('| acknowledge | web01 / Ping');
        expect(await scene.plugin.host.command({...typed, userId: 'nobody'})).not.toContain('web01');
    });

    it('has the refusal of a person who is not on the list', async () => {
        const scene = await Scene.start();
        const bob = await scene.site.person('bob', 'Bob Smith');
        const listed = {ActionPolicy: 'listed', WhoMayAct: scene.jane.username};
        await scene.plugin.configure({...scene.settings, ...listed});
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        await scene.site.press(bob, post_id, ACTION.acknowledge);
        const text = await waitFor(async () => {
            const answer = await scene.command('/openitcockpit audit');
            return answer.includes('| refused |') && answer;
        });
        expect(text).toMatch(
            /Bob Smith .*\| acknowledge \| web01 \/ Ping .*\| refused \| You are not one of the people/,
        );
        expect(scene.monitoring.commands).toEqual([]);
    });
});
