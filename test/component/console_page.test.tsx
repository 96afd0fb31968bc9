import {readFileSync} from 'node:fs';
import {screen, waitFor, within} from '@testing-library/react';
import {describe, expect, test} from 'vitest';
import {idOf, SCHEMA} from '../support/webapp/console_page';
import {renderConsolePage} from '../support/webapp/render_plugin';

const [essentials, ...folded] = SCHEMA.sections;
const element = (key: string) => document.getElementById(idOf(key));
const sectionOf = (title: string) => screen.getByText(title).closest('details') as HTMLDetailsElement;

describe('the page of the System Console', () => {
    test('shows the essentials, and nothing else until it is asked for', async () => {
        await renderConsolePage();
        for (const {key} of essentials?.settings ?? []) {
            expect(element(key)).toBeVisible();
        }
        for (const {settings} of folded) {
            for (const {key} of settings) {
                const field = element(key);
                if (field) {
                    expect(field).not.toBeVisible();
                }
            }
        }
        expect(screen.getByRole('heading', {name: 'Advanced'})).toBeVisible();
        for (const {title} of folded) {
            expect(screen.getByText(title)).toBeVisible();
            expect(sectionOf(title).open).toBe(false);
        }
    });

    test('unfolds a section with a click, and shows what it is for before that', async () => {
        const {user} = await renderConsolePage();
        expect(screen.getByText('Language, times and links of the posts')).toBeVisible();
        await user.click(screen.getByText('Posts'));
        expect(element('Language')).toBeVisible();
        expect(element('LogLevel')).not.toBeVisible();
    });

    test('says of a folded section how much in it differs from the defaults', async () => {
        await renderConsolePage({
            saved: {language: 'de', emojis: true, timezone: 'Europe/Berlin', commentminlength: '3', linkstyle: null},
        });
        expect(within(sectionOf('Posts')).getByText('2 changed')).toBeVisible();
        expect(within(sectionOf('Acknowledging')).queryByText(/^\d+ changed/)).toBeNull();
    });

    test('says it in German', async () => {
        await renderConsolePage({locale: 'de', saved: {language: 'de'}});
        expect(screen.getByRole('heading', {name: 'Erweitert'})).toBeVisible();
        expect(screen.getByText('Sprache, Zeiten und Links der Beiträge')).toBeVisible();
        expect(within(sectionOf('Posts')).getByText('1 geändert')).toBeVisible();
    });

    test('has every subtitle of plugin.json in English', async () => {
        await renderConsolePage();
        for (const {title, subtitle} of folded) {
            expect(within(sectionOf(title)).getByText(subtitle)).toBeVisible();
        }
    });

    test.each([
        ['a Mattermost without sections of plugins', {lacking: ['registerAdminConsoleCustomSection']}],
        ['a disabled plugin', {isDisabled: true}],
    ] as const)('shows everything in %s, as Mattermost draws it', async (_, options) => {
        await renderConsolePage(options);
        for (const {settings, title} of SCHEMA.sections) {
            expect(screen.getByText(title)).toBeVisible();
            for (const {key, type} of settings) {
                if (type !== 'custom') {
                    expect(element(key)).toBeVisible();
                }
            }
        }
        expect(document.querySelector('details.oitc-section')).toBeNull();
    });

    test('shows every value that 0.1.0 had saved, and what of it is folded away', async () => {
        const saved = JSON.parse(readFileSync('test/fixtures/stored/0.1.0/console.json', 'utf8')) as Record<
            string,
            unknown
        >;
        await renderConsolePage({saved});
        const shown = Object.keys(saved).map((key) => {
            const field = element(key);
            if (field instanceof HTMLInputElement && field.type === 'checkbox') {
                return [key, field.checked];
            }
            return [key, field && 'value' in field ? field.value : (field?.textContent ?? undefined)];
        });
        expect(Object.fromEntries(shown)).toEqual(saved);
        // All but the certificate, which is empty.
        expect(within(sectionOf('Network')).getByText('4 changed')).toBeVisible();
        expect(within(sectionOf('Posts')).getByText('5 changed')).toBeVisible();
    });

    test('saves what is folded away unchanged', async () => {
        const saved = {openitcockpiturl: 'https://old.example.org', language: 'de', quickreasons: 'On it\nKnown issue'};
        const {server, user} = await renderConsolePage({saved});
        const url = element('OpenitcockpitUrl') as HTMLInputElement;
        await user.clear(url);
        await user.type(url, 'https://new.example.org');
        await user.click(screen.getByRole('button', {name: 'Save'}));
        await waitFor(() => expect(server.requests.some(({method}) => method === 'PUT')).toBe(true));
        const put = server.requests.find(({method}) => method === 'PUT');
        expect(put?.body).toMatchObject({
            PluginSettings: {Plugins: {openitcockpit: {...saved, openitcockpiturl: 'https://new.example.org'}}},
        });
    });
});
