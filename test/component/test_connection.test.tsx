import {screen, waitFor, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {CONNECTION_CHECKS, type ConnectionTest, PLUGIN_ID, ROUTE} from '#contract';
import {renderAdminSetting} from '../support/webapp/render_plugin';

const KEY = 'TestConnection';
const PATH = `/plugins/${PLUGIN_ID}${ROUTE.connectionTest}`;

/** All checks passed, but those named here. */
const result = (changes: Partial<Record<string, {ok: boolean | null; message: string}>> = {}): ConnectionTest => ({
    checks: CONNECTION_CHECKS.map((name) => ({
        name,
        ok: true,
        message: `Sentence of ${name}.`,
        ...changes[name],
    })),
});

const button = () => screen.getByRole('button', {name: 'Test connection'});
const rows = () => screen.getAllByRole('listitem').map(({textContent}) => textContent);

describe('the setting Test connection', () => {
    test('asks the handler with the header that Mattermost wants, and shows each hop with its sentence', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        server.answer(PATH, {body: result()});
        await user.click(button());
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(server.requests.map(({method, path}) => [method, path])).toEqual([['POST', PATH]]);
        expect(server.requests[0]?.headers).toMatchObject({
            'x-csrf-token': 'csrf-token',
            'x-requested-with': 'XMLHttpRequest',
        });
        expect(rows()).toEqual([
            '✓Settings: OKSentence of settings.',
            '✓Proxy: OKSentence of proxy.',
            '✓Network: OKSentence of reach.',
            '✓Certificate: OKSentence of tls.',
            '✓API key: OKSentence of key.',
            '✓openITCOCKPIT: OKSentence of version.',
            '✓Rights: OKSentence of rights.',
            '✓Mattermost: OKSentence of mattermost.',
        ]);
    });

    test('says which hop failed, and what was not reached', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        const unknown = {ok: null, message: ''};
        server.answer(PATH, {
            body: result({
                tls: {ok: false, message: 'The certificate comes from an unknown authority.'},
                key: unknown,
                version: unknown,
                rights: unknown,
            }),
        });
        await user.click(button());
        expect(await screen.findByText('It does not work yet:')).toBeVisible();
        expect(rows().slice(3, 7)).toEqual([
            '✗Certificate: failedThe certificate comes from an unknown authority.',
            '–API key: not reached',
            '–openITCOCKPIT: not reached',
            '–Rights: not reached',
        ]);
    });

    test('tells a screen reader what happens, and reads no signs to it', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        let release = (): void => undefined;
        server.answer(PATH, {body: result(), after: new Promise((resolve) => (release = resolve))});
        await user.click(button());
        const region = screen.getByText(/^Testing…/).parentElement as HTMLElement;
        expect(region).toHaveAttribute('aria-live', 'polite');
        release();
        const list = await within(region).findByRole('list');
        expect(list.querySelectorAll('.oitc-sign:not([aria-hidden=true])')).toHaveLength(0);
        expect(screen.queryByText(/^Testing…/)).toBeNull();
    });

    test('runs once at a time', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        let release = (): void => undefined;
        server.answer(PATH, {body: result(), after: new Promise((resolve) => (release = resolve))});
        await user.click(button());
        expect(button()).toBeDisabled();
        expect(button()).toHaveAttribute('aria-busy', 'true');
        await user.click(button());
        release();
        await waitFor(() => expect(button()).toBeEnabled());
        expect(server.requests).toHaveLength(1);
    });

    test('wants changes to be saved first, and forgets what it found before them', async () => {
        const {server, user, setUnsaved} = await renderAdminSetting(KEY);
        server.answer(PATH, {body: result()});
        await user.click(button());
        await screen.findByText('Everything works.');
        setUnsaved(true);
        expect(screen.getByText('Save first: the test uses the saved settings.')).toBeVisible();
        expect(button()).toBeDisabled();
        expect(screen.queryByText('Everything works.')).toBeNull();
        setUnsaved(false);
        expect(button()).toBeEnabled();
        expect(screen.queryByText(/^Save first/)).toBeNull();
        expect(screen.queryByText('Everything works.')).toBeNull();
    });

    test('cannot be pressed where Mattermost says so', async () => {
        await renderAdminSetting(KEY, {disabled: true});
        expect(button()).toBeDisabled();
    });

    test.each([
        ['Mattermost is away', {hangUp: true}, /could not be reached/],
        ['the session has ended', {status: 401}, /Only system administrators/],
        ['the person is no administrator', {status: 403}, /Only system administrators/],
        ['the server part does not run', {status: 404}, /server part does not run/],
        ['the server part failed', {status: 502}, /did not answer properly/],
        ['the answer is from another version', {body: {checks: [{name: 'dns'}]}}, /did not answer properly/],
        ['the answer is no JSON', {body: 'nonsense'}, /did not answer properly/],
    ])('says why there is no result: %s', async (_, answer, sentence) => {
        const {server, user} = await renderAdminSetting(KEY);
        server.answer(PATH, answer);
        await user.click(button());
        expect(await screen.findByText(sentence)).toBeVisible();
        expect(screen.queryByRole('list')).toBeNull();
        expect(button()).toBeEnabled();
        server.answer(PATH, {body: result()});
        await user.click(button());
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(screen.queryByText(sentence)).toBeNull();
    });

    test('shows the handler’s own sentence where it refuses', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        const message = 'Wrong setting: Proxy URL must be an address like http://proxy.example.org:3128.';
        server.answer(PATH, {status: 503, body: {error: {code: 'misconfigured', message}}});
        await user.click(button());
        expect(await screen.findByText(message)).toHaveAttribute('lang', 'en');
        expect(screen.queryByText(/did not answer properly/)).toBeNull();
    });

    test('speaks German, and marks the handler’s English sentences as English', async () => {
        const {server, user} = await renderAdminSetting(KEY, {locale: 'de'});
        server.answer(PATH, {body: result({key: {ok: false, message: 'openITCOCKPIT rejected the API key.'}})});
        await user.click(screen.getByRole('button', {name: 'Verbindung testen'}));
        expect(await screen.findByText('Es funktioniert noch nicht:')).toBeVisible();
        expect(screen.getByText('openITCOCKPIT rejected the API key.')).toHaveAttribute('lang', 'en');
        expect(rows()[3]).toContain('Zertifikat: in Ordnung');
    });
});
