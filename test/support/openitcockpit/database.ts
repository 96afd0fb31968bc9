import {type Delay, DelayLine} from './delay_line';
import type {MonitoredObject, Status} from './objects';

interface Pending {
    readonly object: MonitoredObject;
    readonly row: Status;
}

/**
 * What the API reads. The core's broker queues every status as a row, and a worker writes the rows, those of hosts and
 * of services each in chronological order, a while after the core has notified its contacts.
 */
export class StatusDatabase {
    private readonly queues: Readonly<Record<MonitoredObject['kind'], DelayLine>>;
    private readonly pending = new Set<Pending>();

    constructor(lagMs: Delay) {
        this.queues = {host: new DelayLine(lagMs), service: new DelayLine(lagMs)};
    }

    queue(object: MonitoredObject): void {
        const entry = {object, row: structuredClone(object.core)};
        this.pending.add(entry);
        this.queues[object.kind].push(() => {
            this.pending.delete(entry);
            object.visible = entry.row;
        });
    }

    /** Sets columns at once, including in every row still queued. */
    overwrite(object: MonitoredObject, columns: Partial<Status>): void {
        const rows = [...this.pending].filter((entry) => entry.object === object).map(({row}) => row);
        for (const row of [object.visible, ...rows]) {
            Object.assign(row, structuredClone(columns));
        }
    }

    stop(): void {
        this.queues.host.stop();
        this.queues.service.stop();
    }

    start(): void {
        this.queues.host.start();
        this.queues.service.start();
    }

    async settled(): Promise<void> {
        await Promise.all([this.queues.host.settled(), this.queues.service.settled()]);
    }

    close(): void {
        this.queues.host.close();
        this.queues.service.close();
    }
}
