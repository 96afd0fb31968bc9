import type {NotificationType, State} from '#contract';

/** A host or service as openITCOCKPIT knows it. `name` is the UUID until the real name is known. */
export interface NamedObject {
    readonly uuid: string;
    readonly name: string;
}

/** What an alert is about: a host, or a service on a host. */
export interface Target {
    readonly host: NamedObject;
    readonly service?: NamedObject;
}

/** One notification from openITCOCKPIT, translated: everything in it is untrusted text. Times are Unix seconds. */
export interface Alert {
    readonly target: Target;
    readonly notificationType: NotificationType;
    readonly state: State;
    readonly output: string;
    /** Opaque id of the problem; empty if the notification command does not send it. */
    readonly problemId: string;
    /** Id of the problem before it, if the notification command sends it. */
    readonly previousProblemId?: string;
    /** Start of the current state. */
    readonly since?: number;
    /** When the notification was made; absent if the notification command does not send it. */
    readonly time?: number;
    /** Author and comment of an acknowledgement, downtime or custom notification. */
    readonly author: string;
    readonly comment: string;
    /** Whether an acknowledgement is sticky, if openITCOCKPIT said so. */
    readonly sticky?: boolean;
    /** Channel requested by the notification command; empty = default channel. */
    readonly channel: string;
    /** The notification command was called with --no-emoji. */
    readonly noEmoji: boolean;
    /** Said by an unsigned post, which anybody with an incoming webhook could have made, and confirmed by nothing else. */
    readonly weak?: true;
}

export type TargetIds = {readonly hostUuid: string; readonly serviceUuid?: string};

export const targetIds = (target: Target): TargetIds =>
    target.service ? {hostUuid: target.host.uuid, serviceUuid: target.service.uuid} : {hostUuid: target.host.uuid};

/** Did the notification bring no name for its host or service? */
export const lacksNames = ({target: {host, service}}: Alert): boolean =>
    host.name === host.uuid || (service !== undefined && service.name === service.uuid);

export const withFoundNames = (alert: Alert, names: {hostName: string; serviceName?: string}): Alert => {
    const {host, service} = alert.target;
    return {
        ...alert,
        target: {
            host: {...host, name: names.hostName},
            ...(service ? {service: {...service, name: names.serviceName ?? service.name}} : {}),
        },
    };
};
