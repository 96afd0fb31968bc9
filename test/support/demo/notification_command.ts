import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {inRepository} from '../../../build/paths';
import {NO_SETTINGS} from '../no_settings';
import type {Notification} from '../openitcockpit/core';

/** The line that administrators install, from docs/notification_commands.md. */
const shippedLine = (kind: 'host' | 'service'): string =>
    readFileSync(inRepository(`assets/notification_commands/safe_${kind}.txt`), 'utf8').trim();

/** Expands `$MACRO$` as the core does: unknown ones to nothing. */
const expand = (line: string, macros: Readonly<Record<string, string>>): string =>
    line.replace(/\$([A-Z_0-9]+)\$/g, (_whole, name: string) => macros[name] ?? '');

/**
 * Runs our notification command as the core would: through `/bin/sh -c`, killed after 30 s.
 * @returns exit code and output
 */
export const runNotificationCommand = (
    {object, macros}: Notification,
    env: Readonly<Record<string, string>>,
): Promise<{code: number; said: string}> => {
    const line = shippedLine(object.kind).replace(/^\S+/, '"$NODE" "$SERVER_PROXY"');
    const expanded = expand(line, macros);
    return new Promise((resolve) => {
        const child = spawn('/bin/sh', ['-c', expanded], {
            env: {
                ...NO_SETTINGS,
                ...env,
                PATH: process.env.PATH ?? '',
                NODE: process.execPath,
                SERVER_PROXY: inRepository('dist/server/main.js'),
            },
            stdio: ['ignore', 'pipe', 'pipe'],
            timeout: 30_000,
        });
        let said = '';
        child.stdout.on('data', (chunk) => {
            said += chunk;
        });
        child.stderr.on('data', (chunk) => {
            said += chunk;
        });
        child.on('close', (code) => resolve({code: code ?? 1, said}));
    });
};
