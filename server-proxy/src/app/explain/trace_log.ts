import {LRUCache} from 'lru-cache';
import {type Alert, type Target, targetIds} from '../../domain/alert/alert';
import {alertKey} from '../../domain/alert/alert_key';
import {type HeardFrom, type TraceEntry, type TraceKind, withEntry} from '../../domain/explain/trace';
import type {Clock} from '../telemetry';

/** In all, whatever the objects: about 5 MB. */
const MOST_ENTRIES = 20_000;
/** Of notifications that were refused before anybody knew whose they were. */
const MOST_REFUSALS = 20;

/** A notification that was not taken: an error code, and when, in Unix seconds. */
interface Refusal {
    readonly at: number;
    readonly code: string;
}

interface Traced {
    readonly names: readonly string[];
    readonly entries: readonly TraceEntry[];
}

/**
 * What this node did with which alert, for explanations. It is kept in memory, so that what changes nothing costs nothing;
 * a record that is written anyway takes it along (see traced_store.ts), which is how it outlives a restart and how other
 * nodes learn of it.
 */
export class TraceLog {
    /** Since when this node writes. Unix seconds. */
    readonly since: number;
    private readonly byKey = new LRUCache<string, Traced>({
        maxSize: MOST_ENTRIES,
        sizeCalculation: ({entries}) => entries.length + 1,
    });
    private refused: readonly Refusal[] = [];

    constructor(private readonly clock: Pick<Clock, 'now'>) {
        this.since = this.now();
    }

    add(key: string, kind: TraceKind, what?: string): void {
        this.put(key, kind, what, this.byKey.get(key)?.names ?? []);
    }

    /** A notification, or what counts as one. */
    heard({target, notificationType, state}: Alert, from: HeardFrom): void {
        const key = alertKey(targetIds(target));
        const names = namesOf(target);
        const isNamed = target.host.name !== target.host.uuid;
        const known = this.byKey.get(key)?.names;
        this.put(key, `heard_${from}`, `${notificationType} ${state}`, isNamed ? names : (known ?? names));
    }

    of(key: string): readonly TraceEntry[] {
        return this.byKey.get(key)?.entries ?? [];
    }

    /** Keys of objects of these names, for when openITCOCKPIT does not say. @param names host and, for a service, its own */
    named(names: readonly string[]): readonly string[] {
        const wanted = foldedName(names);
        return [...this.byKey.entries()].flatMap(([key, traced]) => (foldedName(traced.names) === wanted ? [key] : []));
    }

    /** A notification that nobody could be told the object of, because it was not even read. */
    refusal(code: string): void {
        this.refused = [...this.refused, {at: this.now(), code}].slice(-MOST_REFUSALS);
    }

    refusals(): readonly Refusal[] {
        return this.refused;
    }

    private put(key: string, kind: TraceKind, what: string | undefined, names: readonly string[]): void {
        const entry = {at: this.now(), kind, ...(what === undefined ? {} : {what})};
        this.byKey.set(key, {names, entries: withEntry(this.of(key), entry)});
    }

    private now(): number {
        return Math.floor(this.clock.now() / 1000);
    }
}

export const namesOf = ({host, service}: Target): readonly string[] =>
    service ? [host.name, service.name] : [host.name];

export const foldedName = (names: readonly string[]): string => names.map((name) => name.toLowerCase()).join('\n');
