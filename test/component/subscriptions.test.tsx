import {render as draw, screen, waitFor, within} from '@testing-library/react';
import {userEvent} from '@testing-library/user-event';
import React from 'react';
import {IntlProvider} from 'react-intl';
import {describe, expect, test} from 'vitest';
import type {SubscriptionRow} from '#contract';
import {subscriptionsDoor} from '../../webapp/src/console/subscriptions_door';
import mainTexts from '../../webapp/src/i18n/en.json';
import type {AdminSettingProps} from '../../webapp/src/types/registry';
import {axeFindsIn} from '../support/webapp/axe';
import {renderAdminSetting} from '../support/webapp/render_plugin';

const ROUTE = '/plugins/openitcockpit/api/v1/subscriptions';

const row = (more: Partial<SubscriptionRow> = {}): SubscriptionRow => ({
    id: 'one',
    revision: 3,
    channel: 'ops/network',
    team: 'ops',
    which: 'problems of hosts; hosts “sw-*”',
    loud: 'critical: “@here”',
    shadow: false,
    by: 'jane',
    at: 1_750_000_000,
    trouble: '',
    ...more,
});

const FIELDS = [
    {name: 'hosts', label: 'Hosts', help: 'For example web-*', type: 'text', value: 'sw-*'},
    {
        name: 'objects',
        label: 'Hosts or services',
        help: '',
        type: 'select',
        value: 'hosts',
        options: [
            {text: 'Both', value: 'all'},
            {text: 'Hosts only', value: 'hosts'},
        ],
    },
    {name: 'shadow', label: 'Only try it out', help: 'Posts nothing', type: 'bool', value: 'false'},
];

const render = async (rows: readonly SubscriptionRow[], options: Parameters<typeof renderAdminSetting>[1] = {}) => {
    const page = await renderAdminSetting('Subscriptions', options);
    page.server.answer(ROUTE, {body: {rows}});
    return page;
};

