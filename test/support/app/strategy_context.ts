import type {Downtime} from '../../../server-proxy/src/app/actions/command_port';
import {isFailure, type Outcome} from '../../../server-proxy/src/app/actions/strategy';
import type {AppContext} from '../../../server-proxy/src/app/app_context';
import {LatestReadings} from '../../../server-proxy/src/app/catch_up/latest_readings';
import type {ObjectStatus} from '../../../server-proxy/src/app/catch_up/readings_port';
import {KeyedQueue} from '../../../server-proxy/src/app/keyed_queue';
import type {AlertRecord} from '../../../server-proxy/src/domain/alert/record';
import {timeFormat} from '../../../server-proxy/src/domain/post/alert_post';
import {NOW} from '../records';
import {seen} from '../words';
import {FakeClock, FakeMonitoring, RecordingLogger} from './fakes';
import {SETTINGS} from './harness';

/** The API's status of the service in words.ts. @param seconds its age; undefined: undated */
export const statusOf = (seconds: number | undefined, more: Partial<ObjectStatus> = {}): ObjectStatus => ({
    ...seen(seconds),
    lastCheck: 'a check',
    activeChecks: true,
    mayEdit: true,
    ...more,
});

/** openITCOCKPIT, and the parts of the app that one kind of action uses; shows and stores nothing. */
export class StrategyContext {
    readonly monitoring = new FakeMonitoring();
    readonly clock = new FakeClock(NOW * 1000);
    readonly context: AppContext;
    /** The alert as others have left it in the store. */
    stored: AlertRecord | undefined;

    constructor(status: ObjectStatus, downtimes: readonly Downtime[] = []) {
        const {clock, monitoring} = this;
        monitoring.undated = true;
        monitoring.status = status;
        monitoring.downtimes = downtimes;
        monitoring.now = () => clock.now();
        this.context = {
            settings: SETTINGS,
            formatTime: timeFormat(SETTINGS.language, SETTINGS.timeZone),
            clock,
            monitoring,
            logger: new RecordingLogger(),
            latestReadings: new LatestReadings(),
            alertQueue: new KeyedQueue(),
            store: {
                get: async () => this.stored,
                update: async () => undefined,
                exclusively: (_key: string, run: () => Promise<unknown>) => run(),
            },
        } as unknown as AppContext;
    }
}

/** An outcome with its sentence as English readers see it. */
export const inEnglish = (outcome: Outcome | undefined) =>
    outcome && isFailure(outcome) ? {...outcome, sentence: outcome.sentence('en')} : outcome;
