import {describe, expect, it} from 'vitest';
import {ROUTE} from '#contract';
import type {Person} from '../support/loop/mattermost_site';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {alertOf, PROBLEM, RECOVERY, Scene} from '../support/plugin_host/scene';
import {directPost, mineOf, pressShown, typedBy} from '../support/shift_scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 90_000;

const csvOf = (scene: Scene, {token}: Pick<Person, 'token'>, span = '7d'): Promise<Response> =>
    fetch(`${scene.url}${ROUTE.reportCsv}?span=${span}`, {headers: {Authorization: `Bearer ${token}`}});

const promote = ({double}: Scene, {id}: Pick<Person, 'id'>): void => {
    const user = double.server.directory.users.get(id);
    if (user) {
        double.server.directory.users.set(id, {...user, roles: 'system_user system_admin'});
    }
};

const leave = (scene: Scene, {id}: Pick<Person, 'id'>) =>
    scene.site.call('DELETE', `/channels/${scene.site.channel.id}/members/${id}`);

describe('/openitcockpit handover through the plugin', {timeout: LONG}, () => {
    it('is for the person alone, tells of downtimes with openITCOCKPIT’s times, and is posted with a button', async () => {
        const scene = await Scene.start();
        await scene.acknowledged();
        const {world} = scene.monitoring;
        const now = Math.floor(Date.now() / 1000);
        world.startDowntime(UUID.web01Shop, {
            start: now + 3600,
            end: now + 40_000,
            comment: 'new kernel',
            author: 'Ada',
        });
        await world.settled();
        const listener = await scene.site.listen(scene.jane);
        const shown = await typedBy(scene, scene.jane, listener, '/openitcockpit handover');
        expect(shown.message).toContain('1 opened · 0 closed · 1 still open');
        expect(shown.message).toMatch(/CRITICAL Ping on web01 · .* · Jane Roe .*: Known issue/);
        expect(shown.message).toMatch(
            /Downtimes that begin by .* \(1\)\*\*\n- HTTP shop on web01 · .* · Ada: new kernel/,
        );
        expect(await scene.site.posts()).toHaveLength(2);
        await pressShown(scene, scene.jane, listener, shown, 'shiftpost');
        await waitFor(async () =>
            (await scene.site.posts()).find(({message}) => /Hand-over: [\s\S]*_Posted by Jane Roe/.test(message)),
        );
        listener.close();
    });

    it('shows nothing of the channel to somebody who is not in it', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        const sam = await scene.site.person('sam', 'Sam Poe');
        const listener = await scene.site.listen(sam);
        expect((await typedBy(scene, sam, listener, '/openitcockpit handover')).message).toContain('web01');
        await leave(scene, sam);
        const {message} = await typedBy(scene, sam, listener, '/openitcockpit handover');
        expect(message).toContain('0 opened · 0 closed · 0 still open');
        expect(message).not.toContain('web01');
        listener.close();
    });

    it('hands over to a person, who accepts: theirs in the panel, on the post and after a restart', async () => {
        const scene = await Scene.start();
        const postId = await scene.acknowledged();
        const bob = await scene.site.person('bob', 'Bob Poe');
        const listener = await scene.site.listen(scene.jane);
        const said = await typedBy(scene, scene.jane, listener, `/openitcockpit handover @${bob.username}`);
        expect(said.message).toMatch(/^Bob Poe .* is asked to take over 1 problem\.$/);
        const question = await directPost(scene, bob, /wants to hand over 1 problem to you/);
        expect(await mineOf(scene, bob)).toBe(0);
        await scene.site.press(bob, question.id, 'shiftaccept');
        await directPost(scene, scene.jane, /accepted: 1 problem handed over/);
        expect([await mineOf(scene, scene.jane), await mineOf(scene, bob)]).toEqual([0, 1]);
        expect(alertOf(await scene.site.post(postId))?.acknowledgement?.author).toMatch(/^Jane Roe .* → Bob Poe/);
        expect((await scene.site.thread(postId)).at(-1)).toMatch(/handed this problem over to Bob Poe/);
        await scene.plugin.kill();
        await scene.plugin.enable();
        await waitFor(async () => (await mineOf(scene, bob)) === 1);
        listener.close();
    });

    it('asks nobody who sees none of the problems, and tells both when they decline', async () => {
        const scene = await Scene.start();
        await scene.acknowledged();
        const bob = await scene.site.person('bob', 'Bob Poe');
        const listener = await scene.site.listen(scene.jane);
        const line = `/openitcockpit handover @${bob.username}`;
        await leave(scene, bob);
        expect((await typedBy(scene, scene.jane, listener, line)).message).toContain('is in none of the channels');
        await scene.site.join(bob.id);
        await typedBy(scene, scene.jane, listener, line);
        const question = await directPost(scene, bob, /wants to hand over/);
        await scene.site.press(bob, question.id, 'shiftdecline');
        await directPost(scene, scene.jane, /declined\. Your problems stay yours\./);
        expect([await mineOf(scene, scene.jane), await mineOf(scene, bob)]).toEqual([1, 0]);
        listener.close();
    });

    it('an answer of somebody who has lost the channel, of anybody else, or given twice, hands nothing over', async () => {
        const scene = await Scene.start();
        await scene.acknowledged();
        const [bob, sam] = [await scene.site.person('bob', 'Bob Poe'), await scene.site.person('sam', 'Sam Lee')];
        const listener = await scene.site.listen(scene.jane);
        await typedBy(scene, scene.jane, listener, `/openitcockpit handover @${bob.username}`);
        const question = await directPost(scene, bob, /wants to hand over 1 problem/);
        for (const person of [sam, scene.jane]) {
            await expect(scene.site.press(person, question.id, 'shiftaccept')).rejects.toThrow();
        }
        await leave(scene, bob);
        await scene.site.press(bob, question.id, 'shiftaccept');
        await directPost(scene, scene.jane, /accepted: 0 problems handed over/);
        await scene.site.join(bob.id);
        await scene.site.press(bob, question.id, 'shiftaccept').catch(() => undefined);
        expect([await mineOf(scene, scene.jane), await mineOf(scene, bob)]).toEqual([1, 0]);
        listener.close();
    });

    it('suggests people of the channel while somebody types: no bots, no guests, no deactivated accounts, not oneself', async () => {
        const scene = await Scene.start();
        const {users} = scene.double.server.directory;
        const [bob, guest, gone] = await Promise.all([
            scene.site.person('bob', 'Bob Poe'),
            scene.site.person('bert', 'Bert Lee'),
            scene.site.person('bill', 'Bill Ray'),
        ]);
        Object.assign(users.get(guest.id) ?? {}, {roles: 'system_guest'});
        Object.assign(users.get(gone.id) ?? {}, {deleteAt: 1});
        await scene.site.outsider('bonnie');
        const offered = async (typed: string): Promise<unknown> => {
            const parsed = 'openitcockpit ';
            const query = new URLSearchParams({user_input: `${parsed}handover ${typed}`, parsed, user_id: bob.id});
            const answer = await fetch(`${scene.url}${ROUTE.completions}?${query}`, {
                headers: {Authorization: `Bearer ${scene.jane.token}`},
            });
            return answer.json();
        };
        // Nothing is hers yet.
        expect(await offered('@')).toEqual([]);
        await scene.acknowledged();
        await waitFor(async () => JSON.stringify(await offered('@b')).includes(bob.username));
        const item = {Item: `handover @${bob.username}`, Hint: '', HelpText: 'Bob Poe'};
        expect(await offered('@b')).toEqual([item]);
        const [hint, ...people] = (await offered('')) as readonly unknown[];
        expect(hint).toMatchObject({Item: 'handover '});
        expect(people).toContainEqual(item);
        expect(JSON.stringify(people)).not.toMatch(/bert|bill|bonnie|jane|openitcockpit/);
        expect(await offered(`@${bob.username}`)).toEqual([]);
    });

    it('asks whom in a dialog', async () => {
        const scene = await Scene.start();
        await scene.acknowledged();
        const bob = await scene.site.person('bob', 'Bob Poe');
        const listener = await scene.site.listen(scene.jane);
        const shown = await typedBy(scene, scene.jane, listener, '/openitcockpit handover');
        const dialog = await listener.dialog(await pressShown(scene, scene.jane, listener, shown, 'shifthand'));
        expect(dialog.dialog.elements).toMatchObject([{name: 'person', data_source: 'users'}]);
        await scene.site.submit(scene.jane, dialog, {person: bob.id});
        await directPost(scene, bob, /wants to hand over 1 problem/);
        listener.close();
    });
});

