import {screen} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import type {AlertProps} from '#contract';
import {alertPost, alertProps} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const render = (changes: Partial<AlertProps>, locale = 'en') =>
    renderPlugin({post: alertPost({alert: alertProps(changes), actions: []}), locale});

const consequences = {
    count: 7,
    worst: [
        {name: 'Ping', state: 'CRITICAL'},
        {name: 'Disk', state: 'WARNING'},
    ],
} as const;

describe('what a problem explains', () => {
    test.each([
        ['en', 'Because of it: 7 problems: CRITICAL Ping, WARNING Disk and 5 more'],
        ['de', 'Folgen: 7 Probleme: CRITICAL Ping, WARNING Disk und 5 weitere'],
    ])('is a line of its card (%s)', async (locale, text) => {
        await render({consequences: {...consequences, worst: [...consequences.worst]}}, locale);
        expect(screen.getByText(text)).toBeInTheDocument();
    });

    test('says nothing where there is nothing', async () => {
        await render({});
        expect(screen.queryByText(/Because of it/u)).toBeNull();
    });
});
