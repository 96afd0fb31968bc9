import {randomUUID} from 'node:crypto';
import {HOST_STATES, type NotificationType, SERVICE_STATES} from '#contract';
import type {Host, MonitoredObject, Service} from './objects';
import {UUID} from './recorded_objects';

export interface NotificationText {
    readonly author: string;
    readonly comment: string;
}

/** `illegal_macro_output_chars` of openITCOCKPIT's nagios.cfg, and every control character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what the core strips
const ILLEGAL = /[`~$&|'"<>\u0000-\u001f\u007f]/g;

const strip = (text: string): string => text.replace(ILLEGAL, '');

/**
 * Values of the macros a notification command sees. The core strips plugin output and acknowledgement comments, but not
 * `$NOTIFICATIONCOMMENT$` and `$NOTIFICATIONAUTHOR$` (pipeline.json, step `ack-notify`).
 */
export const notificationMacros = (
    object: MonitoredObject,
    notificationType: NotificationType,
    text: NotificationText,
    now: number,
): Record<string, string> => {
    const host = object.kind === 'host' ? object : object.host;
    return {
        NOTIFICATIONTYPE: notificationType,
        NOTIFICATIONAUTHOR: text.author,
        NOTIFICATIONCOMMENT: text.comment,
        ...hostMacros(host, ackText(object.kind === 'host', notificationType, text), object.kind === 'host'),
        CONTACTNAME: UUID.contact,
        CONTACTALIAS: 'info contact',
        CONTACTEMAIL: 'openitcockpit@localhost.local',
        TIMET: String(now),
        NOTIFICATIONRECIPIENTS: UUID.contact,
        ...(object.kind === 'service' ? serviceMacros(object, ackText(true, notificationType, text)) : {}),
    };
};

const ackText = (wanted: boolean, notificationType: NotificationType, text: NotificationText): NotificationText =>
    wanted && notificationType === 'ACKNOWLEDGEMENT'
        ? {author: strip(text.author), comment: strip(text.comment)}
        : {author: '', comment: ''};

const hostMacros = (host: Host, ack: NotificationText, isSubject: boolean): Record<string, string> => ({
    HOSTACKAUTHOR: ack.author,
    HOSTACKCOMMENT: ack.comment,
    HOSTNAME: host.uuid,
    HOSTALIAS: host.description,
    HOSTDISPLAYNAME: host.name,
    HOSTADDRESS: host.address,
    HOSTSTATE: HOST_STATES[host.core.state] ?? 'UP',
    HOSTSTATEID: String(host.core.state),
    HOSTSTATETYPE: host.core.hard ? 'HARD' : 'SOFT',
    HOSTOUTPUT: strip(host.core.output),
    LONGHOSTOUTPUT: strip(host.core.longOutput),
    HOSTPROBLEMID: host.problemId,
    LASTHOSTPROBLEMID: host.lastProblemId,
    HOSTNOTIFICATIONNUMBER: String(host.notificationNumber),
    HOSTNOTIFICATIONID: isSubject ? randomUUID() : '',
    LASTHOSTSTATECHANGE: String(host.core.lastStateChange),
    HOSTPROBLEMSTART: String(host.problemStart),
    HOSTDOWNTIME: String(host.core.downtimeDepth),
});

const serviceMacros = (service: Service, ack: NotificationText): Record<string, string> => ({
    SERVICEACKAUTHOR: ack.author,
    SERVICEACKCOMMENT: ack.comment,
    SERVICEDESC: service.uuid,
    SERVICEDISPLAYNAME: service.name,
    SERVICESTATE: SERVICE_STATES[service.core.state] ?? 'OK',
    SERVICESTATEID: String(service.core.state),
    SERVICESTATETYPE: service.core.hard ? 'HARD' : 'SOFT',
    SERVICEOUTPUT: strip(service.core.output),
    LONGSERVICEOUTPUT: strip(service.core.longOutput),
    SERVICEPROBLEMID: service.problemId,
    LASTSERVICEPROBLEMID: service.lastProblemId,
    SERVICENOTIFICATIONNUMBER: String(service.notificationNumber),
    SERVICENOTIFICATIONID: randomUUID(),
    LASTSERVICESTATECHANGE: String(service.core.lastStateChange),
    SERVICEPERFDATA: strip(service.core.perfdata),
});
