import {describe, expect, it} from 'vitest';
import {ACTION_STORM_ACKNOWLEDGE, ACTION_STORM_LIST} from '#contract';
import type {AcknowledgeCommand} from '../../../../server-proxy/src/app/actions/command_port';
import {parseNotification} from '../../../../server-proxy/src/domain/alert/notification';
import {FakeChat} from '../../../support/app/fakes';
import {type AppHarness, type SETTINGS, startHarness} from '../../../support/app/harness';
import {
    attachmentsOf,
    buttonOf,
    fieldOf,
    ManyObjects,
    MemoryStorms,
    manyProblems,
    recovered,
    stormPosts,
} from '../../../support/app/storms';
import {waitFor} from '../../../support/wait_for';

const LIMIT = 2;

/** Commands arrive when the test says so. */
class HeldObjects extends ManyObjects {
    private release: () => void = () => undefined;
    private readonly gate = new Promise<void>((resolve) => {
        this.release = resolve;
    });

    override async acknowledge(command: AcknowledgeCommand): Promise<void> {
        await this.gate;
        await super.acknowledge(command);
    }

    letGo(): void {
        this.release();
    }
}

const inStorm = async (count = 8, settings: Partial<typeof SETTINGS> = {}, objects = new ManyObjects()) => {
    const chat = new FakeChat();
    const harness = await startHarness({stormLimit: LIMIT, ...settings}, undefined, chat, objects, undefined, {
        storms: new MemoryStorms(),
    });
    const all = manyProblems(count);
    await notify(harness, all);
    await tend(harness);
    return {harness, chat, all};
};

const notify = async ({app, clock}: AppHarness, all: readonly Record<string, unknown>[]): Promise<void> => {
    for (const fields of all) {
        await app.receiveNotification(parseNotification(fields));
        await clock.sleep(20);
    }
    await app.idle();
};

const tend = async ({app, clock}: AppHarness): Promise<void> => {
    await app.idle();
    await clock.sleep(3000);
    await app.tendLists();
    await app.idle();
};

let presses = 0;

const press = (harness: AppHarness, id: string, post = stormPosts(harness)[0], more = {}) => {
    presses += 1;
    return harness.app.pressAction({
        userId: [...harness.chat.users.keys()][0] ?? '',
        postId: post && 'postId' in post ? post.postId : '',
        channelId: stormPosts(harness)[0]?.channelId ?? '',
        triggerId: `storm trigger ${presses}`,
        token: buttonOf(post ?? {props: {}}, id)?.integration.context.token,
        selectedOption: '',
        ...more,
    });
};

const submit = (harness: AppHarness, submission: Record<string, unknown>, more = {}) =>
    harness.submit(submission, {channelId: stormPosts(harness)[0]?.channelId ?? '', ...more});

