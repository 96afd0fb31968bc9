import {describe, expect, it} from 'vitest';
import type {Asker} from '../../../../server-proxy/src/app/commands/find_objects';
import {actionPolicy} from '../../../../server-proxy/src/domain/action/action_policy';
import type {BulkKind} from '../../../../server-proxy/src/domain/action/bulk_action';
import {parseBulkFilter} from '../../../../server-proxy/src/domain/alert/bulk_filter';
import {FakeChat} from '../../../support/app/fakes';
import {startHarness} from '../../../support/app/harness';
import {ManyMonitoring} from '../../../support/app/many_monitoring';
import {MemoryBulk} from '../../../support/app/memory_bulk';
import {QuickClock} from '../../../support/app/quick_clock';

interface Button {
    readonly name: string;
    readonly integration: {readonly context: {readonly token: string}};
}

const start = async (count = 25, settings: Parameters<typeof startHarness>[0] = {}) => {
    const monitoring = new ManyMonitoring(count);
    const chat = new FakeChat();
    const clock = new QuickClock();
    const jane = chat.addUser('jane', {fullName: 'Jane Roe'});
    const harness = await startHarness(settings, undefined, chat, monitoring, undefined, {
        clock,
        bulkStore: new MemoryBulk(),
    });
    monitoring.now = () => clock.now();
    const asker: Asker = {
        userId: jane.id,
        siteUrl: 'https://chat.example.org',
        language: 'en',
        command: '/openitcockpit ack',
    };
    const preview = async (typed: string, kind: BulkKind, by = asker) => {
        const {text, attachments} = await harness.app.previewBulk(by, kind, parseBulkFilter(typed));
        const [attachment] = attachments as readonly {text: string; actions: Button[]}[];
        return {text: `${text}${attachment?.text ?? ''}`, button: attachment?.actions[0]};
    };
    let presses = 0;
    const press = (button: Button | undefined, userId = jane.id) => {
        presses += 1;
        return harness.app.pressAction({
            userId,
            postId: 'ephemeral',
            channelId: 'channelx',
            triggerId: `trigger${presses}`,
            token: button?.integration.context.token,
            selectedOption: '',
        });
    };
    const submit = (submission: Record<string, unknown>, userId = jane.id) =>
        harness.app.submitDialog({
            userId,
            channelId: 'channelx',
            state: chat.dialogs.at(-1)?.dialog.state,
            submission,
        });
    const german: Asker = {...asker, language: 'de'};
    return {harness, monitoring, chat, clock, jane, preview, press, submit, german};
};

const shownIn = (chat: FakeChat): string => [...chat.posts.values()].at(-1)?.message.replaceAll('\u200b', '') ?? '';

