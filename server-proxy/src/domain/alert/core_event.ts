import type {Alert, TargetIds} from './alert';
import type {Seen} from './observation';

/** An object's state and flags as the core holds them, without names. Times are the core's own, to the second. */
export type CoreStatus = Omit<Seen, 'hostName' | 'serviceName' | 'acknowledgement'>;

/** One thing that openITCOCKPIT's core pushed. Alerts name host and service by their UUIDs only, and carry no problem id. */
export type CoreEvent =
    /** The core decided to notify; `contacts` is how many it notified. */
    | {readonly kind: 'notification'; readonly alert: Alert; readonly contacts: number}
    /** The same, for one contact, the moment its command (a UUID) runs. */
    | {readonly kind: 'contact notified'; readonly alert: Alert; readonly command: string}
    | {readonly kind: 'state change'; readonly alert: Alert; readonly isHard: boolean}
    | {readonly kind: 'acknowledgement'; readonly alert: Alert}
    /** One of the object's downtimes began or ended; there may be others. */
    | {
          readonly kind: 'downtime';
          readonly target: TargetIds;
          readonly change: 'began' | 'ran out' | 'cancelled';
          /** Unix seconds. */
          readonly time: number;
          readonly author: string;
          readonly comment: string;
      }
    /** After every check and every change. */
    | {
          readonly kind: 'status';
          readonly target: TargetIds;
          readonly status: CoreStatus;
          readonly isHard: boolean;
          readonly notifies: boolean;
      }
    /** The core (re)started: it may have forgotten what it had pushed. */
    | {readonly kind: 'core restarted'};
