import {monitorEventLoopDelay} from 'node:perf_hooks';
import type {MattermostDouble} from '../support/mattermost/double';
import type {QueuedCommand} from '../support/openitcockpit/command_queue';
import type {OpenitcockpitDouble} from '../support/openitcockpit/double';
import type {RecordedRequest} from '../support/openitcockpit/front_door';
import {forgetCalls, type SoakHandler} from './doors';
import {PostLedger} from './post_ledger';

const EVERY_MS = 500;
/** Threads are cleared after so many lines: looking for them takes time. */
const REPLIES = 2000;

/** Sums up what the doubles record, and lets them forget it: they would not last through a long run. */
export class Janitor {
    readonly ledger = new PostLedger();
    /** When openITCOCKPIT got each acknowledgement, by its comment; Unix seconds. */
    readonly commands = new Map<string, number[]>();
    readonly counts = {requests: 0, lines: 0};
    /** How late timers of this process are, as the doubles are then, too. */
    readonly delay = monitorEventLoopDelay({resolution: 10});
    private lines: string[] = [];
    private readonly timer = setInterval(() => this.tidy(), EVERY_MS);

    constructor(
        private readonly double: MattermostDouble,
        private readonly monitoring: OpenitcockpitDouble,
        private readonly handler: SoakHandler,
    ) {
        this.delay.enable();
    }

    tidy(): void {
        const {server} = this.double;
        this.ledger.read(server.events.splice(0));
        server.integrations.calls.length = 0;
        this.counts.requests += (this.monitoring.requests as RecordedRequest[]).splice(0).length;
        for (const {data} of (this.monitoring.commands as QueuedCommand[]).splice(0)) {
            const comment = /press \d+/.exec(String(data))?.[0];
            if (comment) {
                const at = Number(/^\[(\d+)\]/.exec(String(data))?.[1]);
                this.commands.set(comment, [...(this.commands.get(comment) ?? []), at]);
            }
        }
        forgetCalls(this.handler);
        this.clearThreads();
    }

    stop(): void {
        clearInterval(this.timer);
        this.delay.disable();
    }

    private clearThreads(): void {
        const lines = this.ledger.takeReplies();
        this.counts.lines += lines.length;
        this.lines.push(...lines);
        if (this.lines.length > REPLIES) {
            this.double.server.posts.forget(new Set(this.lines.splice(0)));
        }
    }
}
