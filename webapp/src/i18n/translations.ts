import de from './de.json';
import en from './en.json';

/** Messages for a locale of Mattermost (`de`, `en-AU`, …); English if there is no translation. */
export const translationsFor = (locale: string): Record<string, string> => (/^de\b/.test(locale) ? de : en);
