import {describe, expect, it} from 'vitest';
import type {Listener, OpenDialog} from '../support/loop/mattermost_site';
import type {Json} from '../support/mattermost/json';
import {onPhone, type PhoneAction} from '../support/mattermost/phone';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 90_000;

const newest = (listener: Listener, event: string, from: number) =>
    waitFor(async () => listener.events.slice(from).findLast((one) => one.event === event));

const typed = async (scene: Scene, listener: Listener, line: string): Promise<Json> => {
    const from = listener.events.length;
    await scene.command(line);
    return JSON.parse(String((await newest(listener, 'ephemeral_message', from)).data?.post)) as Json;
};

const actionsOf = (post: Json): readonly PhoneAction[] => onPhone(post).attachments.flatMap(({actions}) => actions);

/** As the app for phones presses. @returns the dialog that opens */
const press = async (
    scene: Scene,
    listener: Listener,
    post: Json,
    name: string,
    option?: string,
): Promise<OpenDialog> => {
    const action = actionsOf(post).find((one) => one.name === name);
    const from = listener.events.length;
    const selected = action?.options.find(({text}) => text === option)?.value ?? '';
    const body = {cookie: action?.cookie ?? '', selected_option: selected};
    await scene.site.call('POST', `/posts/${String(post.id)}/actions/${action?.id}`, body, scene.jane.token);
    return JSON.parse(String((await newest(listener, 'open_dialog', from)).data?.dialog)) as OpenDialog;
};

const elementsOf = ({dialog}: OpenDialog): unknown[] => (dialog.elements as {name: string}[]).map(({name}) => name);

describe('without the webapp part, as on a phone (by the rules of its app: no phone was run)', {timeout: LONG}, () => {
    it('a post says all it has to, and its buttons and menus open the dialogs with the same fields', async () => {
        const scene = await Scene.start();
        const {post_id: id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        const listener = await scene.site.listen(scene.jane);
        const post = await scene.site.call('GET', `/posts/${id}`, undefined, scene.jane.token);
        const {message, attachments} = onPhone(post);
        expect(message).toBe('🚨 CRITICAL Ping on web01: CRITICAL - lost');
        expect(attachments.flatMap(({rows}) => rows).every((row) => row.length <= 2)).toBe(true);
        expect(
            attachments.flatMap(({rows}) => rows.flat()).every(({title, value}) => title !== '' && value !== ''),
        ).toBe(true);
        expect(actionsOf(post).map(({kind, name}) => `${kind} ${name}`)).toEqual([
            'button Acknowledge',
            'menu Quick reason…',
            'menu More…',
        ]);
        const ack = await press(scene, listener, post, 'Acknowledge');
        expect(elementsOf(ack)).toEqual(expect.arrayContaining(['comment', 'sticky', 'notify']));
        const downtime = await press(scene, listener, post, 'More…', 'Schedule downtime…');
        expect(elementsOf(downtime)).toEqual(expect.arrayContaining(['length', 'start', 'end', 'comment']));
        await scene.site.submit(scene.jane, ack, {comment: 'on the train'});
        await scene.inLook(id, 'acknowledged');
        listener.close();
    });

    it('answers to commands have buttons alone, since a menu in an answer cannot be used there', async () => {
        const scene = await Scene.start();
        const listener = await scene.site.listen(scene.jane);
        for (const line of ['problems', 'service Ping on web01', 'ack web', 'acknowledged']) {
            const answer = await typed(scene, listener, `/openitcockpit ${line}`);
            expect(actionsOf(answer).filter(({kind}) => kind === 'menu')).toEqual([]);
        }
        const service = await typed(scene, listener, '/openitcockpit service Ping on web01');
        expect(actionsOf(service).map(({name}) => name)).toEqual(
            expect.arrayContaining(['Acknowledge', 'Schedule downtime…', 'Recheck now']),
        );
        const dialog = await press(scene, listener, service, 'Schedule downtime…');
        await scene.site.submit(scene.jane, dialog, {length: '1h', start: '', end: '', comment: 'disk'});
        await waitFor(async () => scene.monitoring.world.get(UUID.web01Ping).core.downtimeDepth > 0);
        listener.close();
    });
});
