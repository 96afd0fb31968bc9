import {type Delay, DelayLine} from './delay_line';
import type {MonitoredObject, Status} from './objects';

/** A row of the notification tables: a command that the core ran for a contact. */
export interface SentNotification {
    readonly object: MonitoredObject;
    readonly state: number;
    readonly output: string;
    /** Unix seconds. */
    readonly startTime: number;
}

interface Pending {
    readonly object: MonitoredObject;
    readonly row: Status;
}

/**
 * What the API reads. The core's broker queues every status as a row, and a worker writes the rows, those of hosts and
 * of services each in chronological order, a while after the core has notified its contacts.
 */
export class StatusDatabase {
    /** What was sent, as far as it is written. */
    readonly sent: SentNotification[] = [];
    private readonly queues: Readonly<Record<MonitoredObject['kind'] | 'notification', DelayLine>>;
    private readonly pending = new Set<Pending>();

    constructor(lagMs: Delay) {
        this.queues = {
            host: new DelayLine(lagMs),
            service: new DelayLine(lagMs),
            notification: new DelayLine(lagMs),
        };
    }

    queue(object: MonitoredObject): void {
        const entry = {object, row: structuredClone(object.core)};
        this.pending.add(entry);
        this.queues[object.kind].push(() => {
            this.pending.delete(entry);
            object.visible = entry.row;
        });
    }

    queueSent(row: SentNotification): void {
        this.queues.notification.push(() => void this.sent.push(row));
    }

    queueChange(kind: MonitoredObject['kind'], write: () => void): void {
        this.queues[kind].push(write);
    }

    /** Sets columns at once, including in every row still queued. */
    overwrite(object: MonitoredObject, columns: Partial<Status>): void {
        const rows = [...this.pending].filter((entry) => entry.object === object).map(({row}) => row);
        for (const row of [object.visible, ...rows]) {
            Object.assign(row, structuredClone(columns));
        }
    }

    stop(): void {
        for (const queue of Object.values(this.queues)) {
            queue.stop();
        }
    }

    start(): void {
        for (const queue of Object.values(this.queues)) {
            queue.start();
        }
    }

    async settled(): Promise<void> {
        await Promise.all(Object.values(this.queues).map((queue) => queue.settled()));
    }

    close(): void {
        for (const queue of Object.values(this.queues)) {
            queue.close();
        }
    }
}
