import {screen, waitFor, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {DOCTOR_STEPS, type DoctorStep, PLUGIN_ID, ROUTE} from '#contract';
import {renderAdminSetting} from '../support/webapp/render_plugin';

const KEY = 'TestConnection';
const PATH = `/plugins/${PLUGIN_ID}${ROUTE.doctor}`;
const POST_ID = 'postpostpostpostpostpostpo';
const PRESS = `/api/v4/posts/${POST_ID}/actions/doctor`;

const LAST = {
    openitcockpit: 'stream',
    mattermost: 'web',
    notification: 'notification',
    post: 'post',
    result: 'remove',
} as const;

/** The answers of an examination; every step is passed, but those named here. */
const answers = (changes: Partial<Record<string, Partial<DoctorStep>>> = {}) => {
    const steps = DOCTOR_STEPS.map(
        (name): DoctorStep => ({
            name,
            result: 'ok',
            milliseconds: null,
            sentence: `Sentence of ${name}.`,
            ...changes[name],
        }),
    );
    let from = 0;
    return Object.entries(LAST).map(([part, last]) => {
        const end = DOCTOR_STEPS.indexOf(last) + 1;
        const body = {
            steps: steps.slice(from, end),
            ...(part === 'post' ? {press: {post_id: POST_ID, action_id: 'doctor'}} : {}),
        };
        from = end;
        return {body};
    });
};

const EXPECTED = {host_uuid: 'uuid', host_name: 'web01', mark: 'mark', asked_at: 1};
/** openITCOCKPIT was asked for a notification, and it takes its time. */
const AWAITED = [{body: {steps: [], expected: EXPECTED}}, {body: {steps: []}}];

const hostField = () => screen.getByLabelText('Host for a real notification (optional)');
const button = () => screen.getByRole('button', {name: 'Save and test'});
const rows = () => screen.getAllByRole('listitem').map(({textContent}) => textContent);

describe('the setting Test connection', () => {
    test('asks the handler part by part, presses the test alert with the own session, and shows each step', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        server.answer(PATH, ...answers({reach: {milliseconds: 12}}));
        await user.click(button());
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(server.requests.map(({method, path}) => [method, path])).toEqual([
            ['POST', PATH],
            ['POST', PATH],
            ['POST', PATH],
            ['POST', PATH],
            ['POST', PRESS],
            ['POST', PATH],
        ]);
        expect(server.requests[0]?.headers).toMatchObject({
            'x-csrf-token': 'csrf-token',
            'x-requested-with': 'XMLHttpRequest',
        });
        expect(server.requests.map(({body}) => body.part)).toEqual([
            'openitcockpit',
            'mattermost',
            'notification',
            'post',
            undefined,
            'result',
        ]);
        expect(server.requests[2]?.body).toMatchObject({host: ''});
        expect(server.requests[5]?.body).toMatchObject({language: 'en', post_id: POST_ID, pressed: true});
        expect(rows()).toEqual([
            '✓Settings: OKSentence of settings.',
            '✓Proxy: OKSentence of proxy.',
            '✓Network: OK (12 ms)Sentence of reach.',
            '✓Certificate: OKSentence of tls.',
            '✓API key: OKSentence of key.',
            '✓openITCOCKPIT: OKSentence of version.',
            '✓Rights: OKSentence of rights.',
            '✓Command queue: OKSentence of queue.',
            '✓Event stream: OKSentence of stream.',
            '✓Mattermost: OKSentence of mattermost.',
            '✓Incoming webhook: OKSentence of webhook.',
            '✓Notifications: OKSentence of endpoint.',
            '✓Handler: OKSentence of handler.',
            '✓Web part: OKSentence of web.',
            '✓Real notification: OKSentence of notification.',
            '✓Test alert: OKSentence of post.',
            '✓Button: OKSentence of press.',
            '✓Answer: OKSentence of edit.',
            '✓Clean-up: OKSentence of remove.',
        ]);
    });

    test('says which step failed, what was not reached, and what is not needed', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        const skipped = {result: 'skipped', sentence: ''} as const;
        server.answer(
            PATH,
            ...answers({
                tls: {result: 'failed', sentence: 'The certificate comes from an unknown authority.'},
                key: skipped,
                version: skipped,
                rights: {result: 'note', sentence: 'Only some people can act.'},
                handler: {result: 'skipped', sentence: 'Not needed.'},
            }),
        );
        await user.click(button());
        expect(await screen.findByText('It does not work yet:')).toBeVisible();
        expect(rows().slice(3, 7)).toEqual([
            '✗Certificate: failedThe certificate comes from an unknown authority.',
            '–API key: not reached',
            '–openITCOCKPIT: not reached',
            '!Rights: noteOnly some people can act.',
        ]);
        expect(rows()[12]).toBe('–Handler: not neededNot needed.');
    });

    test('has a real notification sent about a host, and waits for it; Enter does not save the page', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        const [first, second, arrived, ...rest] = answers();
        server.answer(PATH, first ?? {}, second ?? {}, ...AWAITED, arrived ?? {}, ...rest);
        await user.type(hostField(), ' web01 {Enter}');
        expect(await screen.findByText(/^Waiting for the notification about web01/)).toBeVisible();
        expect(hostField()).toBeDisabled();
        expect(await screen.findByText('Everything works.')).toBeVisible();
        expect(screen.queryByText(/^Waiting/)).toBeNull();
        const parts = server.requests.map(({body}) => body.part);
        expect(parts.slice(2, 6)).toEqual(['notification', 'arrival', 'arrival', 'post']);
        expect(server.requests[2]?.body).toMatchObject({host: 'web01'});
        expect(server.requests[4]?.body).toMatchObject({expected: EXPECTED});
        expect(rows()).toHaveLength(19);
    });

    test('has none sent where the way is broken anyway', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        server.answer(
            PATH,
            ...answers({
                key: {result: 'failed', sentence: 'No such key.'},
                notification: {result: 'skipped', sentence: ''},
            }),
        );
        await user.type(hostField(), 'web01');
        await user.click(button());
        expect(await screen.findByText('It does not work yet:')).toBeVisible();
        expect(rows()[14]).toBe('–Real notification: not reached');
        expect(server.requests[2]?.body).toMatchObject({part: 'notification', failed: ['key']});
    });

    test('shows what is known while the rest is under way', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        const [first, second, ...rest] = answers();
        let release = (): void => undefined;
        const after = new Promise<void>((resolve) => (release = resolve));
        server.answer(PATH, first ?? {}, {...second, after}, ...rest);
        await user.click(button());
        await waitFor(() => expect(rows()).toHaveLength(9));
        expect(button()).toBeDisabled();
        expect(screen.queryByText('Everything works.')).toBeNull();
        release();
        expect(await screen.findByText('Everything works.')).toBeVisible();
    });

    test('a press that Mattermost refuses is a finding that the handler words', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        server.answer(PATH, ...answers({press: {result: 'failed', sentence: 'Mattermost got no answer.'}}));
        server.answer(PRESS, {status: 400});
        await user.click(button());
        expect((await screen.findByText('It does not work yet:')).closest('p')).toHaveTextContent(
            'Button. Mattermost got no answer.',
        );
        expect(server.requests.at(-1)?.body).toMatchObject({part: 'result', pressed: false});
    });

    test('removes no test alert where none could be posted', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        const [first, second, third] = answers();
        const steps = [{name: 'post', result: 'failed', milliseconds: 3, sentence: 'The channel is archived.'}];
        server.answer(PATH, first ?? {}, second ?? {}, third ?? {}, {body: {steps}});
        await user.click(button());
        expect(await screen.findByText('It does not work yet:')).toBeVisible();
        expect(server.requests).toHaveLength(4);
    });

    test('tells a screen reader what happens, and reads no signs to it', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        let release = (): void => undefined;
        const [first, ...rest] = answers();
        server.answer(PATH, {...first, after: new Promise((resolve) => (release = resolve))}, ...rest);
        await user.click(button());
        const region = screen.getByText(/^Testing…/).parentElement as HTMLElement;
        expect(region).toHaveAttribute('aria-live', 'polite');
        release();
        await within(region).findByText('Everything works.');
        const list = within(region).getByRole('list');
        expect(list.querySelectorAll('.oitc-sign:not([aria-hidden=true])')).toHaveLength(0);
        expect(screen.queryByText(/^Testing…/)).toBeNull();
    });

    test('runs once at a time', async () => {
        const {server, user} = await renderAdminSetting(KEY);
        let release = (): void => undefined;
        const [first, ...rest] = answers();
        server.answer(PATH, {...first, after: new Promise((resolve) => (release = resolve))}, ...rest);
        await user.click(button());
        expect(button()).toBeDisabled();
        expect(button()).toHaveAttribute('aria-busy', 'true');
        await user.click(button());
        release();
        await waitFor(() => expect(button()).toBeEnabled());
        expect(server.requests).toHaveLength(6);
    });

    test('wants changes to be saved first, and forgets what it found before them', async () => {
        const {server, user, setUnsaved} = await renderAdminSetting(KEY);
        server.answer(PATH, ...answers());
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
        ['the server part does not run', {status: 404}, /server part is not running/],
        ['the server part failed', {status: 502}, /did not answer properly/],
        ['the answer is from another version', {body: {steps: [{name: 'dns'}]}}, /did not answer properly/],
        ['the answer is no JSON', {body: 'nonsense'}, /did not answer properly/],
    ])('says why there is no result: %s', async (_, answer, sentence) => {
        const {server, user} = await renderAdminSetting(KEY);
        server.answer(PATH, answer);
        await user.click(button());
        expect(await screen.findByText(sentence)).toBeVisible();
        expect(screen.queryByRole('list')).toBeNull();
        expect(button()).toBeEnabled();
        server.answer(PATH, ...answers());
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

    test('speaks German, and asks the handler to do so', async () => {
        const {server, user} = await renderAdminSetting(KEY, {locale: 'de'});
        server.answer(
            PATH,
            ...answers({key: {result: 'failed', sentence: 'openITCOCKPIT hat den API-Schlüssel abgelehnt.'}}),
        );
        await user.click(screen.getByRole('button', {name: 'Speichern und testen'}));
        expect(await screen.findByText('Es funktioniert noch nicht:')).toBeVisible();
        // In the verdict, and in the step.
        const sentences = screen.getAllByText('openITCOCKPIT hat den API-Schlüssel abgelehnt.');
        expect(sentences.map(({lang}) => lang)).toEqual(['de', 'de']);
        expect(server.requests[0]?.body).toMatchObject({language: 'de'});
        expect(rows()[3]).toContain('Zertifikat: in Ordnung');
    });
});
