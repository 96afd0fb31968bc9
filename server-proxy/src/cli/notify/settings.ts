import {existsSync} from 'node:fs';
import {environmentAndFile} from '../../config/file_source';
import {type NamesReadBy, SECRET_SETTINGS, settingNames} from '../../config/schema';
import {flagOf, LIST_SEPARATOR, listOf} from '../../config/words';
import {decoded, hasReadableLogin, lastSegment} from '../../domain/address';
import type {Route} from '../../net/route';
import {NotifyFailure} from './failure';

/** Read if it exists and no other file is named. */
export const DEFAULT_SETTINGS_FILE = '/etc/openitcockpit-mattermost/settings.env';

export const SETTINGS_FILE_VARIABLE = 'OITC_MATTERMOST_CONFIG';

/** Without the schema, as loading zod takes as long as everything else. */
const READ = settingNames(({readBy}) => readBy.includes('notify')) as readonly Name[];

const SECRET = READ.filter((name) => SECRET_SETTINGS.includes(name));

type Name = NamesReadBy<'notify'>;

/** Trimmed; empty = not set. Checked on use, so that a setting nobody needs cannot stop an alert. */
export type NotifySettings = Readonly<Record<Name, string>>;

/**
 * Environment first, then the settings file: `--config`, else OITC_MATTERMOST_CONFIG, else the default.
 * @throws AppError `misconfigured` if a file cannot be read
 */
export const readNotifySettings = (
    env: Readonly<Record<string, string | undefined>>,
    configFile: string | undefined,
): NotifySettings => {
    const named = configFile ?? env[SETTINGS_FILE_VARIABLE];
    const raw = environmentAndFile(
        env,
        named || (existsSync(DEFAULT_SETTINGS_FILE) ? DEFAULT_SETTINGS_FILE : undefined),
    );
    return Object.fromEntries(READ.map((name) => [name, String(raw[name] ?? '').trim()])) as Record<Name, string>;
};

const failure = (sentence: string): NotifyFailure => new NotifyFailure('config', sentence);

/** @throws NotifyFailure naming the setting, without its value: a webhook address is a secret */
export const httpUrl = (settings: NotifySettings, name: Name): URL => {
    const url = parsed(settings[name]);
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
        throw failure(`Setting ${name} is not an http:// or https:// address.`);
    }
    if (!hasReadableLogin(url)) {
        throw failure(`Setting ${name} has a bare % in its user name or password: write it as %25.`);
    }
    return url;
};

/** @throws NotifyFailure naming the setting */
export const isOn = (settings: NotifySettings, name: Name, fallback = false): boolean => {
    const on = flagOf(settings[name], fallback);
    if (on === undefined) {
        throw failure(`Setting ${name} must be true or false.`);
    }
    return on;
};

/** @throws NotifyFailure naming the setting */
export const routeOf = (settings: NotifySettings): Route => ({
    ca: settings.CUSTOM_CA,
    skipTlsVerification: isOn(settings, 'SKIP_TLS_VERIFICATION'),
    proxy: isOn(settings, 'USE_PROXY')
        ? {url: httpUrl(settings, 'PROXY_URL').href, noProxy: listOf(settings.NO_PROXY_LIST, LIST_SEPARATOR)}
        : undefined,
});

/** Naemon kills a notification command after 30 s. */
const DEFAULT_TIMEOUT_SECONDS = 25;
const LONGEST_TIMEOUT_SECONDS = 29;

/** @returns milliseconds for the whole command */
export const timeoutOf = (settings: NotifySettings): number => {
    const seconds = Number(settings.NOTIFY_TIMEOUT || DEFAULT_TIMEOUT_SECONDS);
    if (!Number.isInteger(seconds) || seconds < 1 || seconds > LONGEST_TIMEOUT_SECONDS) {
        throw failure(`Setting NOTIFY_TIMEOUT must be a whole number from 1 to ${LONGEST_TIMEOUT_SECONDS} (seconds).`);
    }
    return seconds * 1000;
};

/** Shorter ones could be ordinary words of a message. */
const SHORTEST_SECRET = 4;

/** Values that must never be printed, longest first. Mattermost repeats the webhook's id in its errors. */
export const secretsOf = (settings: NotifySettings): readonly string[] => {
    const proxyPassword = parsed(settings.PROXY_URL)?.password ?? '';
    const hookPath = parsed(settings.WEBHOOK_URL)?.pathname ?? '';
    return [
        // A proxy's address helps whoever reads the error.
        ...SECRET.filter((name) => name !== 'PROXY_URL').flatMap((name) => listOf(settings[name], LIST_SEPARATOR)),
        lastSegment(hookPath),
        proxyPassword,
        decoded(proxyPassword) ?? '',
    ]
        .filter((secret) => secret.length >= SHORTEST_SECRET)
        .sort((a, b) => b.length - a.length);
};

export const withoutSecrets = (text: string, secrets: readonly string[]): string =>
    secrets.reduce((safe, secret) => safe.replaceAll(secret, '***'), text);

const parsed = (url: string): URL | undefined => (URL.canParse(url) ? new URL(url) : undefined);
