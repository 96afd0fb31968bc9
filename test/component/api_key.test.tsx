import {screen, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {missingCatchUpRights, missingRights} from '../../server-proxy/src/openitcockpit/rights';
import {idOf, SCHEMA} from '../support/webapp/console_page';
import {renderConsolePage} from '../support/webapp/render_plugin';

const ID = idOf('OpenitcockpitApiKey');
const field = () => document.getElementById(ID) as HTMLInputElement;
const help = () => document.getElementById(`${ID}-rights`) as HTMLElement;
const shown = () => [...help().querySelectorAll('code')].map(({textContent}) => textContent ?? '');

/** `Hosts › index` as the handler writes it. */
const asHandler = (right: string) => right.replaceAll(' › ', '.');
/** Granted with `submit` and `index` when the role is saved. */
const COME_BY_THEMSELVES = ['NagiosModule.Cmd.submit_bulk_naemon', 'Notifications.services'];
const wanted = (readsOnly: boolean) =>
    [...missingRights({}, readsOnly), ...missingCatchUpRights({})]
        .filter((right) => !COME_BY_THEMSELVES.includes(right))
        .sort();

describe('the API key in the System Console', () => {
    test('is a field like any other, whose help names what the handler asks for', async () => {
        const {user} = await renderConsolePage();
        await user.type(field(), 'secret');
        expect(field()).toHaveValue('secret');
        expect(screen.getByLabelText('API key')).toBe(field());
        expect(field()).toHaveAttribute('aria-describedby', help().id);
        expect(shown().map(asHandler).sort()).toEqual(wanted(false));
        expect(help()).toHaveTextContent('write access to the containers');
    });

    test('names no right to act where two-way integration is off', async () => {
        await renderConsolePage({saved: {enabletwoway: false}});
        expect(shown().map(asHandler).sort()).toEqual(wanted(true));
        expect(help()).not.toHaveTextContent('write access');
    });

    test('names the right to list users where people are mapped by their e-mail address', async () => {
        await renderConsolePage({saved: {actionpolicy: 'mapped'}});
        expect(shown()).toContain('Users › index');
    });

    test.each([
        [{alertsfrom: 'auto'}, true],
        [{alertsfrom: 'notified'}, true],
        [{alertsfrom: 'off', tellmissed: true}, false],
        [{alertsfrom: 'everything'}, false],
        [{alertsfrom: 'everything', tellmissed: true}, true],
    ])(
        'names the right to read what was sent, unless every problem is posted, or none is: %j',
        async (saved, isNeeded) => {
            await renderConsolePage({saved});
            expect(shown().includes('Notifications › index')).toBe(isNeeded);
        },
    );

    test('names the right to know our commands where they are watched by the event stream', async () => {
        await renderConsolePage({saved: {eventstreamurl: 'wss://monitoring.example.org/x', notificationtoken: '****'}});
        expect(shown()).toContain('Commands › index');
    });

    test('shows the stars that stand for a saved key', async () => {
        await renderConsolePage({saved: {openitcockpitapikey: '*'.repeat(32)}});
        expect(field()).toHaveValue('*'.repeat(32));
    });

    test('speaks German', async () => {
        await renderConsolePage({locale: 'de'});
        expect(within(help()).getByText(/Schreibrechte/)).toBeVisible();
    });

    test('is a text with a help that names them all while the plugin is disabled', async () => {
        await renderConsolePage({isDisabled: true});
        const text = SCHEMA.sections[0]?.settings.find(({key}) => key === 'OpenitcockpitApiKey')?.help_text ?? '';
        const named = [...text.matchAll(/`([^`]+)`/g)].map(([, right = '']) => asHandler(right));
        expect(named.sort()).toEqual(wanted(false));
        expect(document.getElementById(ID)).toBeVisible();
    });
});
