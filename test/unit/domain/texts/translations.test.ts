import {describe, expect, it} from 'vitest';
import {textModules, textsOfModule} from '../../../support/texts';

/** Words that are the same in English and German, names, and what holds nothing but its arguments. */
const ALIKE = [
    'texts.host',
    'texts.service',
    'texts.dialogIntro',
    'texts_actions.downtimeIntro',
    'texts_doctor.names.proxy',
    'texts_doctor.names.version',
    'texts_doctor.names.mattermost',
    'texts_doctor.names.handler',
    'texts_doctor.title',
    'texts_doctor.version',
    'texts_found.link',
    'texts_found.acknowledged',
    'texts_found.downtimeBy',
];

/** These take a word of the code, which is translated, too. */
const WORDS = ['texts_failures.formRefused', 'texts_failures.stillUsed'];

const valuesIn = (text: string): string[] => [...new Set(text.match(/<\d+(?:\.\w+)?>/g))].sort();

const texts = (await Promise.all(textModules().map(textsOfModule))).flat();

describe('the texts of the handler', () => {
    it('are found', () => {
        expect(texts.length).toBeGreaterThan(300);
    });

    it('are translated: English and German differ, but for words that are alike', () => {
        expect(texts.filter(({en, de}) => en === de).map(({key}) => key)).toEqual(ALIKE);
    });

    it('tell the same names and numbers in both languages', () => {
        expect(
            texts
                .filter(({key, en, de}) => !WORDS.includes(key) && String(valuesIn(en)) !== String(valuesIn(de)))
                .map(({key, en, de}) => ({key, en, de})),
        ).toEqual([]);
    });

    it('are never empty, and show no object in place of its name', () => {
        const broken = texts.filter(({en, de}) => [en, de].some((text) => text === '' || text.includes('[object')));
        expect(broken).toEqual([]);
    });
});