describe('/openitcockpit ack, downtime, unack', () => {
    it('reads a filter as lists of problems do, and a host with its services', () => {
        expect(parseBulkFilter('web critical host:db01')).toEqual({
            words: ['web'],
            states: ['CRITICAL'],
            host: 'db01',
            typed: 'host:db01 web critical',
        });
        expect(parseBulkFilter('host:"my host" ping').host).toBe('my host');
        expect(parseBulkFilter('')).toEqual({words: [], states: [], host: '', typed: ''});
    });

    it('shows only to the person what would be hit, and does it after the dialog', async () => {
        const {harness, monitoring, chat, preview, press, submit} = await start();
        const {text, button} = await preview('host:host1', 'acknowledge');
        expect(text).toContain('This would acknowledge **10 objects on 1 host**:');
        expect(text).toContain('- CRITICAL service10 on host1');
        expect(text).not.toContain('everything');
        expect(chat.posts.size).toBe(0);
        expect(await press(button)).toEqual({ephemeralText: ''});
        const {dialog} = chat.dialogs.at(-1) ?? {};
        expect(dialog?.elements.map(({name}) => name)).toEqual(['comment', 'sticky', 'notify']);
        // What comes later is not meant.
        monitoring.thing(3).hostName = 'host1';
        expect(await submit({comment: 'power cut'})).toEqual({});
        await harness.app.idle();
        expect(shownIn(chat)).toContain('acknowledged 10 objects on 1 host: 10 of 10 confirmed');
        expect(monitoring.thing(3).acknowledged).toBe(false);
        expect(chat.told.map(({message}) => message)).toEqual(['Under way.']);
    });

    it('a downtime is asked for with its times, a removal with nothing', async () => {
        const {harness, monitoring, chat, preview, press, submit} = await start(5);
        const down = await preview('service1', 'schedule_downtime');
        await press(down.button);
        expect(await submit({length: '1h', start: '', end: '', comment: 'disk'})).toEqual({});
        await harness.app.idle();
        expect(monitoring.thing(1).inDowntime).toBe(true);
        const ack = await preview('service2', 'acknowledge');
        await press(ack.button);
        await submit({comment: 'disk'});
        await harness.app.idle();
        const unack = await preview('', 'remove_acknowledgement');
        expect(unack.text).toContain('the acknowledgements of **1 object on 1 host**');
        await press(unack.button);
        expect(chat.dialogs.at(-1)?.dialog.elements).toEqual([]);
        expect(await submit({})).toEqual({});
        await harness.app.idle();
        expect(monitoring.thing(2).acknowledged).toBe(false);
    });

    it('a recheck is asked for with nothing, and confirmed by a new result of each object', async () => {
        const {harness, monitoring, chat, preview, press, submit} = await start(25, {recheckHorizonMs: 0});
        const {text, button} = await preview('', 'recheck');
        expect(text).toContain('This would recheck **25 objects on 3 hosts**');
        await press(button);
        expect(chat.dialogs.at(-1)?.dialog.elements).toEqual([]);
        expect(await submit({})).toEqual({});
        await harness.app.idle();
        expect(monitoring.requests.map(({kind, keys}) => [kind, keys.length])).toEqual([['recheck', 25]]);
        expect(shownIn(chat)).toContain('rechecked 25 objects on 3 hosts: 25 of 25 confirmed');
    });

    it('a filter that matches nothing says so', async () => {
        const {preview} = await start(5);
        expect(await preview('nosuch', 'acknowledge')).toEqual({
            text: 'Nothing matches "nosuch", so nothing was done.',
            button: undefined,
        });
        expect((await preview('', 'remove_acknowledgement')).text).toBe(
            'No problem is acknowledged, so nothing was done.',
        );
    });

    it('a filter that matches everything says so', async () => {
        const {preview} = await start(5);
        expect((await preview('', 'acknowledge')).text).toContain('This is everything that there is');
        expect((await preview('service', 'acknowledge')).text).toContain('This is everything that there is');
        expect((await preview('service1', 'acknowledge')).text).not.toContain('everything');
    });

    it('an empty comment is asked for again, and so is one that nobody can see', async () => {
        const {harness, monitoring, preview, press, submit} = await start(5);
        await press((await preview('', 'acknowledge')).button);
        const missing = {errors: {comment: 'Please say what you are doing about it.'}};
        expect(await submit({comment: ''})).toEqual(missing);
        expect(await submit({comment: '\u200b\u200d\u2060 \u00ad'})).toEqual(missing);
        await harness.app.idle();
        expect(monitoring.requests).toEqual([]);
    });

    it('a dialog that is submitted twice is done once', async () => {
        const {harness, monitoring, preview, press, submit} = await start(5);
        await press((await preview('', 'acknowledge')).button);
        const both = await Promise.allSettled([submit({comment: 'power cut'}), submit({comment: 'power cut'})]);
        await harness.app.idle();
        expect(both.filter(({status}) => status === 'fulfilled')).toHaveLength(1);
        await expect(submit({comment: 'power cut'})).rejects.toThrow('it was not done twice');
        expect(monitoring.requests.map(({keys}) => keys.length)).toEqual([5]);
    });

    it('what was shown first is out of date once something else was shown', async () => {
        const {preview, press} = await start(5);
        const first = await preview('service1', 'acknowledge');
        await preview('', 'acknowledge');
        await expect(press(first.button)).rejects.toThrow('This is out of date');
    });

    it('nobody else can press the button, or send the dialog of somebody else', async () => {
        const {chat, preview, press, submit} = await start(5);
        const {button} = await preview('', 'acknowledge');
        const eve = chat.addUser('eve');
        await expect(press(button, eve.id)).rejects.toMatchObject({code: 'bad_signature'});
        await press(button);
        await expect(submit({comment: 'power cut'}, eve.id)).rejects.toMatchObject({code: 'bad_signature'});
    });

    it('a person without rights is not even shown what would be hit', async () => {
        const {chat, jane, preview} = await start(5);
        chat.outsiders.add(jane.id);
        await expect(preview('', 'acknowledge')).rejects.toMatchObject({code: 'forbidden'});
    });

    it('two-way integration that is off means no bulk actions either', async () => {
        const {preview} = await start(5, {twoWay: false});
        await expect(preview('', 'acknowledge')).rejects.toMatchObject({code: 'two_way_off'});
    });

    it('a downtime for a host takes its services along, whatever their state', async () => {
        const {harness, monitoring, preview, press, submit} = await start(25);
        monitoring.thing(12).state = 'OK';
        monitoring.thing(13).acknowledged = true;
        const {text, button} = await preview('host:host1', 'schedule_downtime');
        expect(text).toContain('**10 objects on 1 host**');
        await press(button);
        expect(await submit({length: '1h', start: '', end: '', comment: 'new disks'})).toEqual({});
        await harness.app.idle();
        const inDowntime = Array.from({length: 25}, (_, at) => monitoring.thing(at)).filter(
            (thing) => thing.inDowntime,
        );
        expect(new Set(inDowntime.map(({hostName}) => hostName))).toEqual(new Set(['host1']));
        expect(inDowntime).toHaveLength(10);
    });

    it('is in the language of the person: what it would hit, and the dialog', async () => {
        const {chat, jane, preview, press, german} = await start();
        chat.users.set(jane.id, {...jane, language: 'de'});
        const {text, button} = await preview('host:host1', 'acknowledge', german);
        expect(text).toContain('**10 Objekte auf 1 Host**');
        await press(button);
        expect(chat.dialogs.at(-1)?.dialog.title).toBe('Bestätigen');
        expect((await preview('nosuch', 'acknowledge', german)).text).toContain('„nosuch“');
    });

    it.each([
        ['listed', actionPolicy('listed', ['bob'], new Map()), 'not one of the people who may act'],
        ['mapped', actionPolicy('mapped', [], new Map()), 'not mapped to an openITCOCKPIT user'],
    ])('whom the policy %s does not allow to act hits nothing, and reads why', async (_name, policy, because) => {
        const {harness, monitoring, preview, press} = await start(5, {actionPolicy: policy});
        const tried = preview('', 'acknowledge').then(({button}) => press(button));
        await expect(tried).rejects.toThrow(because);
        await harness.app.idle();
        expect(monitoring.requests).toEqual([]);
    });
});
