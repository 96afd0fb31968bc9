import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {
    type Listener,
    MattermostSite,
    type OpenDialog,
    type Person,
    type SitePost,
} from '../support/loop/mattermost_site';
import type {LoopHandler} from '../support/loop/service';
import {settle} from '../support/loop/settle';
import {type OpenitcockpitDouble, startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {PROBLEM} from '../support/plugin_host/scene';
import {builtBundle, pluginDoor} from '../support/real/plugin_door';
import {waitFor} from '../support/wait_for';

const {MATTERMOST_URL = '', MATTERMOST_ADMIN_TOKEN = ''} = process.env;
const bundle = builtBundle();
const ready = MATTERMOST_URL !== '' && MATTERMOST_ADMIN_TOKEN !== '' && bundle !== undefined;

interface Action {
    readonly id: string;
    readonly name: string;
    readonly cookie?: string;
}

interface Shown extends SitePost {
    readonly props: SitePost['props'] & {attachments?: {actions?: Action[]}[]};
}

describe.skipIf(!ready)(
    'subscriptions on a real Mattermost (needs MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN and npm run dist)',
    () => {
        let monitoring: OpenitcockpitDouble;
        let site: MattermostSite;
        let handler: LoopHandler;
        let jane: Person;
        let listener: Listener;

        beforeAll(async () => {
            monitoring = await startOpenitcockpitDouble({commandDelayMs: 300});
            monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
            site = await MattermostSite.setUp(MATTERMOST_URL, MATTERMOST_ADMIN_TOKEN);
            jane = await site.person('jane', 'Jane Roe');
            await site.call('PUT', `/users/${jane.id}/roles`, {roles: 'system_user system_admin'});
            listener = await site.listen(jane);
            const settings = {
                OPENITCOCKPIT_URL: monitoring.url,
                OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
                DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
            };
            const mattermost = {url: MATTERMOST_URL, adminToken: MATTERMOST_ADMIN_TOKEN, stop: async () => undefined};
            handler = await pluginDoor(bundle ?? '').start({mattermost, site, settings});
            await settle(handler);
        });
        afterAll(async () => {
            listener?.close();
            await handler?.remove();
            await monitoring?.stop();
        });

        const after = async (event: string, work: () => Promise<unknown>): Promise<Record<string, unknown>> => {
            const from = listener.events.length;
            await work();
            const found = await waitFor(async () => listener.events.slice(from).find((one) => one.event === event));
            return found.data ?? {};
        };
        const shown = async (event: string, work: () => Promise<unknown>): Promise<Shown> =>
            JSON.parse(String((await after(event, work)).post)) as Shown;
        const dialog = async (work: () => Promise<unknown>): Promise<OpenDialog> =>
            JSON.parse(String((await after('open_dialog', work)).dialog)) as OpenDialog;

        it('lead from the dialog over the preview to a post in a channel of their own, and away again', async () => {
            const {id: network} = await site.call(
                'POST',
                '/channels',
                {team_id: site.team.id, name: 'network', display_name: 'Network', type: 'P'},
                jane.token,
            );
            const channelId = String(network);
            const type = (command: string) =>
                site.call(
                    'POST',
                    '/commands/execute',
                    {channel_id: channelId, team_id: site.team.id, command},
                    jane.token,
                );
            const submit = (opened: OpenDialog, submission: Record<string, unknown>) =>
                site.call(
                    'POST',
                    '/actions/dialogs/submit',
                    {
                        type: 'dialog_submission',
                        url: opened.url,
                        callback_id: opened.dialog.callback_id,
                        state: opened.dialog.state,
                        channel_id: channelId,
                        team_id: site.team.id,
                        user_id: jane.id,
                        submission,
                        cancelled: false,
                    },
                    jane.token,
                );
            const press = (post: Shown, name: string) => {
                const actions = post.props.attachments?.flatMap((one) => one.actions ?? []) ?? [];
                const action: Action | undefined = actions.find((one) => one.name === name);
                const path = `/posts/${post.id}/actions/${action?.id}`;
                return site.call('POST', path, {cookie: action?.cookie}, jane.token);
            };
            const which = await dialog(() => type('/openitcockpit subscribe'));
            expect(which.dialog.elements).toHaveLength(11);
            const wrong = await submit(which, {hosts: 'web*', services: 'x'.repeat(300)});
            expect(JSON.stringify(wrong)).toContain('longer than 200 characters');
            const preview = await shown('ephemeral_message', () => submit(which, {hosts: 'web*'}));
            expect(preview.message).toContain('not saved yet');
            const loud = await dialog(() => press(preview, 'How loud…'));
            expect(loud.dialog.elements).toHaveLength(10);
            const louder = await shown('post_edited', () => submit(loud, {critical_mention: '@here @nobody.at.all'}));
            expect(louder.id).toBe(preview.id);
            expect(louder.message).toContain('Nobody is called this in Mattermost: `@nobody.at.all`');
            const saved = await shown('post_edited', () => press(louder, 'Save'));
            expect(saved.message).toContain('has subscribed');

            await handler.notify(PROBLEM);
            await waitFor(async () => (await site.posts(channelId)).some(({props}) => props.oitc_alert !== undefined));
            expect(await site.alerts()).toEqual([]);

            const list = await shown('ephemeral_message', () => type('/openitcockpit subscriptions'));
            expect(list.message).toContain('1 subscription');
            const edit = await dialog(() => press(list, 'Edit'));
            expect(JSON.stringify(edit.dialog.elements)).toContain('web*');
            const asked = await shown('post_edited', () => press(list, 'Remove'));
            const removed = await shown('post_edited', () => press(asked, 'Remove'));
            expect(removed.message).toContain('Removed from');
        }, 120_000);
    },
);
