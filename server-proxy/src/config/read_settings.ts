import {AppError} from '../domain/errors';
import {checkedSettings, type SettingName, type Settings} from './schema';

/** What the person who fills a setting in knows it as, where that is not its name in the schema. */
export type SettingLabels = Readonly<Partial<Record<SettingName, string>>>;

/**
 * Checks raw settings and freezes them.
 * @param raw by setting name; unknown names are ignored (an environment is full of them)
 * @param labels names for the error
 * @throws AppError `misconfigured` that names every wrong setting, never its value
 */
export const readSettings = (raw: Readonly<Record<string, unknown>>, labels: SettingLabels = {}): Settings => {
    const result = checkedSettings.safeParse(raw);
    if (!result.success) {
        const problems = result.error.issues.map(({path, message}) => {
            const name = path.join('.');
            return `${labels[name as SettingName] ?? name} ${message}`;
        });
        throw new AppError('misconfigured', `Wrong setting: ${[...new Set(problems)].join('; ')}.`);
    }
    return Object.freeze(result.data);
};

/** Names the settings among `required` that are empty. @throws AppError `misconfigured` */
export const requireSettings = (settings: Settings, required: readonly (keyof Settings)[]): void => {
    const missing = required.filter((name) => settings[name].toString() === '');
    if (missing.length > 0) {
        throw new AppError('misconfigured', `Missing setting${missing.length > 1 ? 's' : ''}: ${missing.join(', ')}.`);
    }
};
