import {asAppError} from '../../domain/errors';
import type {WatchStore} from '../health/watch_store';
import type {AlertStore} from '../posts/alert_store';
import type {Logger} from '../telemetry';

/**
 * Which problems get a post without a notification command. `everything`: all hard problems; `notified`: those that
 * openITCOCKPIT notified; `off`: none.
 */
export type Opens = 'everything' | 'notified' | 'off';

/** Does catching up need openITCOCKPIT's list of what was sent? */
export const readsSent = (opens: Opens | 'auto' | undefined, tellMissed: boolean): boolean =>
    opens === 'notified' || (tellMissed && opens !== 'off');

interface Deps {
    readonly watchStore: WatchStore;
    readonly store: Pick<AlertStore, 'followed'>;
    readonly logger: Logger;
}

/**
 * The setting ALERTS_FROM. `auto` is decided once: a new installation posts everything; one that has data of an earlier
 * version keeps to what openITCOCKPIT notifies, so that nobody's notification periods and contacts are overruled.
 */
export class AlertsFrom {
    private decided: Opens | undefined;

    constructor(
        private readonly setting: Opens | 'auto',
        private readonly deps: Deps,
    ) {}

    /** Until it is decided, nobody is overruled. */
    now(): Opens {
        return this.setting === 'auto' ? (this.decided ?? 'notified') : this.setting;
    }

    isDecided(): boolean {
        return this.setting !== 'auto' || this.decided !== undefined;
    }

    /** Before anything else is stored. Never rejects: the next call tries again. */
    async decide(): Promise<void> {
        if (this.isDecided()) {
            return;
        }
        const {watchStore, store, logger} = this.deps;
        try {
            const known = await watchStore.read();
            this.decided = known.alertsFrom;
            if (this.decided === undefined) {
                const isNew = Object.keys(known).length === 0 && (await store.followed()).length === 0;
                const alertsFrom = isNew ? 'everything' : 'notified';
                const stored = await watchStore.update((state) => ({alertsFrom, ...state}));
                this.decided = stored.alertsFrom ?? alertsFrom;
                logger.info('Which problems are posted was decided', {from: this.decided});
            }
        } catch (error) {
            logger.warn('Which problems are posted could not be decided yet', {error: asAppError(error)});
        }
    }
}
