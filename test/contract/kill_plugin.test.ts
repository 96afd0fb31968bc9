import {describe, expect, it, onTestFinished} from 'vitest';
import {ACTION} from '#contract';
import type {GobValue} from '../../server-proxy/src/wire';
import {bytesOf, stringOf, structOf} from '../../server-proxy/src/wire/go_values';
import {type Gate, startGate} from '../support/gate';
import {alertOf, PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Two starts of the executable, and the pause before a command that was perhaps sent is sent again. */
const LONG = 120_000;
/** Longer than the locks of a dead node count. */
const LOCKS_EXPIRE_MS = 11_000;

/** What the plugin is killed at. @returns when it is held there */
type Hold = (scene: Scene, gate: Gate) => Promise<void>;

/** Holds the answer to a call of Mattermost's plugin API, whose work is done. */
const answerTo =
    (name: string, fits: (argument: Readonly<Record<string, GobValue | undefined>>) => boolean = () => true): Hold =>
    (scene) =>
        new Promise((held) => {
            scene.plugin.beforeAnswer = (called, argument) => {
                if (called !== name || !fits(structOf(argument))) {
                    return Promise.resolve();
                }
                held();
                return new Promise(() => undefined);
            };
        });

/** Stores a record of an alert that says so. */
const storing =
    (says: RegExp, not = /^$/) =>
    ({A, B}: Readonly<Record<string, GobValue | undefined>>): boolean => {
        const value = bytesOf(B)?.toString('utf8') ?? '';
        return stringOf(A).startsWith('alert/') && says.test(value) && !not.test(value);
    };

const isCommand = ({path}: {path: string}): boolean => path.startsWith('/nagios_module/cmd');

const STEPS: readonly (readonly [name: string, hold: Hold, sent: number])[] = [
    ['after it was stored', answerTo('KVSetWithOptions', storing(/"askedAt"/, /"sentAt"/)), 0],
    ['after the mark, before the command', answerTo('KVSetWithOptions', storing(/"sentAt"/)), 0],
    ['after the command, before the read-back', (_scene, gate) => gate.hold('after', isCommand), 1],
    [
        'after the read-back, before the record',
        (_scene, gate) => gate.hold('after', ({answer}) => answer.includes('Known issue')),
        1,
    ],
    ['after the record, before the post', answerTo('KVSetWithOptions', storing(/"ended"/)), 1],
    [
        'after the post, before the thread line',
        answerTo('UpdatePost', ({A}) => stringOf(structOf(A).Message).includes('acknowledged by')),
        1,
    ],
    ['after the thread line', answerTo('CreatePost'), 1],
];

const start = async (mayHaveNodes = false): Promise<{scene: Scene; gate: Gate; postId: string}> => {
    const scene = await Scene.start({}, {mayHaveNodes});
    const gate = await startGate(scene.monitoring.url);
    onTestFinished(() => gate.stop());
    await scene.plugin.configure({...scene.settings, OpenitcockpitUrl: gate.url});
    const {post_id: postId} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
    return {scene, gate, postId};
};

const press = (scene: Scene, postId: string): void => {
    scene.site.press(scene.jane, postId, ACTION.quickReason, 'Known issue').catch(() => undefined);
};

/** kill -9 */
const kill = async (scene: Scene): Promise<void> => {
    scene.plugin.host.process.child.kill('SIGKILL');
    await scene.plugin.host.ended;
    await scene.plugin.kill();
    scene.plugin.beforeAnswer = () => Promise.resolve();
    scene.plugin.kv.advance(LOCKS_EXPIRE_MS);
};

const expectOneAcknowledgement = async (scene: Scene, postId: string): Promise<void> => {
    const done = await scene.inLook(postId, 'acknowledged');
    expect(alertOf(done)?.acknowledgement).toMatchObject({comment: 'Known issue', via: 'mattermost'});
    const [line] = await waitFor(async () => {
        const thread = await scene.site.thread(postId);
        return thread.length > 0 && thread;
    });
    expect(line).toContain('Acknowledged by Jane Roe');
    expect(scene.monitoring.commands.map(({applied}) => applied)).toEqual([true]);
};

describe('kill -9 of the plugin during an acknowledgement', {timeout: LONG}, () => {
    it.each(STEPS)('%s: one acknowledgement, a true post', async (_name, hold, sent) => {
        const {scene, gate, postId} = await start();
        const held = hold(scene, gate);
        press(scene, postId);
        await held;
        await kill(scene);
        expect(scene.monitoring.commands).toHaveLength(sent);
        await scene.plugin.enable();
        await expectOneAcknowledgement(scene, postId);
    });

    it('before it was stored: nothing was promised, nothing is done, and the button works', async () => {
        const {scene, gate, postId} = await start();
        const held = answerTo('HasPermissionToChannel')(scene, gate);
        press(scene, postId);
        await held;
        await kill(scene);
        await scene.plugin.enable();
        expect(alertOf(await scene.inLook(postId, 'problem'))?.queued).toBeUndefined();
        expect(scene.monitoring.commands).toEqual([]);
        press(scene, postId);
        await expectOneAcknowledgement(scene, postId);
    });

    it('is taken over by another node', async () => {
        const {scene, gate, postId} = await start(true);
        const node = await scene.plugin.anotherNode();
        onTestFinished(() => node.kill());
        const held = gate.hold('before', isCommand);
        press(scene, postId);
        await held;
        await kill(scene);
        expect(scene.monitoring.commands).toEqual([]);
        await expectOneAcknowledgement(scene, postId);
    });
});

describe('an openITCOCKPIT that hangs', {timeout: LONG}, () => {
    it('is asked once; what it executes late is found', async () => {
        const scene = await Scene.start();
        const {post_id: postId} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        scene.monitoring.faults.set({hangCommands: true});
        press(scene, postId);
        await waitFor(async () => alertOf(await scene.site.post(postId))?.queued);
        expect(await scene.command('/openitcockpit status')).toContain('1 action is queued');
        scene.monitoring.faults.clear();
        scene.monitoring.release();
        await expectOneAcknowledgement(scene, postId);
        await waitFor(async () => (await scene.command('/openitcockpit status')).includes('up'));
    });
});
