import {act, render, screen, waitFor, within} from '@testing-library/react';
import {userEvent} from '@testing-library/user-event';
import React from 'react';
import {IntlProvider} from 'react-intl';
import {afterEach, beforeAll, describe, expect, test, vi} from 'vitest';
import {type PanelRow, ROUTE} from '#contract';
import mainTexts from '../../webapp/src/i18n/en.json';
import {panelDoor} from '../../webapp/src/panel/panel_door';
import {axeFindsIn} from '../support/webapp/axe';
import {alertPost, CHANNEL_ID, dialogEvent, POST_ID} from '../support/webapp/fixtures';
import {acknowledgedRow, panelAnswer, panelRow, withPost} from '../support/webapp/panel_rows';
import {COUNTS} from '../support/webapp/recording_server';
import {renderPanel, startPlugin} from '../support/webapp/render_plugin';

const EVENT = 'custom_openitcockpit_panel';
/** Asked for every two seconds. */
const PATIENT = {timeout: 10_000};

const Whole = () => <p>the panel</p>;

const Broken = (): never => {
    throw new Error('broken');
};

beforeAll(() => {
    // jsdom lays nothing out, and without a height nothing is in sight.
    Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {configurable: true, get: () => 600});
    Object.defineProperty(HTMLElement.prototype, 'offsetWidth', {configurable: true, get: () => 320});
});

afterEach(() => window.localStorage.clear());

const drawn = (): Element[] => [...document.querySelectorAll('.oitc-list-row')];

const shown = (): string[] => drawn().map(({textContent}) => textContent ?? '');

const opened = async (rows: readonly PanelRow[], changes = {}, locale = 'en') => {
    const panel = await renderPanel([{body: panelAnswer(rows, changes)}], {locale});
    await waitFor(() => expect(screen.queryByText(/is being loaded|wird geladen/)).toBeNull());
    return panel;
};

const list = () => screen.getByRole('listbox');

const keys = async (user: {keyboard: (text: string) => Promise<void>}, text: string): Promise<void> => {
    act(() => list().focus());
    await user.keyboard(text);
};

