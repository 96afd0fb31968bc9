import {existsSync, readFileSync} from 'node:fs';

export type CommandForm = 'safe' | 'seed' | 'curl';
export type CommandKind = 'host' | 'service';

/** A shipped notification command line, without the end of its line. */
export const commandLine = (form: CommandForm, kind: CommandKind): string => commandLines(`${form}_${kind}.txt`);

/** A shipped file beside them, without the end of its last line. */
export const commandLines = (file: string): string =>
    readFileSync(new URL(`../../assets/notification_commands/${file}`, import.meta.url), 'utf8').trimEnd();

/** Where the shipped lines expect the program and the settings of curl. */
export const SHIPPED = {
    program: '/opt/openitcockpit-mattermost/server-proxy',
    curlConfig: '/etc/openitcockpit-mattermost/curl.conf',
} as const;

/** The lines of the form `curl` name it by its path. */
export const hasCurl = existsSync('/usr/bin/curl');
