import {existsSync, readFileSync} from 'node:fs';

export type CommandForm = 'safe' | 'seed' | 'curl';
export type CommandKind = 'host' | 'service';

/** A notification command line we ship, without its line break. */
export const commandLine = (form: CommandForm, kind: CommandKind): string => commandLines(`${form}_${kind}.txt`);

/** A file we ship with them, without its last line break. */
export const commandLines = (file: string): string =>
    readFileSync(new URL(`../../assets/notification_commands/${file}`, import.meta.url), 'utf8').trimEnd();

/** Where those lines expect the program and curl's settings. */
export const SHIPPED = {
    program: '/opt/openitcockpit-mattermost/server-proxy',
    curlConfig: '/etc/openitcockpit-mattermost/curl.conf',
} as const;

/** The `curl` lines use this path. */
export const hasCurl = existsSync('/usr/bin/curl');
