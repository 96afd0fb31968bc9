/**
 * What set-up changes in openITCOCKPIT. All methods throw AppError (`openitcockpit_*`). Ids are openITCOCKPIT's numbers.
 * Nothing reaches the monitoring core before an export.
 */
export interface ProvisioningPort {
    /** Rights that set-up needs and the API user's role lacks, e.g. `Commands.add`. */
    missingSetupRights(): Promise<SetupRights>;
    /** Commands of exactly this name, whatever their type; openITCOCKPIT ignores case. */
    findCommand(name: string): Promise<StoredCommand | undefined>;
    /** @returns the id. @throws AppError `openitcockpit_refused`, e.g. when somebody has just taken the name */
    createCommand(command: NotificationCommand): Promise<number>;
    changeCommand(id: number, command: NotificationCommand): Promise<void>;
    /** @throws AppError `openitcockpit_refused` when something uses it */
    deleteCommand(id: number): Promise<void>;
    /** Contacts of exactly this name that the API user may see; openITCOCKPIT allows several. */
    findContacts(name: string): Promise<readonly StoredContact[]>;
    /** @returns the id */
    createContact(contact: NewContact): Promise<number>;
    /** @throws AppError `openitcockpit_refused` when something uses it */
    deleteContact(id: number): Promise<void>;
    /** Containers in which the API user may create contacts, by path: the root is `/root`. */
    containers(): Promise<readonly Choice[]>;
    timePeriods(containerId: number): Promise<readonly Choice[]>;
    /** Monitored hosts that the API user may read, as many as a few pages hold. */
    hosts(): Promise<HostPlaces>;
    exportState(): Promise<ExportState>;
    /**
     * Starts the export of the configuration to the monitoring core.
     * @throws AppError `openitcockpit_export_running` when one is already running
     */
    launchExport(): Promise<void>;
}

export interface SetupRights {
    /** To create commands and the contact. */
    readonly objects: readonly string[];
    readonly export: readonly string[];
}

export interface NotificationCommand {
    /** Unique. */
    readonly name: string;
    readonly line: string;
    readonly description: string;
}

export interface StoredCommand extends NotificationCommand {
    readonly id: number;
    /** False: a command of another type, which contacts cannot use. */
    readonly isNotification: boolean;
    /** How the core and its event stream name it. */
    readonly uuid?: string;
}

export interface HostPlaces {
    readonly hosts: readonly HostPlace[];
    /** False: there are more. */
    readonly isAll: boolean;
}

export interface HostPlace {
    readonly name: string;
    /** undefined where openITCOCKPIT's version does not say. */
    readonly containerId?: number;
    /** The API user may write to one of its containers. */
    readonly mayEdit: boolean;
}

export interface NewContact {
    readonly name: string;
    readonly description: string;
    readonly containerId: number;
    /** Further containers it is in. */
    readonly otherContainerIds?: readonly number[];
    readonly timePeriodId: number;
    readonly hostCommandId: number;
    readonly serviceCommandId: number;
}

export interface StoredContact {
    readonly id: number;
    readonly name: string;
    readonly description: string;
    readonly containerIds: readonly number[];
    readonly hostCommandIds: readonly number[];
    readonly serviceCommandIds: readonly number[];
}

export interface Choice {
    readonly id: number;
    readonly name: string;
}

export interface ExportState {
    readonly running: boolean;
    /** Of the last export, as far as openITCOCKPIT remembers it. */
    readonly last: 'none' | 'succeeded' | 'failed';
}
