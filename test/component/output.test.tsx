import {screen} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {alertPost, alertProps} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const render = (output: string, locale = 'en') =>
    renderPlugin({post: alertPost({alert: alertProps({output}), actions: []}), locale});

describe('what the check printed', () => {
    test.each([
        ['short', 'PING CRITICAL - rta nan, lost 100%'],
        ['five lines', 'a\nb\nc\nd\ne\n'],
        ['400 characters', 'word '.repeat(80).trimEnd()],
    ])('is shown whole when it is %s', async (_name, output) => {
        await render(output);
        expect(screen.getByRole('code').textContent).toBe(output);
        expect(screen.queryByRole('button')).toBeNull();
        expect(screen.getByRole('code').parentElement).not.toHaveClass('oitc-output--folded');
    });

    test.each([
        ['six lines', 'a\nb\nc\nd\ne\nf'],
        ['401 characters', 'word '.repeat(81)],
    ])('is folded when it has %s, and unfolds', async (_name, output) => {
        const {user} = await render(output);
        const box = screen.getByRole('code').parentElement;
        const button = screen.getByRole('button', {name: 'Show more'});
        expect(button).toHaveAttribute('aria-expanded', 'false');
        expect(box).toHaveClass('oitc-output--folded');
        await user.click(button);
        expect(box).not.toHaveClass('oitc-output--folded');
        expect(button).toHaveAccessibleName('Show less');
        expect(button).toHaveAttribute('aria-expanded', 'true');
        await user.click(button);
        expect(box).toHaveClass('oitc-output--folded');
    });

    test('is there for screen readers and the search of the browser even where it is folded', async () => {
        const output = `${'line\n'.repeat(20)}last`;
        await render(output, 'de');
        expect(screen.getByRole('code').textContent).toBe(output);
        expect(screen.getByRole('button', {name: 'Mehr anzeigen'})).toBeVisible();
    });
});
