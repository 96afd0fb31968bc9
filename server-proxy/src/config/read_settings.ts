import * as z from 'zod';
import {AppError} from '../domain/errors';
import * as checks from './checks';
import {SETTINGS, type SettingName, type Settings} from './schema';
import {inGerman} from './texts_settings';

type Shape = {[N in SettingName]: ReturnType<(typeof SETTINGS)[N]['check']>};

const settingsSchema = z.object(
    Object.fromEntries(Object.entries(SETTINGS).map(([name, {check}]) => [name, check(checks)])) as Shape,
);

/** Settings that contradict each other would let more people act than intended, or nobody. */
const checkedSettings = settingsSchema.superRefine((settings, context) => {
    const {ACTION_POLICY, WHO_MAY_ACT, IDENTITY_MAP, ENCRYPTION_KEY} = settings;
    const wrong = (message: string) => context.addIssue({code: 'custom', path: ['ACTION_POLICY'], message});
    if (ACTION_POLICY !== 'listed' && WHO_MAY_ACT.length > 0) {
        wrong('must be listed while Who may act (WHO_MAY_ACT) names people');
    }
    if (ACTION_POLICY === 'listed' && WHO_MAY_ACT.length === 0) {
        wrong('is listed, but Who may act (WHO_MAY_ACT) names nobody');
    }
    if (ACTION_POLICY !== 'mapped' && IDENTITY_MAP.length > 0) {
        wrong('must be mapped while Identity map (IDENTITY_MAP) has entries');
    }
    // The service reads no such setting, because nobody can connect there.
    if (ACTION_POLICY === 'connected' && ENCRYPTION_KEY === '') {
        wrong('is connected, which works in the plugin only and needs Encryption key (ENCRYPTION_KEY)');
    }
});

/** What a setting is called where it was filled in, if that is not its name in the schema. */
export type SettingLabels = Readonly<Partial<Record<SettingName, string>>>;

/**
 * Checks raw settings and freezes them.
 * @param raw by setting name; unknown names are ignored (an environment is full of them)
 * @param labels names for the error
 * @throws AppError `misconfigured` that names every wrong setting, never its value
 */
export const readSettings = (raw: Readonly<Record<string, unknown>>, labels: SettingLabels = {}): Settings => {
    // Otherwise zod writes and compiles a function for what is read once.
    const result = checkedSettings.safeParse(raw, {jitless: true});
    if (!result.success) {
        const {issues} = result.error;
        const listed = (translated: (message: string) => string): string => {
            const problems = issues.map(({path, message}) => {
                const name = path.join('.');
                return `${labels[name as SettingName] ?? name} ${translated(message)}`;
            });
            return [...new Set(problems)].join('; ');
        };
        throw new AppError('misconfigured', (language) =>
            language === 'de'
                ? `Falsche Einstellung: ${listed(inGerman)}.`
                : `Wrong setting: ${listed((message) => message)}.`,
        );
    }
    return Object.freeze(result.data);
};

/** @throws AppError `misconfigured` naming those of `required` that are empty */
export const requireSettings = (settings: Settings, required: readonly (keyof Settings)[]): void => {
    const missing = required.filter((name) => settings[name].toString() === '');
    if (missing.length > 0) {
        const names = missing.join(', ');
        throw new AppError('misconfigured', (language) =>
            language === 'de'
                ? `Es ${missing.length > 1 ? 'fehlen die Einstellungen' : 'fehlt die Einstellung'} ${names}.`
                : `Missing setting${missing.length > 1 ? 's' : ''}: ${names}.`,
        );
    }
};