describe('the panel', () => {
    test('lists unhandled problems, the worst first, under their hosts, and says how many are in each tab', async () => {
        const down = panelRow(2, {state: 'DOWN', output: 'no answer'});
        const {service: _, ...host} = down;
        await opened([
            panelRow(1),
            host,
            panelRow(3, {state: 'WARNING', host_uuid: 'host1', host: 'web1'}),
            acknowledgedRow(4),
        ]);
        await waitFor(() => expect(shown()).toHaveLength(3));
        expect(shown()[0]).toMatch(/DOWN.*web2.*no answer/);
        expect(shown()[1]).toMatch(/CRITICAL.*Ping 1.*lost 1/);
        expect(shown()[2]).toMatch(/WARNING.*Ping 3/);
        expect(screen.getByRole('button', {name: /^Unhandled 3|Unhandled3$/})).toHaveAttribute('aria-pressed', 'true');
        expect(screen.getByRole('button', {name: /Acknowledged\s*1/})).toBeVisible();
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test('shows who acknowledged what, the oldest first, and until when', async () => {
        const later = acknowledgedRow(1);
        const until = acknowledgedRow(2, {
            acknowledgement: {author: 'Kim Lee', comment: 'x', at: 1, sticky: false, until: 1_700_003_600},
        });
        const {user} = await opened([later, until]);
        await user.click(screen.getByRole('button', {name: /Acknowledged/}));
        await waitFor(() => expect(shown()).toHaveLength(2));
        expect(shown()[0]).toMatch(/Kim Lee.*until /);
        expect(shown()[1]).toMatch(/Jane Roe.*until it recovers/);
    });

    test('is in German where Mattermost is', async () => {
        await opened([], {}, 'de');
        expect(await screen.findByText(/^Keine unbehandelten Probleme in Ihren Kanälen/)).toBeVisible();
        expect(screen.getByRole('button', {name: /Wartungszeit/})).toBeVisible();
    });

    test('groups by severity and by age, and remembers tab, grouping and filter', async () => {
        const rows = [panelRow(1), panelRow(2, {state: 'WARNING', since: Math.floor(Date.now() / 1000)})];
        const {user, reopen} = await renderPanel([{body: panelAnswer(rows)}, {body: panelAnswer(rows)}]);
        await waitFor(() => expect(shown()).toHaveLength(2));
        await user.selectOptions(screen.getByRole('combobox', {name: 'Group by'}), 'By age');
        expect(screen.getByText('In the last hour')).toBeVisible();
        expect(screen.getByText('Older')).toBeVisible();
        await user.type(screen.getByRole('searchbox', {name: 'Filter'}), 'ping 2');
        await waitFor(() => expect(shown()).toHaveLength(1));
        reopen();
        expect(await screen.findByRole('searchbox')).toHaveValue('ping 2');
        expect(screen.getByRole('combobox', {name: 'Group by'})).toHaveValue('age');
        await waitFor(() => expect(shown()).toHaveLength(1));
    });

    test('j and k move, Enter opens details, x selects, ? shows the keys, Escape goes back', async () => {
        const {user} = await opened([panelRow(1), panelRow(2)]);
        await keys(user, 'j');
        expect(list()).toHaveAttribute('aria-activedescendant', 'oitc-row-host1/service1');
        await keys(user, 'j{Enter}');
        const details = await screen.findByRole('region', {name: /Ping 2 · web2/});
        expect(within(details).getByRole('link', {name: 'Open in openITCOCKPIT'})).toBeVisible();
        await keys(user, '{Escape}k');
        expect(details).not.toBeInTheDocument();
        expect(list()).toHaveAttribute('aria-activedescendant', 'oitc-row-host1/service1');
        await keys(user, 'x');
        expect(screen.getByText('1 selected')).toBeVisible();
        await keys(user, '?');
        expect(await screen.findByRole('region', {name: 'Keyboard'})).toBeVisible();
        expect(await axeFindsIn(document.body)).toEqual([]);
        await keys(user, '{Escape}{Escape}');
        expect(screen.queryByText('1 selected')).toBeNull();
    });

    test('a acknowledges one problem by the dialog of its post', async () => {
        const {user, server, emit} = await opened([withPost(panelRow(1))]);
        await keys(user, 'ja');
        await waitFor(() => expect(server.requests.at(-1)?.path).toBe(`/api/v4/posts/${POST_ID}/actions/acknowledge`));
        emit('open_dialog', {dialog: dialogEvent({})});
        expect(await screen.findByRole('dialog')).toBeVisible();
    });

    test('several that are selected are one action: how far it is, and what was refused says why and stays selected', async () => {
        const {user, server} = await opened([panelRow(1), panelRow(2), panelRow(3)]);
        const begun = {id: 'jane.1', objects: 2, done: 0, over: false, refused: []};
        const refused = [{key: panelRow(2).key, sentence: 'This problem is over.'}];
        server.answer(
            ROUTE.panelActions,
            {body: begun},
            {body: {...begun, done: 1, waits: 'Nothing answers there.'}},
            {hangUp: true},
            {body: {...begun, done: 1, over: true, refused}},
        );
        await keys(user, 'jxjxa');
        await user.type(await screen.findByRole('textbox', {name: 'Comment'}), 'new disk');
        expect(await axeFindsIn(document.body)).toEqual([]);
        await user.click(screen.getAllByRole('button', {name: 'Acknowledge'}).at(-1) as HTMLElement);
        expect(await screen.findByText('0 of 2 confirmed…')).toBeVisible();
        expect(await screen.findByText('Waiting for openITCOCKPIT: Nothing answers there.', {}, PATIENT)).toBeVisible();
        expect(await screen.findByText('Ping 2 · web2: This problem is over.', {}, PATIENT)).toBeVisible();
        expect(screen.getByText('1 of 2 confirmed.')).toBeVisible();
        expect(server.requests.find(({path}) => path.endsWith(ROUTE.panelActions))?.body).toEqual({
            press: expect.stringMatching(/^[a-z0-9]{30}$/),
            keys: [panelRow(1).key, panelRow(2).key],
            action: {kind: 'acknowledge', comment: 'new disk'},
        });
        expect(server.requests.at(-1)?.path).toMatch(/\?id=jane\.1$/);
        expect(screen.getByText('1 selected')).toBeVisible();
    });

    test('an action goes on being followed where the panel was closed and opened again', async () => {
        const {user, server, reopen} = await renderPanel([
            {body: panelAnswer([panelRow(1), panelRow(2)])},
            {body: panelAnswer([panelRow(1), panelRow(2)])},
            {body: panelAnswer([])},
        ]);
        await waitFor(() => expect(shown()).toHaveLength(2));
        const begun = {id: 'jane.1', objects: 2, done: 0, over: false, refused: []};
        server.answer(ROUTE.panelActions, {body: begun}, {body: {...begun, done: 2, over: true}});
        await keys(user, 'jxjxr');
        await user.click((await screen.findAllByRole('button', {name: 'Recheck'})).at(-1) as HTMLElement);
        expect(await screen.findByText('0 of 2 confirmed…')).toBeVisible();
        reopen();
        expect(await screen.findByText('2 of 2 confirmed.', {}, PATIENT)).toBeVisible();
    });

    test('d schedules a downtime for those that have no post; however often it is sent, it is one press', async () => {
        const {user, server} = await opened([panelRow(1)]);
        server.answer(
            ROUTE.panelActions,
            {status: 400, body: {error: {message: 'Please say why.'}}},
            {body: {id: 'jane.1', objects: 1, done: 1, over: true, refused: []}},
        );
        await keys(user, 'jd');
        await user.selectOptions(screen.getByRole('combobox', {name: 'Length'}), '4 h');
        const submit = screen.getByRole('button', {name: 'Downtime'});
        await user.click(submit);
        expect(await screen.findByText('Please say why.')).toBeVisible();
        await user.type(screen.getByRole('textbox', {name: 'Comment'}), 'move');
        await user.click(submit);
        expect(await screen.findByText('1 of 1 confirmed.')).toBeVisible();
        const [first, second] = server.requests.filter(({path}) => path.endsWith(ROUTE.panelActions));
        expect(second?.body).toMatchObject({action: {kind: 'schedule_downtime', comment: 'move', minutes: 240}});
        expect(second?.body.press).toBe(first?.body.press);
    });

    test('5 000 problems: only what is in sight is drawn', async () => {
        await opened(Array.from({length: 5000}, (_, number) => panelRow(number)));
        await waitFor(() => expect(shown().length).toBeGreaterThan(5));
        expect(shown().length).toBeLessThan(60);
        expect(drawn()[0]).toHaveAttribute('aria-setsize', '5000');
    });
});

describe('what the panel hears', () => {
    test('an event asks for what has changed since: rows come, change and go', async () => {
        const {server, emit} = await renderPanel([
            {body: panelAnswer([panelRow(1), panelRow(2)])},
            {body: panelAnswer([panelRow(3)], {whole: false, gone: [panelRow(1).key], revision: '9.mark'})},
        ]);
        await waitFor(() => expect(shown()).toHaveLength(2));
        emit(EVENT, {});
        await waitFor(() => expect(shown().join()).toMatch(/Ping 2.*Ping 3/));
        expect(shown()).toHaveLength(2);
        expect(server.requests.at(-1)?.path).toMatch(/known=2\.mark$/);
    });

    test('a person who leaves the channel with the panel open: the rows go, and the panel says that there are none', async () => {
        const {emit} = await renderPanel([{body: panelAnswer([panelRow(1)])}, {body: panelAnswer([])}]);
        await waitFor(() => expect(shown()).toHaveLength(1));
        emit(EVENT, {});
        expect(await screen.findByText(/^No unhandled problems in your channels/)).toBeVisible();
    });

    test('a websocket that drops every second: everything is asked for again, one request at a time', async () => {
        const {host, server} = await renderPanel([
            {body: panelAnswer([panelRow(1)])},
            {body: panelAnswer([panelRow(2)])},
        ]);
        await waitFor(() => expect(shown()).toHaveLength(1));
        act(() => {
            for (let time = 0; time < 50; time += 1) {
                host.reconnect();
            }
        });
        await waitFor(() => expect(shown().join()).toMatch(/Ping 2/));
        expect(server.requests.length).toBeLessThan(5);
    });

    test('the number at the button is that of unhandled problems, red from critical up', async () => {
        const {host} = await opened([panelRow(1), panelRow(2, {state: 'WARNING'})]);
        const button = await screen.findByText('openITCOCKPIT problems: 2 unhandled');
        expect(button.parentElement).toHaveClass('oitc-panel-button--urgent');
        // Mattermost's app bar makes a white disc of every span in it, and cuts off what is outside.
        expect(button.parentElement?.outerHTML).not.toContain('<span');
        host.panelButton?.action();
        expect(host.opened).toEqual(['TOGGLE_RHS']);
    });

    test('before it is opened, the number is asked for alone', async () => {
        const {host, server} = await startPlugin();
        server.answer(COUNTS, {body: {counts: {unhandled: 3, urgent: 0, acknowledged: 0, downtimes: 0, mine: 0}}});
        await waitFor(() => expect(JSON.stringify(host.store.getState())).toContain('"unhandled":3'));
        expect(server.requests).toEqual([]);
    });
});

describe('from a post to the panel and back', () => {
    const wanted = async (rows: readonly PanelRow[]) => {
        const panel = await opened(rows);
        act(() => panel.host.postMenu[0]?.action(POST_ID));
        return panel;
    };

    test('Show in panel opens it at the problem, in its tab; its link leads to the post', async () => {
        const push = vi.fn();
        Object.assign(window, {WebappUtils: {browserHistory: {push}}});
        const {host, user} = await wanted([panelRow(1), withPost(acknowledgedRow(2))]);
        const details = await screen.findByRole('region', {name: /Ping 2 · web2/});
        expect(screen.getByRole('button', {name: /Acknowledged/})).toHaveAttribute('aria-pressed', 'true');
        expect(host.opened).toEqual(['SHOW_RHS']);
        await user.click(within(details).getByRole('link', {name: 'Go to post'}));
        expect(push).toHaveBeenCalledWith(`/_redirect/pl/${POST_ID}`);
        Object.assign(window, {WebappUtils: undefined});
    });

    test('a problem that is over is not in the panel, which says so', async () => {
        await wanted([panelRow(1)]);
        expect(await screen.findByText('This problem is over, or it is not in the panel.')).toBeVisible();
    });

    test('only posts of alerts have the entry', async () => {
        const {host} = await startPlugin();
        const {id} = alertPost();
        expect(host.postMenu.map(({filter}) => filter(id))).toEqual([false, false]);
        expect(CHANNEL_ID).not.toBe('');
    });
});

describe('bad input', () => {
    test('a filter that is a regular expression bomb is looked for as it is typed', async () => {
        const bomb = '(a+)+$(.*)*\\1{9}';
        const {user} = await opened([panelRow(1, {output: `x ${bomb} y`}), panelRow(2, {output: 'a'.repeat(200)})]);
        const filter = screen.getByRole('searchbox');
        await user.click(filter);
        await user.paste(bomb);
        await waitFor(() => expect(shown()).toHaveLength(1));
        await user.type(filter, 'no');
        expect(await screen.findByText(`Nothing matches “${bomb}no”.`)).toBeVisible();
    });

    test('50 000 problems: says how many are left out', async () => {
        await opened([panelRow(1)], {left_out: 49_999});
        expect(await screen.findByText('These are the 1 that matter most; 49,999 more are left out.')).toBeVisible();
    });

    test('two renames in a row: one group, under the newest name, with those before', async () => {
        const host = {host_uuid: 'host1'};
        await opened([
            panelRow(1, {...host, host: 'old', named_at: 1}),
            panelRow(2, {...host, host: 'newest', named_at: 3}),
            panelRow(3, {...host, host: 'newer', named_at: 2}),
        ]);
        expect(await screen.findByText('newest')).toBeVisible();
        expect(screen.getByText('(before: newer, old)')).toBeVisible();
        expect(shown()).toHaveLength(3);
    });

    test('an older web client with a newer server part says to reload, and keeps what it has', async () => {
        const {emit} = await renderPanel([
            {body: panelAnswer([panelRow(1)])},
            {body: {revision: 7, format: 'of another version'}},
        ]);
        await waitFor(() => expect(shown()).toHaveLength(1));
        emit(EVENT, {});
        expect(await screen.findByText(/it has been upgraded\. Reload the page\./)).toBeVisible();
        expect(screen.getByText('The list shows what was last heard.')).toBeVisible();
        expect(shown()).toHaveLength(1);
    });

    test.each([
        [{status: 404, body: {}}, /server part does not run, or is too old for the panel/],
        [{status: 500, body: {}}, /did not answer properly/],
        [{hangUp: true}, /Mattermost could not be reached/],
        [{status: 403, body: {error: {message: 'Bots cannot act on problems.'}}}, /Bots cannot act/],
    ] as const)('an answer %o is explained, and can be asked for again', async (answer, sentence) => {
        const {user} = await renderPanel([answer, {body: panelAnswer([panelRow(1)])}]);
        expect(await screen.findByText(sentence)).toBeVisible();
        await user.click(screen.getByRole('button', {name: 'Try again'}));
        await waitFor(() => expect(shown()).toHaveLength(1));
        expect(screen.queryByText(sentence)).toBeNull();
    });

    test.each([
        'registerChannelHeaderButtonAction',
        'registerPostDropdownMenuAction',
        'registerRightHandSidebarComponent',
    ] as const)('a web client without %s has the rest', async (lacking) => {
        const {host} = await startPlugin([lacking]);
        expect(host.postTypes.size).toBe(1);
        expect(host.sidebar === undefined).toBe(lacking === 'registerRightHandSidebarComponent');
    });

    test('a server without app bar: the button is in the channel header, as Mattermost puts it there by itself', async () => {
        const {host} = await startPlugin();
        expect(host.panelButton).toBeDefined();
        expect(host.sidebar).toBeDefined();
    });

    test('a browser that remembers nothing, or nonsense, shows the panel all the same', async () => {
        vi.spyOn(Storage.prototype, 'getItem').mockReturnValue('{"tab": 7');
        vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
            throw new Error('full');
        });
        const {user} = await opened([panelRow(1)]);
        await user.type(screen.getByRole('searchbox'), 'ping');
        await waitFor(() => expect(shown()).toHaveLength(1));
        vi.restoreAllMocks();
    });
});