describe('the subscriptions in the System Console', () => {
    test('are a table of all channels, which says what is wrong with one', async () => {
        await render([row(), row({id: 'two', channel: 'ops/old', trouble: '~ops/old is archived'})]);
        const table = await screen.findByRole('table');
        expect(within(table).getByRole('rowheader', {name: 'ops/network'})).toBeVisible();
        expect(within(table).getByText('~ops/old is archived')).toBeVisible();
        expect(within(table).getAllByText('problems of hosts; hosts “sw-*”')).toHaveLength(2);
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test('say in German that there are none', async () => {
        await render([], {locale: 'de'});
        expect(await screen.findByText(/Kein Kanal hat etwas abonniert/)).toBeVisible();
    });

    test('are edited: a mistake is shown at its field, and what would come before it is saved', async () => {
        const {server, user} = await render([row()]);
        await screen.findByRole('table');
        server.answer(ROUTE, {body: {fields: FIELDS}});
        await user.click(screen.getByRole('button', {name: 'Edit'}));
        const hosts = await screen.findByLabelText('Hosts');
        expect(hosts).toHaveValue('sw-*');
        expect(await axeFindsIn(document.body)).toEqual([]);
        await user.clear(hosts);
        await user.type(hosts, 'db-*');
        server.answer(ROUTE, {body: {mistakes: {hosts: 'These are 101 names.'}}});
        await user.click(screen.getByRole('button', {name: 'Preview'}));
        expect(await screen.findByText('These are 101 names.')).toBeVisible();
        expect(hosts).toBeInvalid();
        server.answer(ROUTE, {body: {remarks: ['It matches nothing']}});
        await user.click(screen.getByRole('button', {name: 'Preview'}));
        expect(await screen.findByText('It matches nothing')).toBeVisible();
        server.answer(ROUTE, {body: {rows: [row({which: 'hosts “db-*”', revision: 4})]}});
        await user.click(screen.getByRole('button', {name: 'Save subscription'}));
        expect(await screen.findByText('hosts “db-*”')).toBeVisible();
        expect(screen.queryByLabelText('Hosts')).toBeNull();
        expect(server.requests.at(-1)).toMatchObject({
            method: 'POST',
            headers: {'x-csrf-token': 'csrf-token'},
            body: {act: 'save', id: 'one', revision: 3, fields: {hosts: 'db-*', objects: 'hosts', shadow: 'false'}},
        });
    });

    test('keep what was typed when somebody else was faster', async () => {
        const {server, user} = await render([row()]);
        await screen.findByRole('table');
        server.answer(ROUTE, {body: {fields: FIELDS}});
        await user.click(screen.getByRole('button', {name: 'Edit'}));
        const hosts = await screen.findByLabelText('Hosts');
        await user.type(hosts, 'x');
        server.answer(ROUTE, {body: {rows: [row({revision: 4})], refusal: 'bob has changed this subscription'}});
        await user.click(screen.getByRole('button', {name: 'Save subscription'}));
        expect(await screen.findByText('bob has changed this subscription')).toBeVisible();
        expect(hosts).toHaveValue('sw-*x');
    });

    test('are removed after a question', async () => {
        const {server, user} = await render([row()]);
        await screen.findByRole('table');
        await user.click(screen.getByRole('button', {name: 'Remove…'}));
        expect(server.requests).toHaveLength(1);
        server.answer(ROUTE, {body: {rows: []}});
        await user.click(screen.getByRole('button', {name: 'Remove subscription'}));
        expect(await screen.findByText(/No channel has subscribed/)).toBeVisible();
        expect(server.requests.at(-1)?.body).toMatchObject({act: 'remove', id: 'one', revision: 3});
    });

    test('are imported after a question; a file of another version changes nothing, and is told', async () => {
        const {server, user} = await render([row()]);
        await screen.findByRole('table');
        const file = new File(['{"version": 2}'], 'subscriptions.json', {type: 'application/json'});
        await user.upload(screen.getByLabelText('File to import'), file);
        await user.click(screen.getByRole('button', {name: 'Import…'}));
        expect(server.requests).toHaveLength(1);
        server.answer(ROUTE, {body: {rows: [row()], refusal: 'It says version 2; this plugin reads version 1.'}});
        await user.click(screen.getByRole('button', {name: 'Replace all'}));
        expect(await screen.findByText(/this plugin reads version 1/)).toBeVisible();
        expect(server.requests.at(-1)?.body).toMatchObject({act: 'import', file: '{"version": 2}'});
    });

    test.each([
        ['Mattermost is away', {hangUp: true}, /could not be reached/],
        ['the person may not', {status: 403}, /./],
        ['the answer is nonsense', {body: {rows: 1}}, /./],
    ] as const)('say that %s', async (_, answer, sentence) => {
        const page = await renderAdminSetting('Subscriptions', {});
        page.server.answer(ROUTE, answer);
        await waitFor(() => expect(document.querySelector('.oitc-failure')).toHaveTextContent(sentence));
        expect(screen.queryByRole('table')).toBeNull();
    });
});

const Help = ({helpText}: AdminSettingProps) => <p>{helpText}</p>;

describe('the file of the subscriptions', () => {
    test('that cannot be loaded, after an upgrade say, is explained, and tried again with what Mattermost gave', async () => {
        let attempts = 0;
        const Door = subscriptionsDoor(async () => {
            attempts += 1;
            if (attempts === 1) {
                throw new Error('404');
            }
            return {Subscriptions: Help};
        });
        draw(
            <IntlProvider locale="en" messages={mainTexts}>
                <Door id="subscriptions" helpText="all of them" />
            </IntlProvider>,
        );
        expect(await screen.findByText(/^The subscriptions could not be loaded: the plugin may have/)).toBeVisible();
        await userEvent.setup().click(screen.getByRole('button', {name: 'Try again'}));
        expect(await screen.findByText('all of them')).toBeVisible();
    });
});
