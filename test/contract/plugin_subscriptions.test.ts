import {describe, expect, it} from 'vitest';
import type {SubscriptionsAnswer} from '#contract';
import type {Listener, OpenDialog, Person} from '../support/loop/mattermost_site';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {waitFor} from '../support/wait_for';

/** Processes start and stop. */
const LONG = 120_000;

interface Shown {
    readonly id: string;
    readonly message: string;
    readonly props: {
        readonly attachments: readonly {
            readonly text?: string;
            readonly actions?: readonly {readonly id: string; readonly name: string; readonly cookie: string}[];
        }[];
    };
}

/** An administrator of channels, in front of a channel. */
class Subscriber {
    private constructor(
        readonly scene: Scene,
        readonly person: Person,
        private readonly listener: Listener,
        readonly channelId: string,
    ) {}

    static async of(scene: Scene, person: Person, channelId = scene.site.channel.id): Promise<Subscriber> {
        return new Subscriber(scene, person, await scene.site.listen(person), channelId);
    }

    /** @returns what Mattermost itself says; the answer is a post that only they see */
    type(line: string): Promise<string> {
        const {person, channelId} = this;
        return this.scene.plugin.host.command({userId: person.id, channelId, line: `/openitcockpit ${line}`});
    }

    async after(work: () => Promise<unknown>, event = 'ephemeral_message', fits = ''): Promise<Shown> {
        const from = this.listener.events.length;
        await work();
        const {data} = await waitFor(async () =>
            this.listener.events
                .slice(from)
                .find((one) => one.event === event && String(one.data?.post).includes(fits)),
        );
        return JSON.parse(String(data?.post)) as Shown;
    }

    answer(line: string): Promise<Shown> {
        return this.after(() => this.type(line));
    }

    async dialog(work: () => Promise<unknown>): Promise<OpenDialog> {
        const from = this.listener.events.length;
        await work();
        const {data} = await waitFor(async () =>
            this.listener.events.slice(from).find((one) => one.event === 'open_dialog'),
        );
        return JSON.parse(String(data?.dialog)) as OpenDialog;
    }

    press(shown: Shown, name: string): Promise<unknown> {
        const action = shown.props.attachments.flatMap(({actions = []}) => actions).find((one) => one.name === name);
        if (!action) {
            throw new Error(`there is no button ${name} in ${JSON.stringify(shown)}`);
        }
        const path = `/posts/${shown.id}/actions/${action.id}`;
        return this.scene.site.call('POST', path, {cookie: action.cookie}, this.person.token);
    }

    /** @returns what replaces the answer */
    pressed(shown: Shown, name: string): Promise<Shown> {
        return this.after(() => this.press(shown, name), 'post_edited');
    }

    submit(dialog: OpenDialog, submission: Record<string, unknown>): Promise<Record<string, unknown>> {
        return this.scene.site.call(
            'POST',
            '/actions/dialogs/submit',
            {
                type: 'dialog_submission',
                url: dialog.url,
                callback_id: dialog.dialog.callback_id,
                state: dialog.dialog.state,
                channel_id: this.channelId,
                team_id: this.scene.site.team.id,
                user_id: this.person.id,
                submission,
                cancelled: false,
            },
            this.person.token,
        );
    }

    async subscribed(flags: string): Promise<Shown> {
        return this.pressed(await this.answer(`subscribe ${flags}`), 'Save');
    }

    async console(body: Record<string, unknown>, token = this.person.token) {
        const response = await fetch(`${this.scene.url}/api/v1/subscriptions`, {
            method: 'POST',
            headers: {'Content-Type': 'application/json', Authorization: `Bearer ${token}`},
            body: JSON.stringify({language: 'en', ...body}),
        });
        return {status: response.status, ...((await response.json()) as SubscriptionsAnswer)};
    }
}

const promote = ({double}: Scene, person: Person, roles = 'system_user system_admin'): void => {
    Object.assign(double.server.directory.users.get(person.id) ?? {}, {roles});
};

const administrator = async (more = {}): Promise<Subscriber> => {
    const scene = await Scene.start(more);
    promote(scene, scene.jane);
    return Subscriber.of(scene, scene.jane);
};

