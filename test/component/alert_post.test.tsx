import {screen, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {
    acknowledgeAction,
    acknowledgement,
    alertPost,
    alertProps,
    removeAction,
    retryAction,
    webhookPost,
} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const status = (): HTMLElement => screen.getByRole('status');

describe('every look', () => {
    test('problem: state in words, links, since, output as plain text, the button', async () => {
        const output = '<b>disk</b> **full** @channel';
        await renderPlugin({post: alertPost({alert: alertProps({output})})});
        const card = screen.getByRole('group', {name: 'CRITICAL: Ping on web01'});
        expect(within(card).getByText('CRITICAL')).toBeVisible();
        expect(within(card).getByRole('link', {name: 'web01'})).toHaveAttribute(
            'href',
            'https://oitc.example.org/a/hosts/browser/h-1',
        );
        expect(within(card).getByRole('link', {name: 'Ping'})).toHaveAttribute('rel', 'noopener noreferrer');
        expect(within(card).getByText(/^since/)).toHaveTextContent('since Nov 15, 2023');
        expect(within(card).getByText(output).tagName).toBe('CODE');
        expect(within(card).getByRole('button', {name: 'Acknowledge'})).toBeEnabled();
        expect(status()).toBeEmptyDOMElement();
    });

    test('acknowledging: who asked, and that it is not confirmed', async () => {
        const alert = alertProps({look: 'acknowledging', acknowledgement: acknowledgement()});
        await renderPlugin({post: alertPost({alert, actions: []})});
        expect(status()).toHaveTextContent('Acknowledging… openITCOCKPIT has not confirmed it yet.');
        expect(status()).toHaveTextContent(/Requested by @alice, Nov 15, 2023/);
        expect(status()).not.toHaveTextContent('Acknowledged by');
        expect(screen.queryByRole('button')).toBeNull();
    });

    test('acknowledged: who, when, comment, sticky, and the way back', async () => {
        const alert = alertProps({look: 'acknowledged', acknowledgement: acknowledgement({sticky: true})});
        await renderPlugin({post: alertPost({alert, actions: [removeAction]})});
        expect(status()).toHaveTextContent(/^Acknowledged by @alice · replacing the disk · Sticky$/);
        expect(screen.getByText('@alice')).toHaveAttribute('title', expect.stringMatching(/^Nov 15, 2023/));
        expect(screen.getByRole('button', {name: 'Remove acknowledgement'})).toBeEnabled();
    });

    test('acknowledged elsewhere: says where', async () => {
        const alert = alertProps({look: 'acknowledged', acknowledgement: acknowledgement({via: 'openitcockpit'})});
        await renderPlugin({post: alertPost({alert, actions: []})});
        expect(status()).toHaveTextContent(/^Acknowledged in openITCOCKPIT by @alice/);
    });

    test('not confirmed: the reason, what was asked, and Retry', async () => {
        const failure = 'openITCOCKPIT rejected the API key.';
        const alert = alertProps({look: 'not_confirmed', failure, acknowledgement: acknowledgement()});
        await renderPlugin({post: alertPost({alert, actions: [retryAction, acknowledgeAction]})});
        expect(status()).toHaveTextContent('Not confirmed. openITCOCKPIT rejected the API key.');
        expect(status()).toHaveTextContent('replacing the disk');
        expect(screen.getAllByRole('button').map(({textContent}) => textContent)).toEqual(['Retry', 'Acknowledge']);
    });

    test.each([
        [{since: 1_700_050_000, recovered_at: 1_700_057_500}, 'Recovered after 2 hr 5 min'],
        [{since: 1_700_050_000, recovered_at: 1_700_050_000}, 'Recovered after 0 sec'],
        [{since: 1_700_050_000}, 'Recovered'],
        [{since: 1_700_050_000, recovered_at: 1_600_000_000}, 'Recovered'],
    ])('recovered: after how long, when that is known (%o)', async (times, sentence) => {
        const alert = alertProps({state: 'OK', look: 'recovered', ...times});
        await renderPlugin({post: alertPost({alert, actions: []})});
        expect(status().textContent).toBe(sentence);
    });

    test('gone: the sentence of the handler, and nothing to press', async () => {
        const message = 'CRITICAL Ping on web01 – closed: deleted in openITCOCKPIT';
        const alert = alertProps({look: 'gone'});
        await renderPlugin({post: {...alertPost({alert, actions: []}), message}});
        expect(status()).toHaveTextContent(message);
        expect(screen.getAllByRole('button').map((button) => button.title)).toEqual(['Show details']);
    });

    test('info: a host without a service, with its marks', async () => {
        const {service: _, ...host} = alertProps({
            kind: 'host',
            state: 'UP',
            look: 'info',
            flapping: true,
            in_downtime: true,
            output: '',
        });
        await renderPlugin({post: alertPost({alert: host, actions: [], message: 'UP web01: downtime, says bob'})});
        expect(status()).toHaveTextContent('UP web01: downtime, says bob');
        const card = screen.getByRole('group', {name: 'UP: web01'});
        expect(within(card).getByText('Flapping')).toBeVisible();
        expect(within(card).getByText('In downtime')).toBeVisible();
        expect(within(card).queryByText('Ping')).toBeNull();
        expect(within(card).queryByRole('code')).toBeNull();
    });

    test('the change from acknowledging to acknowledged happens inside one live region', async () => {
        const asked = alertProps({look: 'acknowledging', acknowledgement: acknowledgement()});
        const {update} = await renderPlugin({post: alertPost({alert: asked, actions: []})});
        const region = status();
        update(alertPost({alert: {...asked, look: 'acknowledged'}, actions: [removeAction]}));
        expect(status()).toBe(region);
        expect(region).toHaveTextContent(/^Acknowledged by @alice/);
    });

    test('in German', async () => {
        const alert = alertProps({
            state: 'OK',
            look: 'recovered',
            recovered_at: 1_700_057_500,
            acknowledgement: acknowledgement(),
        });
        const {user} = await renderPlugin({post: alertPost({alert, actions: []}), locale: 'de'});
        expect(status()).toHaveTextContent('Behoben nach 2 Std. 5 Min.');
        await user.click(screen.getByRole('button', {name: 'Einzelheiten anzeigen'}));
        const card = screen.getByRole('group', {name: 'OK: Ping auf web01'});
        expect(card).toHaveTextContent(/seit 15\.11\.2023/);
        expect(card).toHaveTextContent('Bestätigt von @alice');
    });
});

describe('above a native attachment (incoming webhook)', () => {
    test('repeats neither buttons nor output', async () => {
        await renderPlugin({post: webhookPost(alertProps())});
        expect(screen.getByRole('group', {name: 'CRITICAL: Ping on web01'})).toBeVisible();
        expect(screen.queryByRole('button')).toBeNull();
        expect(screen.queryByText(alertProps().output)).toBeNull();
    });

    test('still says who acknowledged', async () => {
        const alert = alertProps({look: 'acknowledged', acknowledgement: acknowledgement()});
        await renderPlugin({post: webhookPost(alert)});
        expect(status()).toHaveTextContent(/^Acknowledged by @alice/);
    });
});

test.each(['javascript:alert(1)', 'data:text/html,x', '', '//evil.example.org'])('draws no link to %o', async (url) => {
    const alert = alertProps({host: {uuid: 'h', name: 'web01', url}, service: {uuid: 's', name: 'Ping', url}});
    await renderPlugin({post: alertPost({alert})});
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('Ping on web01')).toBeVisible();
});
