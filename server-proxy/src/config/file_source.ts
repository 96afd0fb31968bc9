import {readFileSync} from 'node:fs';
import {parseEnv} from 'node:util';
import {AppError} from '../domain/errors';

/**
 * Door 1's sources: a KEY=value file (also systemd's EnvironmentFile), overridden by the environment.
 * @throws AppError `misconfigured` if the named file cannot be read
 */
export const environmentAndFile = (
    env: Readonly<Record<string, string | undefined>>,
    file: string | undefined,
): Record<string, unknown> => {
    const raw = {...(file ? parseEnv(readText(file, 'settings file')) : {}), ...definedOnly(env)};
    const ca = raw.CUSTOM_CA?.trim();
    return ca && !ca.includes('-----BEGIN') ? {...raw, CUSTOM_CA: readText(ca, 'CUSTOM_CA')} : raw;
};

const definedOnly = (env: Readonly<Record<string, string | undefined>>): Record<string, string> =>
    Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));

const readText = (file: string, what: string): string => {
    try {
        return readFileSync(file, 'utf8');
    } catch (cause) {
        throw new AppError(
            'misconfigured',
            `The ${what} ${file} cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
            {
                cause,
            },
        );
    }
};