const channelOf = async ({site}: Scene, name: string, members: readonly Person[]): Promise<string> => {
    const {id} = await site.call('POST', '/channels', {
        team_id: site.team.id,
        name,
        display_name: name,
        type: 'P',
    });
    for (const {id: user_id} of members) {
        await site.call('POST', `/channels/${id}/members`, {user_id});
    }
    return String(id);
};

describe('/openitcockpit subscribe', {timeout: LONG}, () => {
    it('leads from the dialog over the preview to a subscription, which brings a post to that channel', async () => {
        const jane = await administrator();
        const {scene} = jane;
        const network = await channelOf(scene, 'network', [scene.jane]);
        const there = await Subscriber.of(scene, scene.jane, network);
        const dialog = await there.dialog(() => there.type('subscribe'));
        expect(dialog.dialog.title).toBe('Which problems');
        const preview = await there.after(
            () => there.submit(dialog, {hosts: 'web*', state_from: 'critical'}),
            'ephemeral_message',
            'not saved yet',
        );
        expect(preview.message).toContain('CRITICAL and DOWN only; hosts `web*`');
        expect(preview.message).toMatch(/Today \d+ hosts?, \d+ services?; now \d+ problems?/);
        expect((await there.console({act: 'list'})).rows).toEqual([]);

        const loud = await there.dialog(() => there.press(preview, 'How loud…'));
        const again = await there.after(
            () => there.submit(loud, {critical_mention: '@here', escalation_minutes: '15'}),
            'post_edited',
        );
        expect(again.id).toBe(preview.id);
        expect(again.message).toContain('critical: `@here`; not acknowledged after 15 min: once more');
        expect((await there.pressed(again, 'Save')).message).toContain('has subscribed');
        expect((await there.pressed(again, 'Save')).message).toContain('used already');
        expect((await there.console({act: 'list'})).rows).toHaveLength(1);

        await scene.notify(PROBLEM);
        await waitFor(async () => (await scene.site.posts(network)).some(({props}) => props.oitc_alert !== undefined));
        expect(await scene.site.alerts()).toEqual([]);
    });

    it('takes flags instead of the dialog, and says what it does not understand', async () => {
        const jane = await administrator();
        const preview = await jane.answer('subscribe hosts="Web 1",sw-* state=critical critical=@here');
        expect(preview.message).toContain('hosts `Web 1`, `sw-*`');
        const wrong = await jane.answer('subscribe hosst=a');
        expect(wrong.message).toContain('did you mean `hosts`?');
        expect((await jane.answer('subscribe priority=9')).message).toContain('`priority`: “9” is not possible here');
        expect((await jane.pressed(preview, 'Cancel')).message).toBe('Nothing was saved.');
        expect((await jane.answer('subscriptions')).message).toContain('has no subscriptions');
    });

    it('says before saving that somebody who is mentioned is not in the channel, or does not exist', async () => {
        const jane = await administrator();
        const {scene} = jane;
        const network = await channelOf(scene, 'network', [scene.jane]);
        const bob = await scene.site.person('bob', 'Bob Smith');
        const there = await Subscriber.of(scene, scene.jane, network);
        const {message} = await there.answer(
            `subscribe critical="@${bob.username} @here @${scene.jane.username} @nobody.at.all"`,
        );
        expect(message).toContain(`the mention does not reach them there: \`@${bob.username}\``);
        expect(message).toContain('Nobody is called this in Mattermost: `@nobody.at.all`');
        expect(message).not.toContain(`\`@${scene.jane.username}\`,`);
    });

    it('is for system administrators; in listed channels for their own administrators; for nobody else', async () => {
        const scene = await Scene.start();
        const [bob, guest] = [await scene.site.person('bob', 'Bob'), await scene.site.person('gus', 'Gus')];
        promote(scene, guest, 'system_guest');
        const {id: own} = await scene.site.call(
            'POST',
            '/channels',
            {team_id: scene.site.team.id, name: 'own', display_name: 'own', type: 'P'},
            bob.token,
        );
        const inOwn = await Subscriber.of(scene, bob, String(own));
        expect((await inOwn.answer('subscribe')).message).toContain('Only system administrators can subscribe');
        scene.settings.SelfSubscribingChannels = `${scene.site.team.name}/alerts`;
        await scene.plugin.host.configurationChanged();
        expect((await inOwn.answer('subscribe')).message).toContain('Channels that subscribe themselves');
        scene.settings.SelfSubscribingChannels = `${scene.site.team.name}/own, ${scene.site.team.name}/gone`;
        await scene.plugin.host.configurationChanged();
        expect((await inOwn.subscribed('hosts=web*')).message).toContain('has subscribed');
        const inAlerts = await Subscriber.of(scene, bob);
        expect((await inAlerts.answer('subscribe')).message).toContain('Channels that subscribe themselves');
        // Nor can it send what it sees to a channel that is not its own.
        const elsewhere = await inOwn.answer(`subscribe after=5 after-channel=alerts`);
        expect(elsewhere.message).toContain('You cannot send alerts to alerts');
        await scene.site.call('POST', `/channels/${own}/members`, {user_id: guest.id});
        await scene.site.call('POST', `/channels/${own}/members`, {user_id: scene.jane.id});
        const asGuest = await Subscriber.of(scene, guest, String(own));
        expect((await asGuest.answer('subscriptions')).message).toContain('Guests cannot');
        const asMember = await Subscriber.of(scene, scene.jane, String(own));
        const list = await asMember.answer('subscriptions');
        expect(list.message).toContain('1 subscription');
        expect(list.props.attachments.flatMap(({actions = []}) => actions)).toEqual([]);
        expect((await asMember.answer('unsubscribe')).message).toContain('administrators of this channel');
        expect((await asMember.answer('subscriptions all')).message).toContain('Only system administrators');
        expect((await asMember.console({act: 'list'})).status).toBe(403);
    });

    it('has buttons and dialogs for the person alone who asked, and for as long as they may', async () => {
        const jane = await administrator();
        const {scene} = jane;
        const bob = await scene.site.person('bob', 'Bob Smith');
        promote(scene, bob);
        const other = await Subscriber.of(scene, bob);
        const dialog = await jane.dialog(() => jane.type('subscribe'));
        await expect(other.submit(dialog, {hosts: 'web*'})).rejects.toThrow();
        const preview = await jane.after(() => jane.submit(dialog, {hosts: 'web*'}));
        const refused = await other.after(() => other.press(preview, 'Save'));
        expect(refused.message).toContain('meant for somebody else');
        promote(scene, scene.jane, 'system_user');
        const late = await jane.after(() => jane.press(preview, 'Save'));
        expect(late.message).toContain('Only system administrators');
        expect((await other.console({act: 'list'})).rows).toEqual([]);
    });

    it('keeps what the second of two people typed who edit at once', async () => {
        const jane = await administrator();
        const bob = await jane.scene.site.person('bob', 'Bob Smith');
        promote(jane.scene, bob);
        const other = await Subscriber.of(jane.scene, bob);
        await jane.subscribed('hosts=web*');
        const [hers, his] = [await jane.answer('subscriptions'), await other.answer('subscriptions')];
        const open = (who: Subscriber, shown: Shown) => who.dialog(() => who.press(shown, 'Edit'));
        const [her, him] = [await open(jane, hers), await open(other, his)];
        const first = await jane.after(() => jane.submit(her, {hosts: 'db*'}), 'post_edited');
        const second = await other.after(() => other.submit(him, {hosts: 'mail*'}), 'post_edited');
        await jane.pressed(first, 'Save');
        const told = await other.pressed(second, 'Save');
        expect(told.message).toContain('has changed this subscription meanwhile');
        expect(told.message).toContain('Stored now: problems of hosts and services; hosts `db*`');
        expect(told.message).toContain('hosts `mail*`');
        expect((await other.pressed(told, 'Save')).message).toContain('has been changed');
        expect((await jane.console({act: 'list'})).rows).toMatchObject([{which: expect.stringContaining('mail*')}]);
        // The same when it has been removed.
        const third = await jane.dialog(async () => jane.press(await jane.answer('subscriptions'), 'Edit'));
        const asked = await other.pressed(await other.answer('unsubscribe'), 'Remove');
        expect((await other.pressed(asked, 'Remove')).message).toContain('Removed from');
        const kept = await jane.after(() => jane.submit(third, {hosts: 'ldap*'}), 'post_edited');
        const gone = await jane.pressed(kept, 'Save');
        expect(gone.message).toContain('has been removed meanwhile');
        expect((await jane.pressed(gone, 'Save')).message).toContain('has subscribed');
    });

    it('says of a channel that is archived, and of one that the bot was removed from', async () => {
        const jane = await administrator();
        const {scene} = jane;
        const network = await channelOf(scene, 'network', [scene.jane]);
        const there = await Subscriber.of(scene, scene.jane, network);
        await there.subscribed('hosts=web*');
        const bot = scene.double.server.directory.userByName('openitcockpit')?.id ?? '';
        const channel = scene.double.server.directory.channels.get(network);
        expect(channel?.members.has(bot)).toBe(true);
        channel?.members.delete(bot);
        expect((await there.answer('subscriptions')).message).toContain('The bot has been removed');
        expect((await there.console({act: 'list'})).rows?.[0]?.trouble).toContain('The bot has been removed');
        Object.assign(channel ?? {}, {deleteAt: Date.now()});
        expect((await jane.answer('subscriptions all')).message).toContain('is archived');
        expect((await jane.console({act: 'list'})).rows?.[0]?.trouble).toContain('is archived');
        await scene.plugin.disable();
        await scene.plugin.enable();
        await waitFor(async () => JSON.stringify(await scene.health()).includes('is archived'));
    });

    it('audits every change with who made it', async () => {
        const jane = await administrator();
        await jane.subscribed('hosts=web*');
        const asked = await jane.pressed(await jane.answer('unsubscribe'), 'Remove');
        await jane.pressed(asked, 'Remove');
        const {message} = await jane.answer('audit');
        expect(message).toContain('subscribe channel');
        expect(message).toContain('unsubscribe channel');
        expect(message).toContain('/alerts');
        expect(message).toContain('web');
    });
});