describe('the schedule of a channel, through the plugin', {timeout: LONG}, () => {
    it('is set by who may manage subscriptions, is in their document, and survives a restart', async () => {
        const scene = await Scene.start();
        const listener = await scene.site.listen(scene.jane);
        const say = async (line: string) =>
            (await typedBy(scene, scene.jane, listener, `/openitcockpit handover ${line}`)).message;
        expect(await say('schedule 06:00 14:00 22:00')).toContain('Only system administrators');
        promote(scene, scene.jane);
        expect(await say('schedule')).toContain('This channel gets no hand-over by itself.');
        expect(await say('schedule 06:00 14:00 22:00 Europe/Berlin')).toMatch(
            /`0 6,14,22 \* \* \*` \(Europe\/Berlin\), next .*CET|GMT/,
        );
        expect(await say('schedule * * * * *')).toContain('more often than once an hour');
        expect(await say('schedule 06:00 Mars/Base')).toContain('There is no such time zone');
        expect(await say('schedule soon')).toContain('not a valid cron pattern');
        await scene.plugin.kill();
        await scene.plugin.enable();
        expect(await say('schedule')).toContain('`0 6,14,22 * * *`');
        const answer = await fetch(`${scene.url}${ROUTE.subscriptions}`, {
            method: 'POST',
            headers: {'Content-Type': 'application/json', Authorization: `Bearer ${scene.double.adminToken}`},
            body: JSON.stringify({act: 'export', language: 'en'}),
        });
        const {file} = (await answer.json()) as {file: string};
        expect(JSON.parse(file)).toMatchObject({
            handovers: [{channelId: scene.site.channel.id, cron: '0 6,14,22 * * *', timeZone: 'Europe/Berlin'}],
        });
        expect(await say('schedule off')).toContain('no hand-over by itself any more');
        listener.close();
    });
});

