import {isEarlierKey} from '../../domain/alert/alert_key';
import {type AlertRecord, isOpen} from '../../domain/alert/record';
import {chunksOf} from '../../domain/chunks';
import {type ListLine, lineOf, listsOf} from '../../domain/storm/list_line';
import type {AlertStore} from '../posts/alert_store';
import type {Clock} from '../telemetry';

const PAGE = 400;
/** A scan may take this part of the time. */
const SHARE = 10;
const SCAN_EVERY_MS = 2000;

/**
 * Which problems are shown in which list, as this node knows them: all records say so, and hold the truth. What another node
 * changes is found by reading them all again.
 */
export class Lists {
    private readonly lines = new Map<string, Map<string, ListLine>>();
    private readonly where = new Map<string, readonly string[]>();
    /** Keys of services with an open problem, by host. */
    private readonly openServices = new Map<string, Set<string>>();
    /** Noted while records are being read, which may be older. */
    private noted: Set<string> | undefined;
    private scanning: Promise<void> | undefined;
    private scanAt = Number.NEGATIVE_INFINITY;
    private isComplete = false;

    constructor(
        private readonly store: Pick<AlertStore, 'followed' | 'readFollowed'>,
        private readonly clock: Clock,
        private readonly onChange: (list: string) => void,
    ) {}

    /** The newest of a record. */
    note(record: AlertRecord): void {
        if (!isEarlierKey(record.key)) {
            this.noted?.add(record.key);
            this.put(record.key, record);
        }
    }

    of(list: string): readonly ListLine[] {
        return [...(this.lines.get(list)?.values() ?? [])];
    }

    ids(): readonly string[] {
        return [...this.lines.keys()];
    }

    /** Keys of a host's services that have an open problem, as far as this node knows. */
    servicesOf(host: string): readonly string[] {
        return [...(this.openServices.get(host) ?? [])];
    }

    /** Reads all records, unless that was done a moment ago. @param force whenever that was */
    async refresh(force = false): Promise<void> {
        if (force || !this.isComplete || this.scanAt <= this.clock.monotonic()) {
            this.scanning ??= this.scan().finally(() => {
                this.scanning = undefined;
                this.noted = undefined;
            });
        }
        await this.scanning;
    }

    /** After a start, nothing is known. */
    async complete(): Promise<void> {
        if (!this.isComplete) {
            await this.refresh();
        }
    }

    private async scan(): Promise<void> {
        const started = this.clock.monotonic();
        this.noted = new Set();
        const left = new Set([...this.where.keys(), ...[...this.openServices.values()].flatMap((keys) => [...keys])]);
        for (const page of chunksOf(await this.store.followed(), PAGE)) {
            for (const record of await this.store.readFollowed(page)) {
                left.delete(record.key);
                if (!this.noted.has(record.key)) {
                    this.put(record.key, record);
                }
            }
        }
        for (const key of left) {
            if (!this.noted.has(key)) {
                this.put(key, undefined);
            }
        }
        const now = this.clock.monotonic();
        this.scanAt = now + Math.max(SCAN_EVERY_MS, (now - started) * SHARE);
        this.isComplete = true;
    }

    private put(key: string, record: AlertRecord | undefined): void {
        this.putService(key, record);
        const before = this.where.get(key) ?? [];
        const now = record ? listsOf(record) : [];
        if (before.length === 0 && now.length === 0) {
            return;
        }
        for (const list of before.filter((id) => !now.includes(id))) {
            this.linesOf(list).delete(key);
            this.changed(list);
        }
        if (record && now.length > 0) {
            this.where.set(key, now);
            const line = lineOf(record);
            for (const list of now) {
                this.set(list, line);
            }
        } else {
            this.where.delete(key);
        }
    }

    private putService(key: string, record: AlertRecord | undefined): void {
        const [host = '', service] = key.split('/');
        if (service === undefined) {
            return;
        }
        const keys = this.openServices.get(host) ?? new Set<string>();
        if (record && isOpen(record)) {
            this.openServices.set(host, keys.add(key));
        } else if (keys.delete(key) && keys.size === 0) {
            this.openServices.delete(host);
        }
    }

    private set(list: string, line: ListLine): void {
        const lines = this.linesOf(list);
        const known = lines.get(line.key);
        lines.set(line.key, line);
        if (!known || !isSame(known, line)) {
            this.changed(list);
        }
    }

    private linesOf(list: string): Map<string, ListLine> {
        const known = this.lines.get(list) ?? new Map<string, ListLine>();
        this.lines.set(list, known);
        return known;
    }

    private changed(list: string): void {
        if (this.lines.get(list)?.size === 0) {
            this.lines.delete(list);
        }
        this.onChange(list);
    }
}

const isSame = (one: ListLine, other: ListLine): boolean =>
    one.state === other.state &&
    one.handled === other.handled &&
    one.failed === other.failed &&
    one.output === other.output &&
    one.hostName === other.hostName &&
    one.serviceName === other.serviceName;
