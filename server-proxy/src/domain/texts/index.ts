import {de} from './de';
import {en, type Texts} from './en';

export type {Texts} from './en';

export const LANGUAGES = ['en', 'de'] as const;

export type Language = (typeof LANGUAGES)[number];

export const textsOf = (language: Language): Texts => (language === 'de' ? de : en);

/** A sentence in the language of whoever reads it. */
export type Said = (language: Language) => string;

export const says =
    (sentence: (texts: Texts, language: Language) => string): Said =>
    (language) =>
        sentence(textsOf(language), language);