describe('the file of the panel', () => {
    const show = (load: Parameters<typeof panelDoor>[0]) => {
        const Door = panelDoor(load);
        render(
            <IntlProvider locale="en" messages={mainTexts}>
                <Door />
            </IntlProvider>,
        );
        return userEvent.setup();
    };

    test('that cannot be loaded, after an upgrade say, is explained, and tried again', async () => {
        let attempts = 0;
        const user = show(async () => {
            attempts += 1;
            if (attempts === 1) {
                throw new Error('404');
            }
            return {Panel: Whole};
        });
        expect(await screen.findByText(/may have been upgraded since this page was opened/)).toBeVisible();
        expect(screen.getByRole('button', {name: 'Reload'})).toBeEnabled();
        await user.click(screen.getByRole('button', {name: 'Try again'}));
        expect(await screen.findByText('the panel')).toBeVisible();
    });

    test('that fails while it is drawn is explained in its place', async () => {
        const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined);
        const silence = (event: Event) => event.preventDefault();
        window.addEventListener('error', silence);
        show(async () => ({Panel: Broken}));
        expect(
            await screen.findByText(/The panel has failed, and shows nothing rather than something wrong/),
        ).toBeVisible();
        window.removeEventListener('error', silence);
        silent.mockRestore();
    });
});