describe('Acknowledge all of a storm', () => {
    it('acknowledges each of its problems, and the post counts them', async () => {
        const {harness} = await inStorm();
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        expect(harness.chat.dialogs.at(-1)?.dialog.introduction_text).toContain('6 problems');
        expect(await submit(harness, {comment: 'the switch is dead'})).toEqual({});
        await tend(harness);
        await tend(harness);
        expect(harness.monitoring.commands).toHaveLength(6);
        expect(new Set(harness.monitoring.commands.map(({comment}) => comment))).toEqual(
            new Set(['the switch is dead']),
        );
        const [post] = stormPosts(harness);
        expect(fieldOf(post ?? {props: {}}, 'Taken care of')).toContain('6 of 6 acknowledged');
        expect(fieldOf(post ?? {props: {}}, 'Taken care of')).toContain(
            'jane pressed “Acknowledge all” for 6 problems',
        );
        expect(buttonOf(post ?? {props: {}}, ACTION_STORM_ACKNOWLEDGE)).toBeUndefined();
        // Besides the storm's, there is one that shows how far it is.
        expect(harness.chat.posts.size).toBe(LIMIT + 2);
        expect([...harness.chat.posts.values()].some(({message}) => message.includes('6 of 6'))).toBe(true);
        const asked = await harness.audit.recent({limit: 100});
        expect(asked.filter(({result}) => result === 'asked')).toHaveLength(1);
    });

    it('says at once what is under way, and is not offered for that again', async () => {
        const objects = new HeldObjects();
        const {harness} = await inStorm(8, {}, objects);
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        await submit(harness, {comment: 'the switch is dead'});
        const [post] = await waitFor(async () => {
            await harness.clock.sleep(1000);
            const posts = stormPosts(harness);
            return fieldOf(posts[0] ?? {props: {}}, 'Taken care of').includes('6 under way') && posts;
        });
        expect(buttonOf(post ?? {props: {}}, ACTION_STORM_ACKNOWLEDGE)).toBeUndefined();
        objects.letGo();
        await tend(harness);
        await tend(harness);
        expect(fieldOf(stormPosts(harness)[0] ?? {props: {}}, 'Taken care of')).toContain('6 of 6 acknowledged');
    });

    it('while new ones come: they stay for the next press, and none is acknowledged twice', async () => {
        const {harness} = await inStorm();
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        await submit(harness, {comment: 'the switch is dead'});
        await notify(harness, manyProblems(4));
        await tend(harness);
        await tend(harness);
        expect(harness.monitoring.commands).toHaveLength(6);
        expect(fieldOf(stormPosts(harness)[0] ?? {props: {}}, 'Taken care of')).toContain('6 of 10 acknowledged');
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        await submit(harness, {comment: 'still the switch'});
        await tend(harness);
        await tend(harness);
        expect(harness.monitoring.commands).toHaveLength(10);
    });

    it('is refused twice from one dialog', async () => {
        const {harness} = await inStorm();
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        await submit(harness, {comment: 'the switch is dead'});
        await expect(submit(harness, {comment: 'the switch is dead'})).rejects.toMatchObject({code: 'replayed'});
    });

    it('asks for a comment, as for one problem', async () => {
        const {harness} = await inStorm();
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        expect(await submit(harness, {comment: '\u200b '})).toMatchObject({errors: {comment: expect.any(String)}});
        expect(harness.monitoring.commands).toEqual([]);
    });

    it('is not for people outside the channel', async () => {
        const {harness, chat} = await inStorm();
        const user = chat.addUser('outsider');
        chat.outsiders.add(user.id);
        const asked = press(harness, ACTION_STORM_ACKNOWLEDGE, undefined, {userId: user.id});
        await expect(asked).rejects.toMatchObject({code: expect.any(String)});
        const own = press(harness, ACTION_STORM_ACKNOWLEDGE, stormPosts(harness)[0], {userId: user.id});
        await expect(own).rejects.toMatchObject({code: 'forbidden'});
    });

    it('of somebody else’s dialog is refused', async () => {
        const {harness, chat} = await inStorm();
        await press(harness, ACTION_STORM_ACKNOWLEDGE);
        const user = chat.addUser('other');
        await expect(submit(harness, {comment: 'mine'}, {userId: user.id})).rejects.toMatchObject({
            code: 'bad_signature',
        });
    });

    it('says when nothing is left', async () => {
        const {harness, all} = await inStorm();
        const post = stormPosts(harness)[0];
        await notify(harness, all.map(recovered));
        await tend(harness);
        await expect(press(harness, ACTION_STORM_ACKNOWLEDGE, post)).rejects.toThrow('Nothing of this storm is open');
    });
});

describe('Show list of a storm', () => {
    it('shows pages to the person who asked, each problem with its button', async () => {
        const {harness, chat} = await inStorm(25);
        await press(harness, ACTION_STORM_LIST);
        const first = chat.toldPosts.at(-1);
        expect(first?.userId).toBe([...chat.users.keys()][0]);
        expect(first?.content.message).toBe('**23 problems in this storm** (page 1 of 3)');
        expect(attachmentsOf(first?.content ?? {props: {}})).toHaveLength(11);
        await press(harness, ACTION_STORM_LIST, first?.content as never);
        await press(harness, ACTION_STORM_LIST, chat.toldPosts.at(-1)?.content as never);
        const last = chat.toldPosts.at(-1);
        expect(last?.content.message).toContain('page 3 of 3');
        expect(attachmentsOf(last?.content ?? {props: {}})).toHaveLength(3);
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
    });

    it('a button of the list acts on its problem, which gets no post by that', async () => {
        const {harness, chat} = await inStorm();
        await press(harness, ACTION_STORM_LIST);
        const list = chat.toldPosts.at(-1)?.content ?? {props: {}};
        await press(harness, 'acknowledge0', list as never);
        expect(await submit(harness, {comment: 'on it'})).toEqual({});
        await tend(harness);
        await tend(harness);
        expect(harness.monitoring.commands).toHaveLength(1);
        expect(fieldOf(stormPosts(harness)[0] ?? {props: {}}, 'Taken care of')).toContain('1 of 6 acknowledged');
        expect(harness.chat.posts.size).toBe(LIMIT + 1);
    });
});
