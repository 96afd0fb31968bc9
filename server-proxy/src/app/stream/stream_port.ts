import type {CoreEvent} from '../../domain/alert/core_event';
import type {AppError} from '../../domain/errors';

/** openITCOCKPIT's event stream (5.8 and later): what the core pushes, without replay. */
export interface EventStreamPort {
    /** Connects, and reconnects until closed. */
    connect(listener: StreamListener): {close(): void};
}

export interface StreamListener {
    /** The events of one frame, in the core's order within it. Between frames there is no order to rely on. */
    received(events: readonly CoreEvent[]): void;
    /** Connected: what happened before has to be asked for. */
    opened(): void;
    /** Not connected (any more); called once for each reason. It keeps trying. */
    away(reason: AppError): void;
    /** Frames or entries that could not be read. */
    unreadable(count: number): void;
}
