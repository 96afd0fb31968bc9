import type {EventStreamPort, StreamListener} from '../../../server-proxy/src/app/stream/stream_port';
import type {AppError} from '../../../server-proxy/src/domain/errors';
import {readFrame} from '../../../server-proxy/src/openitcockpit/event_stream/core_events';

/** A stream that brings what a test says, in the worker's own form. */
export class FakeStream implements EventStreamPort {
    /** Who holds it at the moment. */
    readonly holders: StreamListener[] = [];

    connect(listener: StreamListener) {
        this.holders.push(listener);
        listener.opened();
        return {close: () => void this.holders.splice(this.holders.indexOf(listener), 1)};
    }

    /** @param topic without `statusngin_` */
    send(topic: string, ...payload: readonly object[]): void {
        this.sendText(JSON.stringify({topic: `statusngin_${topic}`, payload}));
    }

    sendText(frame: string): void {
        const {events, unreadable} = readFrame(frame);
        for (const holder of this.holders) {
            if (unreadable > 0) {
                holder.unreadable(unreadable);
            }
            holder.received(events);
        }
    }

    away(reason: AppError): void {
        for (const holder of this.holders) {
            holder.away(reason);
        }
    }
}
