import {fireEvent, screen, waitFor} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {CHOICE, FIELD} from '#contract';
import {alertPost, alertProps, cancelDialog, dialogEvent, downtimeDialog, moreAction} from '../support/webapp/fixtures';
import {renderPlugin} from '../support/webapp/render_plugin';

const open = async (dialog: object = downtimeDialog, locale = 'en') => {
    const cancel = {text: 'Cancel downtime…', value: CHOICE.cancelDowntime};
    const action = {...moreAction, options: [...moreAction.options, cancel]};
    const page = await renderPlugin({post: alertPost({actions: [action]}), locale});
    await page.user.click(screen.getByRole('button', {name: 'More…'}));
    await page.user.click(screen.getAllByRole('menuitem')[0] as HTMLElement);
    await waitFor(() => expect(page.server.requests).toHaveLength(1));
    page.emit('open_dialog', {dialog: dialogEvent(dialog)});
    await screen.findByRole('dialog');
    return page;
};
const submissionOf = (page: Awaited<ReturnType<typeof open>>) =>
    (page.server.requests.at(-1)?.body as {submission?: unknown} | undefined)?.submission;

describe('the downtime dialog', () => {
    test('offers ready lengths and the browser’s own date and time inputs', async () => {
        await open();
        expect(screen.getByRole('group', {name: 'Length'})).toBeVisible();
        expect(screen.getByRole('radio', {name: '30 minutes'})).toBeChecked();
        expect(screen.getByLabelText('Start')).toHaveAttribute('type', 'datetime-local');
        expect(screen.getByLabelText('Start')).toHaveAccessibleDescription(/Europe\/Berlin/);
        expect(screen.getByLabelText('End')).toHaveAttribute('type', 'datetime-local');
    });

    test('sends what was chosen', async () => {
        const page = await open();
        await page.user.click(screen.getByRole('radio', {name: '1 hour'}));
        await page.user.type(screen.getByLabelText('Comment'), 'new disk');
        await page.user.click(screen.getByRole('button', {name: 'Schedule'}));
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissionOf(page)).toEqual({
            [FIELD.length]: '1h',
            [FIELD.start]: '',
            [FIELD.end]: '',
            [FIELD.comment]: 'new disk',
            [FIELD.hostAndServices]: true,
        });
    });

    test('an end that is written takes the place of the length, and the other way round', async () => {
        const page = await open();
        fireEvent.change(screen.getByLabelText('End'), {target: {value: '2026-11-24T16:30'}});
        expect(screen.getByRole('radio', {name: '30 minutes'})).not.toBeChecked();
        await page.user.click(screen.getByRole('radio', {name: '1 hour'}));
        expect(screen.getByLabelText('End')).toHaveValue('');
        fireEvent.change(screen.getByLabelText('End'), {target: {value: '2026-11-24T16:30'}});
        await page.user.type(screen.getByLabelText('Comment'), 'new disk');
        await page.user.click(screen.getByRole('button', {name: 'Schedule'}));
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissionOf(page)).toMatchObject({[FIELD.end]: '2026-11-24T16:30'});
    });

    test('what the handler objects to stands at the field', async () => {
        const page = await open();
        page.server.answer('submit', {
            body: {errors: {[FIELD.start]: 'This start is over.', [FIELD.length]: 'Choose one.'}},
        });
        await page.user.type(screen.getByLabelText('Comment'), 'new disk');
        await page.user.click(screen.getByRole('button', {name: 'Schedule'}));
        await waitFor(() => expect(screen.getByLabelText('Start')).toHaveAccessibleDescription(/This start is over/));
        expect(screen.getByLabelText('Start')).toBeInvalid();
        expect(screen.getByText('Choose one.')).toBeVisible();
    });
});

describe('the dialog that cancels', () => {
    test('asks, and its way back is not called Cancel', async () => {
        const page = await open(cancelDialog);
        expect(screen.queryByRole('button', {name: 'Cancel'})).toBeNull();
        expect(screen.getByRole('button', {name: 'Close'})).toBeVisible();
        await page.user.click(screen.getByRole('checkbox', {name: 'Planned downtimes'}));
        await page.user.click(screen.getByRole('button', {name: 'Cancel downtime'}));
        await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
        expect(submissionOf(page)).toEqual({[FIELD.planned]: true});
    });
});

describe('the post', () => {
    const shown = (changes: Parameters<typeof alertProps>[0], locale = 'en') =>
        renderPlugin({post: alertPost({alert: alertProps(changes)}), locale});

    test('says until when the downtime runs', async () => {
        await shown({in_downtime: true, downtime_from: 1_700_050_000, downtime_until: 1_700_053_600});
        expect(screen.getByText(/^In downtime until/)).toHaveTextContent(/2023/);
    });

    test('says what is planned', async () => {
        await shown({downtime_from: 1_700_050_000, downtime_until: 1_700_053_600}, 'de');
        expect(screen.getByText(/^Wartungszeit von/)).toBeVisible();
    });

    test.each([
        ['schedule_downtime', /^Downtime is being scheduled for Jane/],
        ['cancel_downtime', /^Downtime is being cancelled for Jane/],
        ['recheck', /^Being rechecked for Jane/],
    ] as const)('says that %s is under way', async (action, sentence) => {
        await shown({pending: [{action, author: 'Jane'}]});
        expect(screen.getByRole('status')).toHaveTextContent(sentence);
    });

    test('says how long a recheck waits before openITCOCKPIT would carry it out', async () => {
        await shown({pending: [{action: 'recheck', author: 'Jane', in_seconds: 9}]});
        expect(screen.getByRole('status')).toHaveTextContent('Being rechecked for Jane: checks in 9 s…');
    });

    test('says what waits for openITCOCKPIT, and why', async () => {
        await shown({queued: [{action: 'schedule_downtime', author: 'Jane', because: 'No route.'}]});
        expect(screen.getByRole('status')).toHaveTextContent(
            'openITCOCKPIT is unreachable; the downtime scheduled by Jane is queued. No route.',
        );
    });
});
