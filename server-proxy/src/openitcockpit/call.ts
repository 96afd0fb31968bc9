import type {TargetIds} from '../domain/alert/alert';
import type {Urgency} from './slots';

/** One request to openITCOCKPIT, with what the retry policy and the error messages need to know about it. */
export interface Call {
    /** For metrics and logs, e.g. `read_status`. */
    readonly operation: string;
    /** Path without query, with `.json`; safe to log. */
    readonly path: string;
    /** Adds `angular=true`, which some pages need and the command endpoints must never get. */
    readonly angular: boolean;
    /** Further query parameters, not yet encoded. */
    readonly query?: Readonly<Record<string, string>>;
    /** The right it needs, as the role editor shows it: `Hosts › browser`. */
    readonly right: string;
    /** What a UUID or an id in the path refers to. */
    readonly object?: 'host' | 'service' | 'group';
    /** Present: POST of this JSON. Absent: GET. */
    readonly body?: unknown;
    /** What it changes in the configuration: openITCOCKPIT's validation errors then go into the message. */
    readonly changes?: 'command' | 'contact';
    /** Must not be repeated once it may have arrived. */
    readonly command: boolean;
    /** Only helps to interpret other answers: it has a short timeout, and its failure is not logged as news. */
    readonly aside?: true;
    /** Who gives way where not all calls can be made at once. Absent: people are waiting for what they asked for. */
    readonly urgency?: Urgency;
}

/** The JSON, and the milliseconds of our clock between which openITCOCKPIT wrote it. */
export interface TimedAnswer {
    readonly json: unknown;
    readonly asked: number;
    readonly answered: number;
}

export interface HttpAnswer {
    readonly status: number;
    readonly url: string;
    readonly contentType: string;
    readonly location: string | undefined;
    /** The body, if it is a JSON object. */
    readonly json: Readonly<Record<string, unknown>> | undefined;
}

/** A page of one object. */
export const pageOf = (operation: string, {hostUuid, serviceUuid}: TargetIds, action: 'browser' | 'byUuid'): Call => {
    const isHost = serviceUuid === undefined;
    return {
        operation,
        path: `/${isHost ? 'hosts' : 'services'}/${action}/${serviceUuid ?? hostUuid}.json`,
        angular: true,
        right: `${isHost ? 'Hosts' : 'Services'} › ${action}`,
        object: isHost ? 'host' : 'service',
        command: false,
    };
};
