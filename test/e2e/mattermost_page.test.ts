import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser, Locator, Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {chromiumPath, launchChromium} from '../../build/chromium';
import {type DoubleUser, type MattermostDouble, startMattermostDouble} from '../support/mattermost/double';
import {hostReact} from '../support/mattermost/host_react';
import {type Json, objectOf} from '../support/mattermost/json';
import type {Channel} from '../support/mattermost/model';

/** A plugin with one component, whose button presses the post's action itself and does not tell the host. */
const FAKE_PLUGIN = `
window.registerPlugin('fake', {
    initialize(registry, store) {
        const {createElement: h, version} = window.React;
        const press = (post) => fetch('/api/v4/posts/' + post.id + '/actions/dialog', {
            method: 'POST',
            headers: {'X-CSRF-Token': /MMCSRF=([^;]*)/.exec(document.cookie)[1]},
            body: '{}',
        });
        registry.registerPostTypeComponent('custom_fake', ({post}) =>
            h('p', null, 'drawn with React ' + version + ' ',
                h('button', {type: 'button', onClick: () => void press(post)}, 'Own press')));
        registry.registerRootComponent(() => h('output', {'aria-label': 'dialogs seen'},
            window.ReactRedux.useSelector((state) => state['plugins-fake'])));
        registry.registerReducer((state = 0, action) => action.type === 'fake/seen' ? state + 1 : state);
        registry.registerWebSocketEventHandler('open_dialog', () => store.dispatch({type: 'fake/seen'}));
        registry.registerChannelHeaderButtonAction('icon', () => {}, 'text');
    },
});`;

const ELEMENTS = [
    {display_name: 'Comment', name: 'comment', type: 'textarea', min_length: 3, help_text: 'Why?'},
    {display_name: 'Minutes', name: 'minutes', type: 'text', subtype: 'number', default: '30'},
    {display_name: 'Sticky', name: 'sticky', type: 'bool', default: 'true'},
    {display_name: 'Owner', name: 'owner', type: 'select', optional: true, options: [{text: 'Ann', value: 'ann'}]},
];

