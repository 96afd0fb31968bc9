import {screen, waitFor} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {renderAdminSetting} from '../support/webapp/render_plugin';

const KEY = 'IncomingWebhook';
const LIST = '/api/v4/hooks/incoming?page=0&per_page=200';
const HOOKS = '/api/v4/hooks/incoming';
const HOOK = {id: 'hookhookhookhookhookhookho', description: 'openITCOCKPIT for Mattermost'};
const OTHER = {id: 'otherotherotherotherothero', description: 'CI'};
const CHANNEL_ID = 'channelchannelchannelchann';
const CHANNEL = '/api/v4/teams/name/ops/channels/name/alerts';

const savedChannel = (defaultchannel: string) => ({
    config: {PluginSettings: {Plugins: {[PLUGIN_ID]: {defaultchannel}}}},
});
const READY = savedChannel('ops/alerts');

const render = async (hooks: readonly unknown[], options: Parameters<typeof renderAdminSetting>[1] = READY) => {
    const page = await renderAdminSetting(KEY, options);
    page.server.answer(LIST, {body: hooks});
    return page;
};
const createButton = () => screen.getByRole('button', {name: 'Create…'});
const address = () => screen.findByLabelText<HTMLInputElement>('Address of the incoming webhook');

describe('the incoming webhook in the System Console', () => {
    test('is created after a question, once it is known that there is none, and shows its address', async () => {
        const {server, user} = await render([OTHER]);
        expect(await screen.findByText('The plugin has not created one.')).toBeVisible();
        await user.click(createButton());
        expect(screen.getByText(/posts to ops\/alerts, and only there\?/)).toBeVisible();
        expect(server.requests.map(({method}) => method)).toEqual(['GET']);

        server.answer(LIST, {body: [OTHER]}, {body: [OTHER, HOOK]});
        server.answer(CHANNEL, {body: {id: CHANNEL_ID}});
        server.answer(HOOKS, {status: 201, body: HOOK});
        await user.click(screen.getByRole('button', {name: 'Create webhook'}));
        expect(await address()).toHaveValue(`${server.url}/hooks/${HOOK.id}`);
        expect(screen.getByText(/Administration › Mattermost.*WEBHOOK_URL/)).toBeVisible();
        expect(server.requests.find(({method}) => method === 'POST')).toMatchObject({
            path: HOOKS,
            headers: {'x-csrf-token': 'csrf-token'},
            body: {
                channel_id: CHANNEL_ID,
                channel_locked: true,
                description: HOOK.description,
                // Mattermost takes only what could be a user's name.
                username: expect.stringMatching(/^[a-z][a-z0-9._-]{2,21}$/),
            },
        });
    });

    test('is not created twice: one that somebody made meanwhile is shown', async () => {
        const {server, user} = await render([]);
        await screen.findByText('The plugin has not created one.');
        server.answer(LIST, {body: [HOOK]});
        await user.click(createButton());
        await user.click(screen.getByRole('button', {name: 'Create webhook'}));
        expect(await address()).toHaveValue(`${server.url}/hooks/${HOOK.id}`);
        expect(server.requests.some(({method}) => method === 'POST')).toBe(false);
    });

    test('is found on a later page', async () => {
        const {server} = await renderAdminSetting(KEY, READY);
        server.answer(LIST, {body: Array.from({length: 200}, () => OTHER)});
        server.answer('?page=1&per_page=200', {body: [HOOK]});
        expect(await address()).toHaveValue(`${server.url}/hooks/${HOOK.id}`);
    });

    test('is deleted after a question, and can be kept', async () => {
        const {server, user} = await render([HOOK]);
        await address();
        await user.click(screen.getByRole('button', {name: 'Delete…'}));
        expect(screen.getByText(/refused from then on/)).toBeVisible();
        await user.click(screen.getByRole('button', {name: 'Cancel'}));
        expect(screen.queryByText(/refused from then on/)).toBeNull();
        expect(server.requests).toHaveLength(1);

        await user.click(screen.getByRole('button', {name: 'Delete…'}));
        server.answer(LIST, {body: []});
        await user.click(screen.getByRole('button', {name: 'Delete webhook'}));
        expect(await screen.findByText('The plugin has not created one.')).toBeVisible();
        expect(server.requests[1]).toMatchObject({method: 'DELETE', path: `${HOOKS}/${HOOK.id}`});
    });

    test('needs a saved default channel', async () => {
        await render([], savedChannel(' '));
        expect(await screen.findByText(/Fill in “Default channel” first, and save/)).toBeVisible();
        expect(createButton()).toBeDisabled();
    });

    test('takes the id of a channel as well', async () => {
        const {server, user} = await render([], savedChannel(CHANNEL_ID));
        await screen.findByText('The plugin has not created one.');
        server.answer(LIST, {body: []}, {body: [HOOK]});
        server.answer(`/api/v4/channels/${CHANNEL_ID}`, {body: {id: CHANNEL_ID}});
        await user.click(createButton());
        await user.click(screen.getByRole('button', {name: 'Create webhook'}));
        await address();
        expect(server.requests.find(({method}) => method === 'POST')?.body).toMatchObject({channel_id: CHANNEL_ID});
    });

    test('says that the channel is not there', async () => {
        const {server, user} = await render([]);
        await screen.findByText('The plugin has not created one.');
        server.answer(LIST, {body: []});
        server.answer(CHANNEL, {status: 404});
        await user.click(createButton());
        await user.click(screen.getByRole('button', {name: 'Create webhook'}));
        expect(await screen.findByText(/cannot find the channel ops\/alerts/)).toBeVisible();
        expect(server.requests.some(({method}) => method === 'POST')).toBe(false);
    });

    test.each([
        ['webhooks are off', {status: 501}, /Enable Incoming Webhooks/],
        ['the person may not', {status: 403}, /log in as a system administrator/],
        ['Mattermost is away', {hangUp: true}, /could not be reached/],
        ['Mattermost fails', {status: 500}, /Mattermost refused/],
        ['the answer is nonsense', {body: {hooks: 1}}, /Mattermost refused/],
    ])('says why it cannot be shown: %s; and looks again', async (_, answer, sentence) => {
        const {server, user} = await renderAdminSetting(KEY, READY);
        server.answer(LIST, answer);
        expect(await screen.findByText(sentence)).toBeVisible();
        server.answer(LIST, {body: [HOOK]});
        await user.click(screen.getByRole('button', {name: 'Try again'}));
        await address();
        expect(screen.queryByText(sentence)).toBeNull();
    });

    test('tells a screen reader what happens, and ties hint and question to what they are about', async () => {
        const {user} = await render([HOOK]);
        expect(screen.getByText(/Asking Mattermost/).parentElement).toHaveAttribute('aria-live', 'polite');
        expect(await address()).toHaveAccessibleDescription(/It is a secret/);
        await user.click(screen.getByRole('button', {name: 'Delete…'}));
        expect(screen.getByRole('button', {name: 'Delete…'})).toHaveAttribute('aria-expanded', 'true');
        expect(screen.getByRole('group', {name: /Delete this incoming webhook\?/})).toBeVisible();
    });

    test('has its own names: nothing takes the id to which Mattermost ties the title', async () => {
        await render([HOOK]);
        await address();
        expect(document.querySelector(`[id="PluginSettings.Plugins.${PLUGIN_ID}.incomingwebhook"]`)).toBeNull();
    });

    test('cannot be changed where Mattermost says so', async () => {
        await render([], {...READY, disabled: true});
        await screen.findByText('The plugin has not created one.');
        expect(createButton()).toBeDisabled();
    });

    test('speaks German', async () => {
        const {server, user} = await render([], {...READY, locale: 'de'});
        await screen.findByText('Das Plugin hat keinen angelegt.');
        await user.click(screen.getByRole('button', {name: 'Anlegen …'}));
        server.answer(LIST, {status: 403});
        await user.click(screen.getByRole('button', {name: 'Webhook anlegen'}));
        await waitFor(() => expect(screen.getByText(/als Systemadministrator an/)).toBeVisible());
    });
});
