import {screen, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import type {AlertProps} from '#contract';
import {
    acknowledgeAction,
    acknowledgement,
    alertPost,
    alertProps,
    moreAction,
    quickReasonAction,
    removeAction,
    retryAction,
    webhookPost,
} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const card = (): HTMLElement => screen.getByRole('group', {name: /web01/});
const status = (): HTMLElement => screen.getByRole('status');
const render = (changes: Partial<AlertProps>, actions: readonly object[] = [], locale = 'en') =>
    renderPlugin({post: alertPost({alert: alertProps(changes), actions}), locale});
const unfold = async (user: {click: (element: Element) => Promise<void>}, name = 'Show details') => {
    await user.click(screen.getByRole('button', {name}));
};

describe('how loud a card is', () => {
    test.each([
        ['a problem', {}, 'strong'],
        ['one whose acknowledgement is only asked for', {look: 'acknowledging'}, 'strong'],
        ['one whose acknowledgement failed', {look: 'not_confirmed', failure: 'No.'}, 'strong'],
        ['one that is acknowledged', {look: 'acknowledged', acknowledgement: acknowledgement()}, 'calm'],
        ['one in downtime', {in_downtime: true}, 'calm'],
        ['one whose acknowledgement failed, in downtime', {look: 'not_confirmed', in_downtime: true}, 'calm'],
        ['a notice about something that is fine', {look: 'info', state: 'OK'}, 'calm'],
        ['a notice about a problem', {look: 'info'}, 'strong'],
        ['one that is over', {look: 'recovered', state: 'OK'}, 'over'],
        ['one that is gone', {look: 'gone'}, 'over'],
    ] as const)('%s', async (_name, changes, tone) => {
        await render(changes);
        expect(card()).toHaveClass(`oitc--${tone}`);
    });
});

describe('a problem that somebody takes care of says so in one line', () => {
    test('who and why', async () => {
        await render({look: 'acknowledged', acknowledgement: acknowledgement({author: 'Jane'})}, [removeAction]);
        expect(status()).toHaveTextContent(/^Acknowledged by Jane · replacing the disk$/);
        expect(screen.getByText('Jane')).toHaveAttribute('title', expect.stringMatching(/Nov 15, 2023/));
        expect(within(status()).getAllByRole('paragraph')).toHaveLength(1);
    });

    test('that it was done in openITCOCKPIT, and that it is sticky', async () => {
        const made = acknowledgement({sticky: true, via: 'openitcockpit', comment: ''});
        await render({look: 'acknowledged', acknowledgement: made});
        expect(status()).toHaveTextContent(/^Acknowledged in openITCOCKPIT by @alice · Sticky$/);
    });

    test('until when its downtime runs, with its day only if that is another', async () => {
        const now = new Date();
        now.setHours(12, 0, 0, 0);
        const today = Math.floor(now.getTime() / 1000);
        const {update} = await render({in_downtime: true, downtime_from: today, downtime_until: today + 4 * 3600});
        expect(status()).toHaveTextContent(/^In downtime until 4:00\sPM$/);
        update(alertPost({alert: alertProps({in_downtime: true, downtime_from: 1, downtime_until: 1_700_053_600})}));
        expect(status()).toHaveTextContent(/^In downtime until Nov 15, 2023, \d/);
    });

    test('whose downtime it is', async () => {
        const told = {downtime_author: 'Jane', downtime_comment: 'new disk'};
        await render({in_downtime: true, downtime_from: 1, downtime_until: 1_700_053_600, ...told}, [], 'de');
        expect(status()).toHaveTextContent(/^Jane · new disk · In Wartungszeit bis 15\.11\.2023/);
    });

    test('both, and the person and the comment once', async () => {
        const acked = {look: 'acknowledged', acknowledgement: acknowledgement({author: 'Jane', comment: 'new disk'})};
        const downtime = {in_downtime: true, downtime_author: 'Jane', downtime_comment: 'new disk'};
        await render({...acked, ...downtime} as Partial<AlertProps>);
        expect(status()).toHaveTextContent(/^Acknowledged by Jane · new disk · In downtime$/);
        expect(screen.getAllByText('In downtime')).toHaveLength(1);
    });

    test('a downtime that is only planned calms nothing, and stays beside the start', async () => {
        await render({downtime_from: 1_700_050_000, downtime_until: 1_700_053_600});
        expect(status()).toBeEmptyDOMElement();
        expect(screen.getByText(/^Downtime from/)).toBeVisible();
    });
});

describe('a problem that is over is one line', () => {
    const over = {
        state: 'OK',
        look: 'recovered',
        recovered_at: 1_700_057_500,
        output: 'PING OK - rta 1 ms',
        acknowledgement: acknowledgement({sticky: true}),
    } as const;

    test('with the rest folded, which can be unfolded and folded again', async () => {
        const {user} = await render(over);
        expect(card()).toHaveTextContent(/^OK\s*Ping on web01\s*Recovered after 2 hr 5 min$/);
        const button = screen.getByRole('button', {name: 'Show details'});
        expect(button).toHaveAttribute('aria-expanded', 'false');
        await user.click(button);
        expect(button).toHaveAccessibleName('Hide details');
        expect(button).toHaveAttribute('aria-expanded', 'true');
        expect(screen.getByText('PING OK - rta 1 ms')).toBeVisible();
        expect(screen.getByText(/^since/)).toHaveTextContent('Nov 15, 2023');
        expect(card()).toHaveTextContent(/Acknowledged by @alice, Nov 15, 2023.*Sticky.*replacing the disk/);
        await user.click(button);
        expect(screen.queryByText('PING OK - rta 1 ms')).toBeNull();
    });

    test('is not told again by what is unfolded', async () => {
        const {user} = await render(over);
        await unfold(user);
        expect(status()).toHaveTextContent(/^Recovered after 2 hr 5 min$/);
    });

    test('has no fold where nothing is known besides', async () => {
        const {since: _, ...bare} = alertProps({state: 'OK', look: 'recovered', output: ''});
        await renderPlugin({post: alertPost({alert: bare, actions: []})});
        expect(screen.queryByRole('button')).toBeNull();
    });

    test('leaves the output to the native attachment where there is one', async () => {
        const {user} = await renderPlugin({post: webhookPost(alertProps(over))});
        await unfold(user);
        expect(screen.queryByText('PING OK - rta 1 ms')).toBeNull();
    });

    test('stays the same live region when it recovers', async () => {
        const alert = alertProps({look: 'acknowledged', acknowledgement: acknowledgement()});
        const {update} = await renderPlugin({post: alertPost({alert, actions: [removeAction]})});
        const region = status();
        update(alertPost({alert: alertProps(over), actions: []}));
        expect(status()).toBe(region);
    });
});

describe('one button stands out', () => {
    test.each([
        [[acknowledgeAction, quickReasonAction, moreAction], ['Acknowledge']],
        [[{...retryAction, style: 'primary'}, acknowledgeAction, moreAction], ['Retry']],
        [[removeAction, moreAction], []],
    ])('%#', async (actions, primary) => {
        await render({}, actions);
        const names = screen
            .getAllByRole('button')
            .filter(({className}) => className.includes('--primary'))
            .map(({textContent}) => textContent);
        expect(names).toEqual(primary);
    });
});