describe.skipIf(!chromiumPath())('page of the Mattermost double in Chromium', () => {
    const folder = mkdtempSync(join(tmpdir(), 'mattermost-page-'));
    const submissions: Json[] = [];
    let browser: Browser;
    let double: MattermostDouble;
    let handler: Server;
    let channel: Channel;
    let bot: DoubleUser;
    let page: Page;

    /** Answers by the action's context; a dialog's submission comes to the same address. */
    const handle = async (request: Json): Promise<object> => {
        if (request.type === 'dialog_submission') {
            submissions.push(request);
            const short = String(objectOf(request.submission).comment).length < 6;
            return short ? {errors: {comment: 'Say more.'}} : {};
        }
        const {does} = objectOf(request.context);
        if (does === 'whisper') return {ephemeral_text: 'between us'};
        if (does === 'update') return {update: {message: 'updated'}};
        await fetch(`${double.url}/api/v4/actions/dialogs/open`, {
            method: 'POST',
            body: JSON.stringify({
                trigger_id: request.trigger_id,
                url: handlerUrl(),
                dialog: {title: 'Acknowledge', introduction_text: '**Really?**', elements: ELEMENTS, state: 's'},
            }),
        });
        return {};
    };
    const handlerUrl = (): string => `http://127.0.0.1:${(handler.address() as AddressInfo).port}/`;
    const action = (id: string, fields: Json = {}): Json => ({
        id,
        name: id,
        integration: {url: handlerUrl(), context: {does: id}},
        ...fields,
    });
    const create = async (fields: Json): Promise<Json> => {
        const response = await fetch(`${double.url}/api/v4/posts`, {
            method: 'POST',
            headers: {authorization: `Bearer ${bot.token}`},
            body: JSON.stringify({channel_id: channel.id, ...fields}),
        });
        return (await response.json()) as Json;
    };
    const logIn = async (query = ''): Promise<void> => {
        await page.goto(`${double.url}/demo/login?user=alice&channel=alerts${query}`);
        await page.getByRole('main').waitFor();
    };
    const message = (text: string | RegExp): Locator => page.getByRole('listitem', {name: text});

    beforeAll(async () => {
        browser = await launchChromium();
        writeFileSync(join(folder, 'main.js'), FAKE_PLUGIN);
    });
    afterAll(async () => {
        await browser.close();
        rmSync(folder, {recursive: true});
    });
    beforeEach(async () => {
        handler = createServer((request, response) => {
            void (async () => {
                const chunks: Buffer[] = [];
                for await (const chunk of request) chunks.push(chunk);
                response.end(JSON.stringify(await handle(JSON.parse(Buffer.concat(chunks).toString()) as Json)));
            })();
        });
        await new Promise<void>((resolve) => handler.listen(0, '127.0.0.1', resolve));
        double = await startMattermostDouble({webBundle: join(folder, 'main.js')});
        channel = double.createChannel('alerts', {displayName: 'Alerts'});
        double.createUser('alice', {channels: [channel.id]});
        bot = double.createBot('monitoring', {channels: [channel.id]});
        page = await browser.newPage();
        submissions.length = 0;
    });
    afterEach(async () => {
        await page.close();
        await double.stop();
        handler.closeAllConnections();
        handler.close();
    });

    it('lets the component of the type draw alone, and that of props.type above the native attachment', async () => {
        const attachments = [{title: 'native', actions: [action('dialog')]}];
        await create({message: 'by type', type: 'custom_fake', props: {attachments}});
        await create({message: 'by props', props: {type: 'custom_fake', attachments}});
        await create({message: 'unknown **type**', type: 'custom_other', props: {attachments}});
        await logIn();
        await message(/by type/)
            .getByText(`drawn with React ${hostReact() === 19 ? '19.2.9' : '18.2.0'}`)
            .waitFor();
        expect(
            await message(/by type/)
                .getByRole('button', {name: 'dialog'})
                .count(),
        ).toBe(0);
        await message(/by props/)
            .getByText('drawn with')
            .waitFor();
        expect(
            await message(/by props/)
                .getByRole('button', {name: 'dialog'})
                .count(),
        ).toBe(1);
        expect(
            await message(/unknown/)
                .locator('strong', {hasText: 'type'})
                .count(),
        ).toBe(1);
        expect(
            await message(/unknown/)
                .getByRole('button', {name: 'dialog'})
                .count(),
        ).toBe(1);
    });

    it('opens the native dialog for a native press only', async () => {
        const attachments = [{title: 'native', actions: [action('dialog')]}];
        await create({message: 'alert', props: {type: 'custom_fake', attachments}});
        await logIn();
        await message(/alert/).getByRole('button', {name: 'Own press'}).click();
        const seen = page.getByRole('status', {name: 'dialogs seen'});
        await seen.getByText('1').waitFor();
        expect(await page.getByRole('dialog').count()).toBe(0);
        await message(/alert/).getByRole('button', {name: 'dialog'}).click();
        await page.getByRole('dialog', {name: 'Acknowledge'}).waitFor();
        await seen.getByText('2').waitFor();
    });

    it('checks, submits and shows the errors of a native dialog', async () => {
        await create({message: 'alert', props: {attachments: [{actions: [action('dialog')]}]}});
        await logIn();
        await message(/alert/).getByRole('button', {name: 'dialog'}).click();
        const dialog = page.getByRole('dialog', {name: 'Acknowledge'});
        const submit = dialog.getByRole('button', {name: 'Submit'});
        await submit.click();
        await dialog.getByText('This field is required.').waitFor();
        expect(submissions).toEqual([]);
        await dialog.getByLabel('Comment').fill('hmm');
        await submit.click();
        await dialog.getByText('Say more.').waitFor();
        await dialog.getByLabel('Comment').fill('replacing the disk');
        await submit.click();
        await dialog.waitFor({state: 'detached'});
        expect(submissions.at(-1)).toMatchObject({
            state: 's',
            channel_id: channel.id,
            submission: {comment: 'replacing the disk', minutes: '30', sticky: true, owner: ''},
            cancelled: false,
        });
    });

    it('shows whispers, updates, replies and failures where they belong', async () => {
        const refused = {integration: {url: 'http://127.0.0.1:1/', context: {}}};
        const actions = [
            action('update'),
            action('refused', refused),
            action('whisper', {type: 'select', options: [{text: 'One', value: '1'}]}),
        ];
        const post = await create({message: 'alert', props: {attachments: [{actions}]}});
        await logIn();
        await message(/alert/).getByRole('combobox', {name: 'whisper'}).selectOption('One');
        await message(/between us/)
            .getByText('(Only visible to you)')
            .waitFor();
        await create({message: 'a reply', root_id: post.id});
        await message(/alert/).getByText('1 reply', {exact: true}).waitFor();
        await page.getByRole('list', {name: 'Replies'}).getByText('a reply').waitFor();
        await message(/alert/).getByRole('button', {name: 'refused'}).click();
        await message(/alert/).getByRole('alert').getByText('Action integration error.').waitFor();
        await message(/alert/).getByRole('button', {name: 'update'}).click();
        await message(/updated/)
            .getByText('Edited')
            .waitFor();
    });

    it('speaks German, is dark when asked, and catches up after a break', async () => {
        await logIn('&locale=de&theme=dark');
        await page.getByRole('textbox', {name: 'Schreibe in Alerts'}).waitFor();
        const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(background).toBe('rgb(25, 27, 31)');
        double.disconnectWebSockets();
        await create({message: 'missed'});
        await message(/missed/).waitFor();
    });

    it('neutralizes HTML and unsafe links of a message', async () => {
        await create({
            message: 'x <img src=x onerror=alert(1)> [click](javascript:alert(1)) ![i](http://127.0.0.1/i.png)',
        });
        await logIn();
        const text = message(/onerror/).getByText('click');
        await text.waitFor();
        expect(
            await message(/onerror/)
                .locator('img, a')
                .count(),
        ).toBe(0);
    });
});
