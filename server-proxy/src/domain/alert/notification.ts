import {isProblemState, LIMIT, NOTIFICATION_TYPES, type NotificationType} from '#contract';
import {AppError} from '../errors';
import {oneLine, plainText} from '../text';
import type {Alert, NamedObject, Target} from './alert';
import {parseState} from './state';

/**
 * Fields of a notification: the built-in module's flags, then ours. The same names are flags of `notify` and keys of
 * `POST /api/v1/notifications`.
 */
export const NOTIFICATION_FIELDS = [
    'type',
    'notificationtype',
    'hostuuid',
    'serviceuuid',
    'state',
    'output',
    'ackauthor',
    'ackcomment',
    'no-emoji',
    'hostname',
    'servicename',
    'problemid',
    'lastproblemid',
    'laststatechange',
    'longoutput',
    'notificationnumber',
    'time',
    'channel',
] as const;

export type NotificationField = (typeof NOTIFICATION_FIELDS)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const bad = (message: string): AppError => new AppError('bad_request', message);

/**
 * Translates a notification as openITCOCKPIT's notification command (or an HTTP client) sends it.
 * Empty values are normal: the core expands an unset macro to nothing.
 * @throws AppError `bad_request` naming the field
 */
export const parseNotification = (raw: Readonly<Record<string, unknown>>): Alert => {
    const fields = readFields(raw);
    const kind = parseKind(fields.get('type') ?? '');
    const state = parseState(kind, fields.get('state') ?? '');
    if (state === undefined) {
        const wanted = kind === 'host' ? '0 to 2 ($HOSTSTATEID$)' : '0 to 3 ($SERVICESTATEID$)';
        throw bad(`state "${cutValue(fields.get('state'))}" is not a ${kind} state: send ${wanted}.`);
    }
    const since = parseTime(fields.get('laststatechange'));
    const time = parseTime(fields.get('time'));
    const notificationType = parseNotificationType(fields.get('notificationtype') ?? '');
    const isOver = notificationType === 'RECOVERY' || !isProblemState(state);
    const problemId = problemIdOf(fields, isOver);
    return {
        target: parseTarget(kind, fields),
        notificationType,
        state,
        output: outputOf(fields),
        problemId,
        ...previousIdOf(fields, problemId),
        ...(since === undefined ? {} : {since}),
        ...(time === undefined ? {} : {time}),
        author: oneLine(fields.get('ackauthor') ?? '', LIMIT.author),
        comment: oneLine(fields.get('ackcomment') ?? '', LIMIT.comment),
        channel: oneLine(fields.get('channel') ?? '', 130),
        noEmoji: isOn(fields.get('no-emoji')),
    };
};

const readFields = (raw: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> => {
    const fields = new Map<string, string>();
    for (const [name, value] of Object.entries(raw)) {
        if (!(NOTIFICATION_FIELDS as readonly string[]).includes(name)) {
            throw bad(`unknown field "${cutValue(name)}": the known ones are ${NOTIFICATION_FIELDS.join(', ')}.`);
        }
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
            fields.set(name, String(value));
        } else if (value !== null && value !== undefined) {
            throw bad(`field "${name}" must be text or a number.`);
        }
    }
    return fields;
};

const parseKind = (raw: string): 'host' | 'service' => {
    const kind = raw.trim().toLowerCase();
    if (kind !== 'host' && kind !== 'service') {
        throw bad(`type "${cutValue(raw)}" is unknown: send Host or Service.`);
    }
    return kind;
};

const parseNotificationType = (raw: string): NotificationType => {
    const wanted = raw.trim().toUpperCase();
    const type = NOTIFICATION_TYPES.find((known) => known === wanted);
    if (!type) {
        throw bad(`notificationtype "${cutValue(raw)}" is unknown: send $NOTIFICATIONTYPE$.`);
    }
    return type;
};

const parseTarget = (kind: 'host' | 'service', fields: ReadonlyMap<string, string>): Target => {
    const host = namedObject('hostuuid', fields.get('hostuuid'), fields.get('hostname'));
    return kind === 'host'
        ? {host}
        : {host, service: namedObject('serviceuuid', fields.get('serviceuuid'), fields.get('servicename'))};
};

/** The UUID is the name until somebody looks the name up. */
const namedObject = (field: string, rawUuid = '', rawName = ''): NamedObject => {
    const uuid = rawUuid.trim().toLowerCase();
    if (uuid === '') {
        throw bad(`${field} is missing: send ${field === 'hostuuid' ? '$HOSTNAME$' : '$SERVICEDESC$'}.`);
    }
    if (!UUID.test(uuid)) {
        throw bad(`${field} "${cutValue(rawUuid)}" is not a UUID.`);
    }
    return {uuid, name: oneLine(rawName, LIMIT.name) || uuid};
};

/** The core passes long output on with a literal `\n`. */
const outputOf = (fields: ReadonlyMap<string, string>): string => {
    const text = `${fields.get('output') ?? ''}\n${fields.get('longoutput') ?? ''}`;
    return plainText(text.replace(/\\n/g, '\n'), LIMIT.output);
};

/**
 * Once the problem is over, its id has moved to `$LAST…PROBLEMID$`, which names the previous problem while there is one.
 * Cores up to 1.4.2 write `0` for "none".
 */
const problemIdOf = (fields: ReadonlyMap<string, string>, isOver: boolean): string => {
    const current = idIn(fields, 'problemid');
    return current === '' && isOver ? idIn(fields, 'lastproblemid') : current;
};

const previousIdOf = (fields: ReadonlyMap<string, string>, problemId: string): {previousProblemId?: string} => {
    const previousProblemId = idIn(fields, 'lastproblemid');
    return problemId === '' || previousProblemId === '' || previousProblemId === problemId ? {} : {previousProblemId};
};

const idIn = (fields: ReadonlyMap<string, string>, name: 'problemid' | 'lastproblemid'): string =>
    oneLine(fields.get(name) ?? '', 100).replace(/^0$/, '');

const parseTime = (raw: string | undefined): number | undefined => {
    const seconds = Number(raw);
    return Number.isInteger(seconds) && seconds > 0 && seconds < 99_999_999_999 ? seconds : undefined;
};

const isOn = (raw: string | undefined): boolean =>
    raw !== undefined && !['0', 'false', 'no', 'off'].includes(raw.trim().toLowerCase());

const cutValue = (value: string | undefined): string => oneLine(value ?? '', 60);
