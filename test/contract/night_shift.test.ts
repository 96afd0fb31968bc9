import {randomUUID} from 'node:crypto';
import {expect, it} from 'vitest';
import {ACTION_STORM_ACKNOWLEDGE, ROUTE} from '#contract';
import {subscription} from '../support/app/subscriptions';
import type {Person, SitePost} from '../support/loop/mattermost_site';
import {PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';
import {directPost, mineOf, pressShown, typedBy} from '../support/shift_scene';
import {waitFor} from '../support/wait_for';

/** The shortest escalation takes a minute. */
const LONG = 240_000;
const LIMIT = 3;
const COUNT = 12;
const LISTED = COUNT - LIMIT;

/** An administrator gives the channel a subscription that escalates. */
const subscribe = async (scene: Scene, person: Person): Promise<void> => {
    const night = subscription(
        scene.site.channel.id,
        {hosts: ['night*']},
        {escalation: {afterMinutes: 1, mention: `@${person.username}`, priority: 'standard'}},
    );
    const answer = await fetch(`${scene.url}${ROUTE.subscriptions}`, {
        method: 'POST',
        headers: {'Content-Type': 'application/json', Authorization: `Bearer ${scene.double.adminToken}`},
        body: JSON.stringify({
            act: 'import',
            language: 'en',
            file: JSON.stringify({version: 1, subscriptions: [night]}),
        }),
    });
    expect(await answer.json()).toMatchObject({rows: [{which: expect.stringContaining('night*')}]});
};

it('two minutes of a night shift: storm, acknowledge all, one escalates, hand-over, digest', {
    timeout: LONG,
}, async () => {
    const scene = await Scene.start({StormLimit: LIMIT, ReconcileInterval: 0});
    const {site, monitoring} = scene;
    const {world} = monitoring;
    const {jane} = scene;
    const bob = await site.person('bob', 'Bob Poe');
    await subscribe(scene, jane);
    const listener = await site.listen(jane);
    const bobListens = await site.listen(bob);
    const fail = async (name: string): Promise<{hostuuid: string; serviceuuid: string}> => {
        const host = world.addHost({name});
        const service = world.addService(host, {name: 'Ping'});
        world.setState(service.uuid, 2, 'CRITICAL - lost');
        const ids = {hostuuid: host.uuid, serviceuuid: service.uuid};
        await scene.notify({...PROBLEM, ...ids, problemid: randomUUID()});
        return ids;
    };
    const tops = async (): Promise<SitePost[]> => (await site.posts()).filter(({root_id}) => root_id === '');
    const said = (words: RegExp): Promise<SitePost> =>
        waitFor(async () =>
            (await site.posts()).find(({message, props}) => words.test(`${message} ${JSON.stringify(props)}`)),
        );

    // Something that nobody sees to, and then a storm.
    await fail('night0');
    const others: {hostuuid: string; serviceuuid: string}[] = [];
    for (let at = 1; at < COUNT; at += 1) {
        others.push(await fail(`storm${at}`));
    }
    const storm = await said(new RegExp(`${LISTED} of ${LISTED} still open`));

    // Acknowledge all.
    const from = listener.events.length;
    await site.press(jane, storm.id, ACTION_STORM_ACKNOWLEDGE);
    await site.submit(jane, await listener.dialog(from), {comment: 'the switch is dead'});
    await said(new RegExp(`${LISTED} of ${LISTED} acknowledged`));
    expect(await mineOf(scene, jane)).toBe(LISTED);

    // Nobody has taken care of the first.
    const escalated = await said(/Nobody has taken care of this for 1 minute/);
    expect(escalated.message).toContain(`@${jane.username}`);

    // The hand-over says so, and asks the next shift.
    const shown = await typedBy(scene, jane, listener, `/openitcockpit handover`);
    expect(shown.message).toContain(`${COUNT} opened · 0 closed · ${COUNT} still open`);
    expect(shown.message).toMatch(/CRITICAL Ping on night0 · .* · \*\*nobody looks after it\*\*/);
    expect(shown.message).toMatch(new RegExp(`Time to acknowledge: .*\\(${LISTED}\\)`));
    const dialog = await listener.dialog(await pressShown(scene, jane, listener, shown, 'shifthand'));
    await site.submit(jane, dialog, {person: bob.id});
    const question = await directPost(scene, bob, new RegExp(`hand over ${LISTED} problems to you`));
    await site.press(bob, question.id, 'shiftaccept');
    await directPost(scene, jane, new RegExp(`accepted: ${LISTED} problems handed over`));
    expect([await mineOf(scene, jane), await mineOf(scene, bob)]).toEqual([0, LISTED]);

    // By the morning most of it is over: the digest, in the channel.
    const [first] = others.slice(-1);
    await scene.notify({...RECOVERY, ...first, problemid: '0'});
    const digest = await typedBy(scene, bob, bobListens, '/openitcockpit handover 8h');
    expect(digest.message).toContain(`${COUNT} opened · 1 closed · ${COUNT - 1} still open`);
    expect(digest.message).toContain('Jane Roe (@\u200b');
    expect(digest.message).toMatch(/→ Bob Poe/);
    const before = (await tops()).length;
    await pressShown(scene, bob, bobListens, digest, 'shiftpost');
    await said(/Hand-over: [\s\S]*_Posted by Bob Poe/);
    expect((await tops()).length).toBe(before + 1);
    listener.close();
    bobListens.close();
});
