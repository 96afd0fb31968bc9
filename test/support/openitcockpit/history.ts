import type {MonitoredObject, Service} from './objects';

/** A row of the state history: a change of state, or from soft to hard. */
export interface StateChange {
    /** Unix seconds. */
    readonly at: number;
    readonly state: number;
    readonly hard: boolean;
    readonly output: string;
    /** The state before. */
    readonly before: number;
}

/** A row of the changelog. */
export interface ConfigurationChange {
    readonly id: number;
    /** Unix seconds. */
    readonly at: number;
    readonly model: string;
    readonly action: 'add' | 'edit' | 'copy' | 'delete';
    readonly objectId: number;
    readonly name: string;
    /** First and last name. */
    readonly author: string;
    /** By field: before and after. */
    readonly fields: Readonly<Record<string, readonly [before: string, after: string]>>;
    /** Tables of other objects that changed with it, such as `Contact`. */
    readonly lists?: readonly string[];
    /** What decides who may read it. */
    readonly object?: MonitoredObject;
}

/** One value of a service's performance data, with its curve. */
export interface Gauge {
    readonly name: string;
    readonly unit: string;
    /** As the plugin wrote it: a number or a range; empty for none. */
    readonly warn: string | number;
    readonly crit: string | number;
    readonly min: number | null;
    readonly max: number | null;
    /** Unix seconds and value, in order of time. */
    readonly points: readonly (readonly [at: number, value: number])[];
}

/** What openITCOCKPIT keeps besides the status: state history, changelog, and the curves of the time series database. */
export class History {
    /** `FRONTEND.HIDDEN_USER_IN_CHANGELOG` */
    hidesAuthors = false;
    readonly configuration: ConfigurationChange[] = [];
    private readonly changes = new Map<string, StateChange[]>();
    private readonly gauges = new Map<string, () => readonly Gauge[]>();

    /** A change as the core reports it, or one of long ago. */
    add({uuid}: MonitoredObject, change: StateChange): void {
        this.changes.set(uuid, [...this.changesOf({uuid}), change]);
    }

    changesOf({uuid}: Pick<MonitoredObject, 'uuid'>): readonly StateChange[] {
        return this.changes.get(uuid) ?? [];
    }

    changeConfiguration(
        object: MonitoredObject,
        change: Pick<ConfigurationChange, 'at' | 'fields'> & Partial<ConfigurationChange>,
    ): void {
        this.configuration.push({
            id: this.configuration.length + 1,
            model: object.kind === 'host' ? 'Host' : 'Service',
            action: 'edit',
            objectId: object.id,
            name: object.kind === 'host' ? object.name : `${object.host.name}/${object.name}`,
            author: 'Ada Admin',
            object,
            ...change,
        });
    }

    /** @param gauges or how to make them, whenever somebody asks */
    setGauges({uuid}: Service, gauges: readonly Gauge[] | (() => readonly Gauge[])): void {
        this.gauges.set(uuid, typeof gauges === 'function' ? gauges : () => gauges);
    }

    gaugesOf({uuid}: Service): readonly Gauge[] {
        return this.gauges.get(uuid)?.() ?? [];
    }
}
