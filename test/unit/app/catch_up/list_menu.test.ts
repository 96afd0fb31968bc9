import {describe, expect, it} from 'vitest';
import {ACTION_PICK} from '#contract';
import type {AppSettings} from '../../../../server-proxy/src/app/app_context';
import type {ListedProblem} from '../../../../server-proxy/src/app/catch_up/readings_port';
import {actionPolicy} from '../../../../server-proxy/src/domain/action/action_policy';
import {alertKey} from '../../../../server-proxy/src/domain/alert/alert_key';
import {momentAt} from '../../../../server-proxy/src/domain/alert/moment';
import {AppError} from '../../../../server-proxy/src/domain/errors';
import {FakeChat, FakeMonitoring} from '../../../support/app/fakes';
import {type AppHarness, problem, SERVICE_UUID, startHarness} from '../../../support/app/harness';
import {memoryWatch} from '../../../support/app/memory_watch';
import {shownIn} from '../../../support/app/node';

interface Menu {
    readonly id: string;
    readonly name: string;
    readonly options: readonly {readonly text: string; readonly value: string}[];
    readonly integration: {readonly url: string; readonly context: {readonly token: string}};
}

/** An app whose list of `count` problems is posted; nothing else is. */
const withList = async (count: number, settings: Partial<AppSettings> = {}) => {
    const more = {watchStore: memoryWatch()};
    const harness = await startHarness(settings, undefined, new FakeChat(), new FakeMonitoring(), undefined, more);
    const {clock, monitoring} = harness;
    const seconds = Math.floor(clock.now() / 1000);
    monitoring.open = Array.from({length: count}, (_, at): ListedProblem => {
        const hostUuid = `c36b8048-93ce-4385-ac19-${String(at).padStart(12, '0')}`;
        return {
            ...monitoring.status,
            target: {hostUuid, serviceUuid: SERVICE_UUID},
            hostName: `web${String(at).padStart(4, '0')}`,
            state: at === count - 1 ? 'CRITICAL' : 'WARNING',
            stateSince: momentAt(seconds - 300),
            checkedAt: momentAt(seconds - 5),
            freshAt: momentAt(seconds - 5),
        };
    });
    await harness.app.catchUp();
    const list = harness.post;
    const [attachment] = (list.props.attachments ?? []) as {actions?: Menu[]; text?: string}[];
    const menu = attachment?.actions?.[0];
    return {harness, list, menu, menuText: attachment?.text ?? ''};
};

let presses = 0;

const pick = (
    harness: AppHarness,
    list: {postId: string; channelId: string},
    menu: Menu | undefined,
    value: string,
) => {
    presses += 1;
    return harness.app.pressAction({
        userId: [...harness.chat.users.keys()][0] ?? '',
        postId: list.postId,
        channelId: list.channelId,
        triggerId: `pick${presses}`,
        token: menu?.integration.context.token,
        selectedOption: value,
    });
};

