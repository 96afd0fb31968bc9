import type {Application} from '../app/application';
import type {Doctor} from '../app/doctor/doctor';
import type {HealthReport} from '../app/health/health_monitor';
import type {Watch} from '../app/health/watch';
import type {SetupGuide} from '../app/setup/guide';
import type {Clock, Logger, Metrics} from '../app/telemetry';

export interface HttpDeps {
    readonly application: Application;
    readonly logger: Logger;
    readonly metrics: Metrics;
    readonly clock: Clock;
    /** Accepted bearer tokens of /api/v1/notifications and /api/v1/heartbeat. */
    readonly notificationTokens: readonly string[];
    readonly watch: Pick<Watch, 'heartbeat'>;
    readonly health: () => HealthReport;
    /**
     * The caller's Mattermost user id, where the door knows it for sure; undefined where it does not (door 1: there the
     * signatures prove who it is). An empty text = nobody is logged in.
     */
    readonly userOf?: ((headers: Headers) => string) | undefined;
    /** Answers presses of Doctor's test alerts. */
    readonly doctor?: Pick<Doctor, 'answerPress'> | undefined;
    /** Answers presses of set-up's direct message. Absent where nobody is led (door 1). */
    readonly setup?: Pick<SetupGuide, 'answerPress'> | undefined;
    /** Doctor over HTTP. Absent where the door has no administrators (door 1). */
    readonly doctorAccess?: DoctorAccess | undefined;
    /** The support packet. Absent where the door has a command for it (door 2). */
    readonly support?: SupportAccess | undefined;
    /** Prometheus text; undefined where the door offers no metrics. */
    readonly metricsText?: (() => Promise<{text: string; contentType: string}>) | undefined;
}

export interface DoctorAccess {
    readonly doctor: Pick<Doctor, 'examine'>;
    readonly isAdministrator: (userId: string) => Promise<boolean>;
}

export interface SupportAccess {
    /** Accepted bearer tokens. */
    readonly tokens: readonly string[];
    readonly packet: () => Promise<string>;
}
