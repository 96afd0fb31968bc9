import {asAppError} from '../../domain/errors';
import type {Clock, Logger} from '../telemetry';

/** Tells web clients over their websockets that the panel may have changed, and nothing else. */
export interface PanelEventsPort {
    /** To everybody in the channel. @param channel id, or name as `team/channel` */
    toChannel(channel: string): Promise<void>;
    toPerson(userId: string): Promise<void>;
}

/** What arrives meanwhile is told together. */
const PAUSE_MS = 1000;
/** Administrators see all channels without being in them: those who asked so recently are told, too. */
const WATCHING_MS = 120_000;

interface Deps {
    readonly port: PanelEventsPort;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** Tells those who may see a change of it, each channel at most once a second. Best effort: web clients also ask by themselves. */
export class PanelEvents {
    private readonly changed = new Set<string>();
    private readonly administrators = new Map<string, number>();
    private running: Promise<void> | undefined;

    constructor(private readonly deps: Deps) {}

    /** An administrator looks at the panel. */
    watches(userId: string): void {
        this.administrators.set(userId, this.deps.clock.monotonic());
    }

    /** Something changed that is at home in these channels. @returns resolves when all is told */
    async changedIn(channels: Iterable<string>): Promise<void> {
        for (const channel of channels) {
            this.changed.add(channel);
        }
        while (this.changed.size > 0) {
            this.running ??= this.tell().finally(() => {
                this.running = undefined;
            });
            await this.running;
        }
    }

    private async tell(): Promise<void> {
        const {port, clock} = this.deps;
        while (this.changed.size > 0) {
            const channels = [...this.changed];
            this.changed.clear();
            await this.each(channels, (channel) => port.toChannel(channel));
            await this.each(this.watching(), (userId) => port.toPerson(userId));
            await clock.sleep(PAUSE_MS);
        }
    }

    private async each(receivers: readonly string[], send: (receiver: string) => Promise<void>): Promise<void> {
        for (const receiver of receivers) {
            await send(receiver).catch((error: unknown) =>
                this.deps.logger.debug('A panel was not told of a change', {receiver, error: asAppError(error)}),
            );
        }
    }

    private watching(): readonly string[] {
        const oldest = this.deps.clock.monotonic() - WATCHING_MS;
        for (const [userId, at] of this.administrators) {
            if (at < oldest) {
                this.administrators.delete(userId);
            }
        }
        return [...this.administrators.keys()];
    }
}
