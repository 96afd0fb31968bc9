import {AppError} from '../domain/errors';
import {type Settings, settingsSchema} from './schema';

/**
 * Checks raw settings and freezes them.
 * @param raw by setting name; unknown names are ignored (an environment is full of them)
 * @throws AppError `misconfigured` that names every wrong setting, never its value
 */
export const readSettings = (raw: Readonly<Record<string, unknown>>): Settings => {
    const result = settingsSchema.safeParse(raw);
    if (!result.success) {
        const problems = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
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
