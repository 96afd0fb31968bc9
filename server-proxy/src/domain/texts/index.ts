import {de} from './de';
import {en, type Texts} from './en';

export type {Texts} from './en';

export type Language = 'en' | 'de';

export const textsOf = (language: Language): Texts => (language === 'de' ? de : en);

/** A sentence in the language of whoever reads it. */
export const says =
    (sentence: (texts: Texts, language: Language) => string) =>
    (language: Language): string =>
        sentence(textsOf(language), language);
