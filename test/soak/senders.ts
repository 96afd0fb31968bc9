import {deliver} from '../../server-proxy/src/cli/notify/deliver';
import {createCommandSender} from '../../server-proxy/src/net/command_sender';
import {NOTIFICATION_TOKEN} from '../support/loop/service';
import {problemKey} from './judge';
import {problemIn} from './post_ledger';

export type Fields = Readonly<Record<string, string>>;

/** As `notify` by default: NOTIFY_TIMEOUT. */
const PATIENCE_MS = 25_000;

/**
 * Sends notifications as `notify` does, with its own code: repeated with growing pauses while the failure may pass, for 25 s.
 * Only what was answered with 2xx counts as delivered.
 */
export class Senders {
    /** Problems of which a notification arrived (see `problemKey`). */
    readonly delivered = new Set<string>();
    readonly counts = {sent: 0, accepted: 0, givenUp: 0};
    /** Why notifications were given up, and how often. */
    readonly reasons = new Map<string, number>();
    /** Milliseconds until each was accepted, of the newest ones. */
    readonly latencies: number[] = [];
    private readonly waiting = new Set<Promise<void>>();
    private readonly sender = createCommandSender({skipTlsVerification: false});

    constructor(private readonly url: string) {}

    get inFlight(): number {
        return this.waiting.size;
    }

    send(fields: Fields): void {
        this.counts.sent += 1;
        const sending = this.deliver(fields).finally(() => this.waiting.delete(sending));
        this.waiting.add(sending);
    }

    async idle(): Promise<void> {
        await Promise.all(this.waiting);
    }

    private async deliver(fields: Fields): Promise<void> {
        const began = performance.now();
        try {
            await deliver(
                {
                    setting: 'NOTIFICATION_URL',
                    method: 'POST',
                    url: new URL(`${this.url}/api/v1/notifications`),
                    headers: {'notification-token': NOTIFICATION_TOKEN, 'content-type': 'application/json'},
                    body: JSON.stringify(fields),
                },
                this.sender,
                began + PATIENCE_MS,
            );
            this.accept(fields, performance.now() - began);
        } catch (error) {
            this.counts.givenUp += 1;
            const reason = String(error instanceof Error ? error.message : error).replace(/ Tried \d+ times\./, '');
            this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
        }
    }

    private accept({notificationtype, serviceuuid = '', output = ''}: Fields, milliseconds: number): void {
        this.counts.accepted += 1;
        this.latencies[this.counts.accepted % 5000] = milliseconds;
        const number = problemIn(output);
        if (notificationtype === 'PROBLEM' && number !== undefined) {
            this.delivered.add(problemKey(serviceuuid, number));
        }
    }
}
