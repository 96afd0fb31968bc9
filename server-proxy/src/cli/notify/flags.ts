import type {NotificationField} from '../../domain/alert/notification';
import {NotifyFailure} from './failure';

interface Flag {
    /** As typed, without dashes; the HTTP endpoint uses the same names for a notification's fields. */
    readonly name: NotificationField | 'config' | 'help' | 'version';
    readonly short?: string;
    /** Placeholder for the value in the help text; missing: a switch. */
    readonly value?: string;
    readonly help: string;
    readonly local?: true;
}

/** The built-in Mattermost module's flags first, spelled exactly as there, then ours. */
export const FLAGS: readonly Flag[] = [
    {name: 'type', short: 't', value: 'Host|Service', help: 'what the notification is about, in any case'},
    {name: 'notificationtype', value: 'TYPE', help: 'PROBLEM, RECOVERY, ACKNOWLEDGEMENT …: $NOTIFICATIONTYPE$'},
    {name: 'hostuuid', value: 'UUID', help: 'UUID of the host: $HOSTNAME$'},
    {name: 'serviceuuid', value: 'UUID', help: 'UUID of the service: $SERVICEDESC$'},
    {name: 'state', value: 'NUMBER', help: '$HOSTSTATEID$ or $SERVICESTATEID$'},
    {name: 'output', value: 'TEXT', help: 'plugin output: $HOSTOUTPUT$ or $SERVICEOUTPUT$'},
    {name: 'ackauthor', value: 'TEXT', help: 'author of an acknowledgement, downtime or custom notification'},
    {name: 'ackcomment', value: 'TEXT', help: 'its comment'},
    {name: 'no-emoji', help: 'no emojis in the post'},
    {name: 'hostname', value: 'NAME', help: 'name of the host; looked up when missing'},
    {name: 'servicename', value: 'NAME', help: 'name of the service; looked up when missing'},
    {name: 'problemid', value: 'ID', help: '$HOSTPROBLEMID$ or $SERVICEPROBLEMID$'},
    {name: 'lastproblemid', value: 'ID', help: '$LASTHOSTPROBLEMID$ or $LASTSERVICEPROBLEMID$'},
    {name: 'laststatechange', value: 'UNIX', help: '$LASTHOSTSTATECHANGE$ or $LASTSERVICESTATECHANGE$'},
    {name: 'longoutput', value: 'TEXT', help: '$LONGHOSTOUTPUT$ or $LONGSERVICEOUTPUT$'},
    {name: 'notificationnumber', value: 'NUMBER', help: '$HOSTNOTIFICATIONNUMBER$ or $SERVICENOTIFICATIONNUMBER$'},
    {name: 'time', value: 'UNIX', help: 'time of the notification: $TIMET$'},
    {name: 'channel', value: 'CHANNEL', help: 'channel to post to instead of the default one'},
    {name: 'config', value: 'FILE', help: 'settings as KEY=value lines', local: true},
    {name: 'help', short: 'h', help: 'this text', local: true},
    {name: 'version', help: 'version of this program', local: true},
];

export interface CommandLine {
    /** By flag; switches are `'1'`. */
    readonly fields: Readonly<Record<string, string>>;
    readonly config?: string;
    readonly help: boolean;
    readonly version: boolean;
}

const usage = (sentence: string): NotifyFailure => new NotifyFailure('usage', `${sentence} (see --help).`);

const findFlag = (typed: string): Flag => {
    const flag = typed.startsWith('--')
        ? FLAGS.find(({name}) => name === typed.slice(2))
        : FLAGS.find(({short}) => short !== undefined && typed === `-${short}`);
    if (flag) {
        return flag;
    }
    throw usage(
        typed.startsWith('-')
            ? `Unknown flag ${typed}`
            : `Unexpected argument "${typed}": put the value of every flag in quotes`,
    );
};

const splitInline = (argument: string): [typed: string, inline: string | undefined] => {
    const equals = argument.startsWith('--') ? argument.indexOf('=') : -1;
    return equals < 0 ? [argument, undefined] : [argument.slice(0, equals), argument.slice(equals + 1)];
};

/**
 * Reads the arguments after `notify`. The argument after a flag is always its value, because plugin output may well be
 * `--help` or empty. The last of repeated flags wins.
 * @throws NotifyFailure (`usage`) naming the flag
 */
export const parseCommandLine = (argv: readonly string[]): CommandLine => {
    const values = new Map<string, string>();
    for (let index = 0; index < argv.length; index++) {
        const [typed, inline] = splitInline(argv[index] ?? '');
        const flag = findFlag(typed);
        if (flag.value === undefined) {
            if (inline !== undefined) {
                throw usage(`--${flag.name} takes no value`);
            }
            values.set(flag.name, '1');
            continue;
        }
        const value = inline ?? argv[++index];
        if (value === undefined) {
            throw usage(`--${flag.name} needs a value`);
        }
        values.set(flag.name, value);
    }
    const local = new Set<string>(FLAGS.filter((flag) => flag.local).map((flag) => flag.name));
    const config = values.get('config');
    return {
        fields: Object.fromEntries([...values].filter(([name]) => !local.has(name))),
        ...(config !== undefined && {config}),
        help: values.has('help'),
        version: values.has('version'),
    };
};
