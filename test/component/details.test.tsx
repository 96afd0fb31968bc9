import {act, screen, waitFor, within} from '@testing-library/react';
import {afterEach, beforeAll, describe, expect, test} from 'vitest';
import {type PanelRow, ROUTE} from '#contract';
import {axeFindsIn} from '../support/webapp/axe';
import {curvesAnswer, detailsAnswer} from '../support/webapp/details_answers';
import {panelAnswer, panelRow} from '../support/webapp/panel_rows';
import type {Answer} from '../support/webapp/recording_server';
import {renderPanel} from '../support/webapp/render_plugin';

beforeAll(() => {
    // jsdom lays nothing out, and without a height nothing is in sight.
    Object.defineProperty(HTMLElement.prototype, 'offsetHeight', {configurable: true, get: () => 600});
    Object.defineProperty(HTMLElement.prototype, 'offsetWidth', {configurable: true, get: () => 320});
});

afterEach(() => window.localStorage.clear());

interface Answers {
    readonly details?: readonly Answer[];
    readonly curves?: readonly Answer[];
}

const opened = async (
    {details = [{body: detailsAnswer()}], curves = [{body: curvesAnswer()}]}: Answers = {},
    row: PanelRow = panelRow(1),
) => {
    const panel = await renderPanel([{body: panelAnswer([row])}]);
    panel.server.answer(ROUTE.panelDetails, ...details);
    panel.server.answer(ROUTE.panelCurves, ...curves);
    const list = await screen.findByRole('listbox');
    act(() => list.focus());
    await panel.user.keyboard('j{Enter}');
    return {...panel, region: within(await screen.findByRole('region', {name: /CRITICAL/}))};
};

const asked = ({server}: {readonly server: {readonly requests: readonly {readonly path: string}[]}}, route: string) =>
    server.requests.map(({path}) => path).filter((path) => path.includes(route));

describe('the details of a row', () => {
    test('show each part with where it is from, and the rest where one is missing', async () => {
        const panel = await opened();
        const {region} = panel;
        expect(await region.findByRole('heading', {name: 'Now'})).toBeVisible();
        expect(region.getByText('CRITICAL since 24 Nov 2026')).toBeVisible();
        expect(region.getByText(/of all packets/)).toHaveTextContent('lost 40%');
        expect(region.getAllByText('10:30: WARNING (soft)')).toHaveLength(2);
        expect(region.getByText('openITCOCKPIT: state history')).toBeVisible();
        expect(region.getByText('The API key lacks the right Changelogs › index.')).toHaveClass('oitc-failure');
        expect(region.getByText(/^As of/)).toBeVisible();
        expect(asked(panel, ROUTE.panelDetails)).toEqual([expect.stringMatching(/details\?key=host1%2Fservice1$/)]);
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test('draw curves with thresholds, whose accessible name says what they show', async () => {
        const {region} = await opened();
        const curve = await region.findByRole('img', {name: /^rta: 3 ms, between 1 ms and 9 ms; warning at 8 ms/});
        expect(curve.querySelectorAll('polyline')).toHaveLength(2);
        expect(curve.querySelectorAll('.oitc-curve-warning')).toHaveLength(1);
        expect(curve.querySelectorAll('.oitc-curve-critical')).toHaveLength(0);
        expect(await axeFindsIn(document.body)).toEqual([]);
    });

    test('curves go back as far as one chooses', async () => {
        const week = curvesAnswer({title: 'Performance data', text: 'and 2 more'});
        const panel = await opened({curves: [{body: curvesAnswer()}, {body: week}]});
        const {region, user} = panel;
        expect(await region.findByRole('button', {name: '4 h'})).toHaveAttribute('aria-pressed', 'true');
        await region.findByRole('img');
        await user.click(region.getByRole('button', {name: '7 d'}));
        expect(await region.findByText('and 2 more')).toBeVisible();
        expect(region.getByRole('button', {name: '7 d'})).toHaveAttribute('aria-pressed', 'true');
        expect(asked(panel, ROUTE.panelCurves)).toEqual([
            expect.stringContaining('hours=4'),
            expect.stringContaining('hours=168'),
        ]);
    });

    test('a host has no curves, and is not asked for any', async () => {
        const {service: _, ...host} = panelRow(1);
        const panel = await opened({}, host);
        expect(await panel.region.findByText(/^As of/)).toBeVisible();
        expect(panel.region.queryByRole('button', {name: '4 h'})).toBeNull();
        expect(asked(panel, ROUTE.panelCurves)).toEqual([]);
    });

    test('an API without graph rights says which right is missing, and shows the rest', async () => {
        const message = 'The API key lacks the right Graphgenerators › getPerfdataByUuid.';
        const {region} = await opened({curves: [{status: 502, body: {error: {code: 'x', message}}}]});
        expect(await region.findByText(message)).toBeVisible();
        expect(await region.findByText(/^As of/)).toBeVisible();
    });

    test('a newer server part, or none, is explained in place; what the row says stays, and one can try again', async () => {
        const {region, user} = await opened({
            details: [{body: {parts: 'other'}}, {status: 404, body: {}}, {body: detailsAnswer()}],
            curves: [{hangUp: true}],
        });
        expect(await region.findByText(/does not understand/)).toBeVisible();
        expect(await region.findByText(/could not be reached/)).toBeVisible();
        expect(region.getByText('lost 1')).toBeVisible();
        const retries = () => region.getAllByRole('button', {name: 'Try again'});
        await user.click(retries().at(-1) as HTMLElement);
        expect(await region.findByText(/does not run, or is too old/)).toBeVisible();
        await user.click(retries().at(-1) as HTMLElement);
        expect(await region.findByText(/^As of/)).toBeVisible();
    });

    test('are asked for anew when the row changes, and an answer that comes too late is left aside', async () => {
        let release: () => void = () => undefined;
        const after = new Promise<void>((resolve) => {
            release = resolve;
        });
        const late = detailsAnswer({note: 'As of long ago'});
        const panel = await opened({details: [{body: late, after}, {body: detailsAnswer({note: 'As of now'})}]});
        panel.server.answer(ROUTE.panel, {
            body: panelAnswer([panelRow(1, {since: 1_700_000_900})], {revision: 'next.mark'}),
        });
        panel.emit('custom_openitcockpit_panel', {});
        expect(await panel.region.findByText('As of now')).toBeVisible();
        release();
        await waitFor(() => expect(asked(panel, ROUTE.panelDetails)).toHaveLength(2));
        expect(panel.region.queryByText('As of long ago')).toBeNull();
    });

    test('a text that looks like HTML is shown as text', async () => {
        const [now] = detailsAnswer().parts;
        const parts = now ? [{...now, text: '<img src=x onerror=alert(1)>', lines: ['<b>bold</b>']}] : [];
        const {region} = await opened({details: [{body: detailsAnswer({parts})}]});
        expect(await region.findByText('<img src=x onerror=alert(1)>')).toBeVisible();
        expect(region.getByText('<b>bold</b>')).toBeVisible();
        expect(document.querySelector('.oitc-details img, .oitc-details b')).toBeNull();
    });
});
