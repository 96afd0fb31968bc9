import {screen, waitFor} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {DOCTOR_STEPS, type DoctorStep, PLUGIN_ID, ROUTE} from '#contract';
import {idOf} from '../support/webapp/console_page';
import {renderConsolePage} from '../support/webapp/render_plugin';

const PATH = `/plugins/${PLUGIN_ID}${ROUTE.doctor}`;
const PATCH = '/api/v4/config/patch';

const answer = (changes: Partial<Record<string, Partial<DoctorStep>>> = {}) => ({
    body: {
        steps: DOCTOR_STEPS.map((name) => ({name, result: 'ok', milliseconds: null, sentence: '', ...changes[name]})),
    },
});
const NOTHING = {body: {steps: []}};

const field = (key: string) => document.getElementById(idOf(key)) as HTMLInputElement;
const button = () => screen.getByRole('button', {name: 'Save and test'});
const paths = (server: {readonly requests: readonly {readonly path: string}[]}) =>
    // Not the questions for the incoming webhook and the subscriptions, which are asked as soon as the page is open.
    server.requests
        .map(({path}) => path)
        .filter((path) => !path.includes('/hooks/') && !path.endsWith(ROUTE.subscriptions));

describe('Save and test', () => {
    test('saves what was typed, and tests that: address, key, channel and the button are all it takes', async () => {
        const {server, user} = await renderConsolePage();
        server.answer(PATH, answer(), NOTHING, NOTHING, NOTHING);
        await user.type(field('OpenitcockpitUrl'), 'https://monitoring.example.org');
        await user.type(field('OpenitcockpitApiKey'), 'secret');
        await user.type(field('DefaultChannel'), 'ops/alerts');
        await user.click(button());
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(paths(server)).toEqual([PATCH, PATH, PATH, PATH, PATH]);
        expect(server.requests.find(({path}) => path === PATCH)?.body).toMatchObject({
            PluginSettings: {
                Plugins: {
                    [PLUGIN_ID]: {
                        openitcockpiturl: 'https://monitoring.example.org',
                        openitcockpitapikey: 'secret',
                        defaultchannel: 'ops/alerts',
                    },
                },
            },
        });
        expect(screen.getByRole('button', {name: 'Save'})).toBeDisabled();
    });

    test('saves nothing where nothing was changed', async () => {
        const {server, user} = await renderConsolePage();
        server.answer(PATH, answer(), NOTHING, NOTHING, NOTHING);
        await user.click(button());
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(paths(server)).not.toContain(PATCH);
    });

    test('tests nothing where Mattermost refused to save, and says where the reason is', async () => {
        const {server, user} = await renderConsolePage();
        server.answer(PATCH, {status: 400, body: {message: 'You may not do that.'}});
        await user.type(field('OpenitcockpitUrl'), 'https://other.example.org');
        await user.click(button());
        expect(await screen.findByText(/^Mattermost did not save/)).toBeVisible();
        expect(paths(server)).toEqual([PATCH]);
        await waitFor(() => expect(button()).toBeEnabled());
        server.answer(PATH, answer(), NOTHING, NOTHING, NOTHING);
        await user.click(button());
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(screen.queryByText(/^Mattermost did not save/)).toBeNull();
    });

    test('gives its verdict in one line, and folds the steps below', async () => {
        const {server, user} = await renderConsolePage();
        const sentence = 'openITCOCKPIT rejected the API key: create a new one.';
        server.answer(
            PATH,
            answer({key: {result: 'failed', sentence}, rights: {result: 'note'}}),
            NOTHING,
            NOTHING,
            NOTHING,
        );
        await user.click(button());
        const verdict = (await screen.findByText('It does not work yet:')).closest('p');
        expect(verdict).toHaveTextContent(`It does not work yet: API key. ${sentence}`);
        expect(screen.getByText('Certificate')).not.toBeVisible();
        await user.click(screen.getByText('What was tested: 19 steps'));
        expect(screen.getByText('Certificate')).toBeVisible();
    });

    test('says how many notes there are where everything works', async () => {
        const {server, user} = await renderConsolePage();
        server.answer(PATH, answer({tls: {result: 'note'}, stream: {result: 'note'}}), NOTHING, NOTHING, NOTHING);
        await user.click(button());
        expect((await screen.findByText('Everything works.')).closest('p')).toHaveTextContent('2 notes');
    });

    test('asks for no host until somebody wants a real notification', async () => {
        const {user} = await renderConsolePage();
        const host = screen.getByLabelText('Host for a real notification (optional)');
        expect(host).not.toBeVisible();
        await user.click(screen.getByText('With a real notification…'));
        expect(host).toBeVisible();
    });

    test('speaks German', async () => {
        const {server, user} = await renderConsolePage({locale: 'de'});
        server.answer(PATCH, {status: 400, body: {message: 'no'}});
        await user.type(field('OpenitcockpitUrl'), 'x');
        await user.click(screen.getByRole('button', {name: 'Speichern und testen'}));
        expect(await screen.findByText(/^Mattermost hat nicht gespeichert/)).toBeVisible();
    });
});