describe('subscriptions in the System Console', {timeout: LONG}, () => {
    it('are listed, edited, exported and imported; a wrong import says what is wrong and changes nothing', async () => {
        const jane = await administrator();
        await jane.subscribed('hosts=web* critical=@here');
        const {rows = []} = await jane.console({act: 'list'});
        const [row] = rows;
        expect(row).toMatchObject({
            channel: expect.stringMatching(/\/alerts$/),
            loud: expect.stringContaining('@here'),
        });
        const {fields = []} = await jane.console({act: 'form', id: row?.id});
        expect(fields.find(({name}) => name === 'hosts')).toMatchObject({label: 'Hosts', value: 'web*'});
        const {file = ''} = await jane.console({act: 'export'});
        const edit = {act: 'save', id: row?.id, revision: row?.revision};
        expect((await jane.console({...edit, fields: {priority_from: '7'}})).mistakes).toHaveProperty('priority_from');
        const saved = await jane.console({...edit, fields: {hosts: 'db*'}});
        expect(saved.rows).toMatchObject([{which: expect.stringContaining('db*')}]);
        expect((await jane.console({...edit, fields: {hosts: 'x'}})).refusal).toContain('has changed');

        for (const [wrong, why] of [
            ['no JSON', 'not JSON'],
            [file.replace('"version": 1', '"version": 2'), 'version 2'],
            [file.replace('"hosts"', '"host"'), 'subscriptions.0.filter'],
            [file.replace(/"channelId": "\w+"/, '"channelId": "nowhere/atall"'), 'nowhere/atall'],
        ] as const) {
            expect((await jane.console({act: 'import', file: wrong})).refusal).toContain(why);
        }
        const one = JSON.parse(file).subscriptions[0];
        const many = Array.from({length: 1001}, (_, at) => ({...one, id: `s${at}`}));
        const most = {version: 1, subscriptions: many};
        expect((await jane.console({act: 'import', file: JSON.stringify(most)})).refusal).toContain('1000');
        expect((await jane.console({act: 'list'})).rows).toMatchObject([{which: expect.stringContaining('db*')}]);
        expect((await jane.console({act: 'import', file})).rows).toMatchObject([
            {which: expect.stringContaining('web*'), by: expect.stringContaining('jane')},
        ]);
        // Whoever had opened the form before learns of it.
        expect((await jane.console({...edit, fields: {hosts: 'x'}})).refusal).toContain('has changed');
        const [imported] = (await jane.console({act: 'list'})).rows ?? [];
        const removed = await jane.console({act: 'remove', id: imported?.id, revision: imported?.revision});
        expect(removed.rows).toEqual([]);
    });
});
