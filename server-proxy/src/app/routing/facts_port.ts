import type {TargetIds} from '../../domain/alert/alert';
import type {Said} from '../../domain/texts';

/** What openITCOCKPIT says of objects besides their state. */
export interface FactsPort {
    /**
     * Reads all monitored hosts and services that the API key may see, with their groups, containers and tags, into `sink`.
     * A right that is missing for a part is told to `sink`, and the rest is read.
     * @param turn what asks openITCOCKPIT runs in it, at most two requests at once, so that other work can come between
     * @throws AppError `openitcockpit_*`; what `sink` has then is not whole
     */
    readFacts(turn: Turn, sink: FactsSink): Promise<void>;
}

export type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Takes what is read, in any order. */
export interface FactsSink {
    /** @param path names from the root down to the container itself */
    container(id: number, path: readonly string[]): void;
    host(row: HostRow): void;
    service(row: ServiceRow): void;
    /** A group and some of its members, by UUID; none if it is empty. */
    group(kind: GroupKind, name: string, members: readonly string[]): void;
    /** An object that has no tags of its own has its template's. @param uuid of the host or service */
    inheritedTags(uuid: string, tags: string): void;
    missing(part: FactsPart, why: Said): void;
}

export type GroupKind = 'hostGroups' | 'serviceGroups';
export type FactsPart = GroupKind | 'containers' | 'inheritedTags';

interface ObjectRow {
    readonly target: TargetIds;
    readonly hostName: string;
    /** As openITCOCKPIT has them, separated by commas; empty if it has none of its own. */
    readonly tags: string;
    /** 1 to 5, its own or its template's. */
    readonly priority: number | undefined;
}

export interface HostRow extends ObjectRow {
    /** Those it is in or shared with. */
    readonly containers: readonly number[];
    /** Undefined: a satellite that the API key may not see. */
    readonly satellite: string | undefined;
}

export interface ServiceRow extends ObjectRow {
    readonly serviceName: string;
}
