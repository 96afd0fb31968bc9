/** Proves that openITCOCKPIT's core can be reached, and reaches us. All methods throw AppError (`openitcockpit_*`). */
export interface ProofPort {
    whoAmI(): Promise<MonitoringIdentity>;
    /** Queues a command for a non-existent host, which the worker discards. @throws `openitcockpit_queue_down` */
    tryQueue(): Promise<void>;
    /**
     * Queues a notification of the type CUSTOM to the host's contacts that would be notified now. If notifications are
     * off, the core silently drops it.
     */
    sendHostNotification(command: HostNotificationCommand): Promise<void>;
}

export interface MonitoringIdentity {
    /** e.g. `5.3.0`; undefined before 4.6.4. */
    readonly version?: string;
    readonly userName: string;
    readonly email: string;
    /** Rights of the API user's role that the loop needs and the role lacks, e.g. `NagiosModule.Cmd.submit`. */
    readonly missingRights: readonly string[];
    /** Those that catching up needs in addition where only what was notified is posted, or missed problems are told. */
    readonly missingCatchUpRights: readonly string[];
    /** Whether the role may list users, which the action policy `mapped` needs if there is no table. */
    readonly mayListUsers: boolean;
}

export interface HostNotificationCommand {
    readonly hostUuid: string;
    /** Sanitised; one non-empty line. */
    readonly author: string;
    readonly comment: string;
}