describe('the menu of a list of problems', () => {
    it('offers all of them, the most severe first', async () => {
        const {menu} = await withList(3);
        expect(menu).toMatchObject({id: ACTION_PICK, type: 'select'});
        expect(menu?.options.map(({text}) => text)).toEqual([
            'CRITICAL Ping on web0002',
            'WARNING Ping on web0000',
            'WARNING Ping on web0001',
        ]);
    });

    it('says how many more there are than it takes, and offers the most severe', async () => {
        const {menu, menuText} = await withList(137);
        expect(menu?.options).toHaveLength(100);
        expect(menu?.options[0]?.text).toBe('CRITICAL Ping on web0136');
        expect(menuText).toContain('37 more');
    });

    it('speaks German', async () => {
        const {menu, menuText} = await withList(101, {language: 'de'});
        expect(menu?.name).toBe('Problem auswählen');
        expect(menuText).toContain('1 weiteres');
    });

    it('brings a problem into the channel as its own living post, with buttons; twice is one post', async () => {
        const {harness, list, menu} = await withList(2);
        const [first] = menu?.options ?? [];
        expect(await pick(harness, list, menu, first?.value ?? '')).toEqual({
            ephemeralText: 'The problem now has a post.',
        });
        expect(harness.chat.posts.size).toBe(2);
        expect(shownIn(harness.post).look).toBe('problem');
        expect(harness.actions().length).toBeGreaterThan(0);
        expect(await pick(harness, list, menu, first?.value ?? '')).toEqual({
            ephemeralText: 'The problem now has a post.',
        });
        expect(harness.chat.posts.size).toBe(2);
        await harness.app.catchUp();
        expect(harness.chat.posts.size).toBe(2);
    });

    it('makes one post of two people who pick the same at the same moment', async () => {
        const {harness, list, menu} = await withList(2);
        const value = menu?.options[0]?.value ?? '';
        await Promise.all([pick(harness, list, menu, value), pick(harness, list, menu, value)]);
        expect(harness.chat.posts.size).toBe(2);
    });

    it('follows the picked problem to its end', async () => {
        const {harness, list, menu} = await withList(1);
        const [only] = harness.monitoring.open;
        await pick(harness, list, menu, menu?.options[0]?.value ?? '');
        const {hostUuid: hostuuid} = only?.target ?? {hostUuid: ''};
        const time = String(Math.floor(harness.clock.now() / 1000));
        await harness.notify(problem({hostuuid, notificationtype: 'RECOVERY', state: '0', time}));
        expect(shownIn(harness.post).look).toBe('recovered');
    });

    it('says of a problem that is over by then that it is, and posts nothing', async () => {
        const {harness, list, menu} = await withList(2);
        harness.monitoring.status = {...harness.monitoring.status, state: 'OK'};
        await expect(pick(harness, list, menu, menu?.options[0]?.value ?? '')).rejects.toThrow(
            'This problem is over: openITCOCKPIT shows OK.',
        );
        expect(harness.chat.posts.size).toBe(1);
    });

    it('refuses what it does not offer', async () => {
        const {harness, list, menu} = await withList(2);
        for (const value of ['', 'nonsense', alertKey({hostUuid: 'c36b8048-93ce-4385-ac19-ab5c90574b77'})]) {
            await expect(pick(harness, list, menu, value)).rejects.toMatchObject({code: 'bad_request'});
        }
        expect(harness.chat.posts.size).toBe(1);
    });

    it('refuses a replayed press, a forged token and one that was made for something else', async () => {
        const {harness, list, menu} = await withList(2);
        const value = menu?.options[0]?.value ?? '';
        const press = {userId: [...harness.chat.users.keys()][0] ?? '', postId: list.postId, channelId: list.channelId};
        const token = menu?.integration.context.token ?? '';
        const again = {...press, triggerId: 'the same', token, selectedOption: value};
        await harness.app.pressAction(again);
        await expect(harness.app.pressAction(again)).rejects.toMatchObject({code: 'replayed'});
        const forged = {...again, triggerId: 'forged', token: `${token}x`};
        await expect(harness.app.pressAction(forged)).rejects.toMatchObject({code: 'bad_signature'});
        // A button of the alert's post is not taken for the menu, nor the menu for a button.
        const ofPost = harness.actions()[0]?.integration.context.token;
        const other = {...again, triggerId: 'other', token: ofPost, postId: harness.post.postId, selectedOption: value};
        await harness.app.pressAction(other);
        expect(harness.chat.posts.size).toBe(2);
        await harness.clock.sleep(31 * 86_400_000);
        const late = {...again, triggerId: 'late'};
        await expect(harness.app.pressAction(late)).rejects.toMatchObject({code: 'expired'});
    });

    it.each([
        ['who may not write in the default channel', {}],
        ['whom the policy does not name', {actionPolicy: actionPolicy('listed', ['nobody'], new Map())}],
    ])('refuses people %s', async (_who, settings) => {
        const {harness, list, menu} = await withList(2, settings);
        harness.chat.outsiders.add([...harness.chat.users.keys()][0] ?? '');
        await expect(pick(harness, list, menu, menu?.options[0]?.value ?? '')).rejects.toMatchObject({
            code: 'forbidden',
        });
        expect(harness.chat.posts.size).toBe(1);
    });

    it('is not there, and answers nobody, with the two-way integration switched off', async () => {
        const {menu} = await withList(2, {twoWay: false});
        expect(menu).toBeUndefined();
    });

    it('says why where openITCOCKPIT cannot be asked, and works afterwards', async () => {
        const {harness, list, menu} = await withList(2);
        const value = menu?.options[0]?.value ?? '';
        harness.monitoring.failures = {read: new AppError('openitcockpit_unreachable', 'openITCOCKPIT is away')};
        await expect(pick(harness, list, menu, value)).rejects.toThrow('openITCOCKPIT is away');
        harness.monitoring.failures = {};
        await pick(harness, list, menu, value);
        expect(harness.chat.posts.size).toBe(2);
    });
});
