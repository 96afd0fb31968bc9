/** What proves the way to openITCOCKPIT's core and back. All methods throw AppError (`openitcockpit_*`). */
export interface ProofPort {
    whoAmI(): Promise<MonitoringIdentity>;
    /** Hands the queue a command for a host that does not exist, which is dropped. @throws `openitcockpit_queue_down` */
    tryQueue(): Promise<void>;
    /**
     * Queues a notification of the type CUSTOM to those contacts of the host that would be notified now. The core sends
     * none where notifications are off, and tells nobody.
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
    /** Has the role the right to list users? Needed for the action policy `mapped` without a table. */
    readonly mayListUsers: boolean;
}

export interface HostNotificationCommand {
    readonly hostUuid: string;
    /** Sanitized, one line, not empty. */
    readonly author: string;
    readonly comment: string;
}
