import type {TargetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import type {ObjectFacts} from '../../domain/subscription/subscription';
import type {Said} from '../../domain/texts';
import type {FactsPart, FactsSink, GroupKind, HostRow, ServiceRow} from './facts_port';

/** Facts of all objects, as they were read at one time. Objects with the same groups share one list. */
export interface FactsBook {
    of(target: TargetIds): ObjectFacts | undefined;
    /** Hosts first. */
    all(): IterableIterator<ObjectFacts>;
    readonly counts: {readonly hosts: number; readonly services: number};
    /** Names there are, whether or not an object has them; undefined: not known. */
    readonly names: Readonly<Record<NamedPart, readonly string[] | undefined>>;
    readonly missing: ReadonlyMap<FactsPart, Said>;
}

export type NamedPart = GroupKind | 'containers' | 'tags' | 'satellites';

const ROOT_CONTAINER = 1;

/** Collects what is read, in any order, and makes a book of it. */
export class FactsCollector implements FactsSink {
    private readonly hosts: HostRow[] = [];
    private readonly services: ServiceRow[] = [];
    private readonly containers = new Map<number, readonly string[]>([[ROOT_CONTAINER, ['root']]]);
    private readonly groups: Readonly<Record<GroupKind, Set<string>>> = {
        hostGroups: new Set(),
        serviceGroups: new Set(),
    };
    private readonly groupsOf: Readonly<Record<GroupKind, Map<string, string[]>>> = {
        hostGroups: new Map(),
        serviceGroups: new Map(),
    };
    private readonly inherited = new Map<string, string>();
    private readonly missed = new Map<FactsPart, Said>();
    private readonly lists = new SharedLists();

    container(id: number, path: readonly string[]): void {
        this.containers.set(id, path);
    }

    host(row: HostRow): void {
        this.hosts.push(row);
    }

    service(row: ServiceRow): void {
        this.services.push(row);
    }

    group(kind: GroupKind, name: string, members: readonly string[]): void {
        this.groups[kind].add(name);
        const groupsOf = this.groupsOf[kind];
        for (const member of members) {
            const names = groupsOf.get(member);
            if (names) {
                names.push(name);
            } else {
                groupsOf.set(member, [name]);
            }
        }
    }

    inheritedTags(uuid: string, tags: string): void {
        this.inherited.set(uuid, tags);
    }

    missing(part: FactsPart, why: Said): void {
        this.missed.set(part, why);
    }

    book(): FactsBook {
        const byKey = new Map<string, ObjectFacts>();
        for (const row of this.hosts) {
            byKey.set(row.target.hostUuid, this.hostFacts(row));
        }
        const hosts = byKey.size;
        for (const row of this.services) {
            byKey.set(alertKey(row.target), this.serviceFacts(row, byKey.get(row.target.hostUuid)));
        }
        return {
            of: (target) => byKey.get(alertKey(target)),
            all: () => byKey.values(),
            counts: {hosts, services: byKey.size - hosts},
            names: this.names(byKey.values()),
            missing: this.missed,
        };
    }

    private hostFacts({target, hostName, containers, tags, priority, satellite}: HostRow): ObjectFacts {
        const uuid = target.hostUuid;
        return {
            hostName,
            hostGroups: this.groupNames('hostGroups', uuid),
            // A host is in none.
            serviceGroups: this.lists.of([]),
            containers: this.containerNames(containers),
            tags: this.lists.ofTags(tags || this.inherited.get(uuid) || ''),
            satellite: satellite && this.lists.text(satellite),
            priority,
        };
    }

    /** What a service does not have itself, it has from its host. */
    private serviceFacts(row: ServiceRow, host: ObjectFacts | undefined): ObjectFacts {
        const uuid = row.target.serviceUuid ?? '';
        const tags = row.tags || this.inherited.get(uuid);
        return {
            hostName: host?.hostName ?? this.lists.text(row.hostName),
            serviceName: this.lists.text(row.serviceName),
            hostGroups: host?.hostGroups,
            serviceGroups: this.groupNames('serviceGroups', uuid),
            containers: host?.containers,
            tags: tags ? this.lists.ofTags(tags) : host?.tags,
            satellite: host?.satellite,
            priority: row.priority ?? host?.priority,
        };
    }

    private groupNames(kind: GroupKind, uuid: string): readonly string[] | undefined {
        return this.missed.has(kind) ? undefined : this.lists.of(this.groupsOf[kind].get(uuid) ?? []);
    }

    private containerNames(ids: readonly number[]): readonly string[] | undefined {
        return this.missed.has('containers')
            ? undefined
            : this.lists.of([...new Set(ids.flatMap((id) => this.containers.get(id) ?? []))]);
    }

    private names(objects: Iterable<ObjectFacts>): FactsBook['names'] {
        const tags = new Set<string>();
        const satellites = new Set<string>();
        for (const facts of objects) {
            for (const tag of facts.tags ?? []) {
                tags.add(tag);
            }
            if (facts.satellite !== undefined) {
                satellites.add(facts.satellite);
            }
        }
        const unlessMissing = (part: FactsPart, names: Iterable<string>) =>
            this.missed.has(part) ? undefined : [...new Set(names)];
        return {
            hostGroups: unlessMissing('hostGroups', this.groups.hostGroups),
            serviceGroups: unlessMissing('serviceGroups', this.groups.serviceGroups),
            containers: unlessMissing('containers', [...this.containers.values()].flat()),
            tags: [...tags],
            satellites: [...satellites],
        };
    }
}

/** Equal texts and lists of texts become one. */
class SharedLists {
    private readonly texts = new Map<string, string>();
    private readonly lists = new Map<string, readonly string[]>();
    private readonly tagLists = new Map<string, readonly string[]>();

    text(text: string): string {
        const known = this.texts.get(text);
        if (known === undefined) {
            this.texts.set(text, text);
        }
        return known ?? text;
    }

    of(texts: readonly string[]): readonly string[] {
        const sorted = [...texts].sort();
        const key = sorted.join('\n');
        let known = this.lists.get(key);
        if (!known) {
            known = sorted;
            this.lists.set(key, known);
        }
        return known;
    }

    ofTags(tags: string): readonly string[] {
        let known = this.tagLists.get(tags);
        if (!known) {
            known = this.of([
                ...new Set(
                    tags
                        .split(',')
                        .map((tag) => tag.trim())
                        .filter((tag) => tag !== ''),
                ),
            ]);
            this.tagLists.set(tags, known);
        }
        return known;
    }
}
