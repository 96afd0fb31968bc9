import {EXIT} from './failure';
import {FLAGS} from './flags';
import {DEFAULT_SETTINGS_FILE, SETTINGS_FILE_VARIABLE} from './settings';

const flagLines = (): string[] => {
    const typed = FLAGS.map(({name, short, value}) =>
        [`--${name}`, short ? `, -${short}` : '', value ? ` ${value}` : ''].join(''),
    );
    const width = Math.max(...typed.map((text) => text.length));
    return FLAGS.map(({help}, index) => `  ${(typed[index] ?? '').padEnd(width)}  ${help}`);
};

const EXIT_MEANING: Readonly<Record<keyof typeof EXIT, string>> = {
    ok: 'posted',
    usage: 'wrong command line',
    unreachable: 'the target cannot be reached',
    internal: 'internal error of this program',
    tls: 'no trusted TLS connection',
    timeout: 'NOTIFY_TIMEOUT exceeded',
    badAnswer: 'the target answered with an error',
    rejected: 'token or webhook refused',
    config: 'wrong or missing setting',
};

export const helpText = (): string =>
    [
        'Usage: server-proxy notify --type Host|Service --notificationtype TYPE --hostuuid UUID --state NUMBER [flags]',
        '',
        'Sends one openITCOCKPIT notification to the handler (NOTIFICATION_URL and NOTIFICATION_TOKEN) or, without',
        'it, to an incoming webhook of Mattermost (WEBHOOK_URL).',
        '',
        ...flagLines(),
        '',
        `Settings come from the environment, then from --config FILE, the file that ${SETTINGS_FILE_VARIABLE} names, or`,
        `${DEFAULT_SETTINGS_FILE}.`,
        '',
        'Exit codes:',
        ...Object.entries(EXIT)
            .sort(([, a], [, b]) => a - b)
            .map(([kind, code]) => `  ${String(code).padStart(2)}  ${EXIT_MEANING[kind as keyof typeof EXIT]}`),
        '',
    ].join('\n');
