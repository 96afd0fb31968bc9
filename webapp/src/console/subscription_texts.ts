import de from './texts/de.json';
import en from './texts/en.json';

/** Texts of the subscriptions for a locale of Mattermost; English if there is no translation. */
export const subscriptionTextsFor = (locale: string): Record<string, string> => (/^de\b/.test(locale) ? de : en);
