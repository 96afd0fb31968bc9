import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createIntl} from 'react-intl';
import {describe, expect, test} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {inRepository} from '../../../build/paths';
import {subscriptionTextsFor} from '../../../webapp/src/console/subscription_texts';
import consoleDe from '../../../webapp/src/console/texts/de.json';
import consoleEn from '../../../webapp/src/console/texts/en.json';
import mainDe from '../../../webapp/src/i18n/de.json';
import mainEn from '../../../webapp/src/i18n/en.json';
import {translationsFor} from '../../../webapp/src/i18n/translations';
import {panelTextsFor} from '../../../webapp/src/panel/panel_texts';
import panelDe from '../../../webapp/src/panel/texts/de.json';
import panelEn from '../../../webapp/src/panel/texts/en.json';

/** Those of the panel and of the subscriptions are loaded with them. */
const en = {...mainEn, ...panelEn, ...consoleEn};
const de = {...mainDe, ...panelDe, ...consoleDe};

const sourceFolder = inRepository('webapp/src');

const source = readdirSync(sourceFolder, {recursive: true, encoding: 'utf8'})
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(sourceFolder, name), 'utf8'))
    .join('\n');

const usedIds = [...new Set([...source.matchAll(/'(openitcockpit\.[a-z_.]+)'|"(openitcockpit\.[a-z_.]+)"/g)])]
    .map(([, single, double]) => single ?? double ?? '')
    .sort();

const placeholders = (text: string | undefined): string[] =>
    [...(text ?? '').matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name).sort();

describe('translations', () => {
    test('every language has the same ids', () => {
        expect(Object.keys(de)).toEqual(Object.keys(en));
    });

    test('the ids are those the code uses, no more and no less', () => {
        expect([...new Set(usedIds)]).toEqual(Object.keys(en).sort());
    });

    test('every id carries the prefix of the plugin, because the host mixes them with its own', () => {
        for (const id of Object.keys(en)) {
            expect(id).toMatch(new RegExp(`^${PLUGIN_ID}\\.`));
        }
    });

    test.each([
        ['en', en],
        ['de', de],
    ])('every message of %s can be formatted', (locale, messages) => {
        const failures: string[] = [];
        const intl = createIntl({locale, messages, onError: ({message}) => failures.push(message)});
        for (const [id, message] of Object.entries(messages)) {
            const values = Object.fromEntries(placeholders(message).map((name) => [name, 1]));
            const tags = {unseen: (words: readonly unknown[]) => words.join('')};
            expect(intl.formatMessage({id}, {...values, ...tags})).not.toMatch(/[{}<>]/);
        }
        expect(failures).toEqual([]);
    });

    test('every message is translated, but for names and what holds nothing but its values', () => {
        const alike = Object.entries(en).filter(([id, message]) => (de as Record<string, string>)[id] === message);
        expect(alike.map(([id]) => id)).toEqual([
            'openitcockpit.label.host',
            'openitcockpit.check.proxy',
            'openitcockpit.check.version',
            'openitcockpit.check.mattermost',
            'openitcockpit.check.handler',
            'openitcockpit.list.acknowledged',
            'openitcockpit.list.flapping',
        ]);
    });

    test('the placeholders of a message are the same in every language', () => {
        for (const [id, message] of Object.entries(en)) {
            expect([id, placeholders((de as Record<string, string>)[id])]).toEqual([id, placeholders(message)]);
        }
    });

    test.each([
        ['de', mainDe, panelDe, consoleDe],
        ['de-AT', mainDe, panelDe, consoleDe],
        ['en', mainEn, panelEn, consoleEn],
        ['en-AU', mainEn, panelEn, consoleEn],
        ['fr', mainEn, panelEn, consoleEn],
        ['den', mainEn, panelEn, consoleEn],
    ])('Mattermost in %s', (locale, messages, ofPanel, ofConsole) => {
        expect(translationsFor(locale)).toBe(messages);
        expect(panelTextsFor(locale)).toBe(ofPanel);
        expect(subscriptionTextsFor(locale)).toBe(ofConsole);
    });
});
