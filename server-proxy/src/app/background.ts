import {type AppError, asAppError} from '../domain/errors';
import type {Logger} from './telemetry';

/** Work that continues after its request has been answered, tracked so that a shutdown can wait for it. */
export class Background {
    private readonly running = new Set<Promise<unknown>>();

    constructor(private readonly logger: Logger) {}

    /** @param what names the work in the log when it fails */
    start(what: string, work: () => Promise<unknown>): void {
        const task: Promise<unknown> = work()
            .catch((error: unknown) => this.report(what, asAppError(error)))
            .finally(() => this.running.delete(task));
        this.running.add(task);
    }

    private report(what: string, error: AppError): void {
        if (error.code === 'shutting_down') {
            this.logger.info(`${what} was interrupted by the stop`);
        } else {
            this.logger.error(`${what} failed`, {error});
        }
    }

    /** Resolves when all of it has finished. */
    async idle(): Promise<void> {
        while (this.running.size > 0) {
            await Promise.all(this.running);
        }
    }
}