describe('/openitcockpit report through the plugin', {timeout: LONG}, () => {
    it('is a table, and a CSV file for whoever is logged in, which nobody can turn into a formula', async () => {
        const scene = await Scene.start();
        const {world} = scene.monitoring;
        const evil = world.addService('web01', {name: '=HYPERLINK("http://evil.example","x")'});
        await scene.notify({...PROBLEM, serviceuuid: evil.uuid, problemid: 'evil-1'});
        await scene.notify(PROBLEM);
        await scene.notify(RECOVERY);
        const listener = await scene.site.listen(scene.jane);
        const {message} = await typedBy(scene, scene.jane, listener, '/openitcockpit report 24h');
        expect(message).toContain('2 opened · 1 closed · 1 still open');
        expect(message).toMatch(/\| Ping on web01 \| 1 \|/);
        expect(message).toContain('https://chat.example.org/plugins/openitcockpit/api/v1/report.csv?span=24h');
        const file = await csvOf(scene, scene.jane);
        expect(file.headers.get('content-type')).toContain('text/csv');
        expect(file.headers.get('content-disposition')).toContain('attachment');
        const text = await file.text();
        expect(text).toContain(`"web01","'=HYPERLINK(""http://evil.example"",""x"")","CRITICAL"`);
        expect(text.split('\r\n')).toHaveLength(4);
        listener.close();
    });

    it('holds nothing for somebody who is not in the channel, and refuses strangers and nonsense', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        const sam = await scene.site.person('sam', 'Sam Poe');
        expect(await (await csvOf(scene, sam)).text()).toContain('web01');
        await leave(scene, sam);
        expect(await (await csvOf(scene, sam)).text()).not.toContain('web01');
        expect((await fetch(`${scene.url}${ROUTE.reportCsv}`)).status).toBe(401);
        const wrong = await csvOf(scene, sam, '9y');
        expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringContaining('Give a span like')]);
    });
});
