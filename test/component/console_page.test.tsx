import {screen, within} from '@testing-library/react';
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
});
