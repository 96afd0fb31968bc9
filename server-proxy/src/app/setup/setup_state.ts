import type {NewChannel} from './channels_port';
import type {LineForm} from './notification_lines';
import type {NewContact, NotificationCommand} from './provisioning_port';

export type CommandPart = 'hostCommand' | 'serviceCommand';

/** What set-up changed in openITCOCKPIT and Mattermost, to be taken up after an interruption and to be undone. Nothing in it is secret. */
export interface SetupState {
    /** Mattermost's id of who leads through it. */
    readonly leaderId: string;
    readonly form: LineForm;
    readonly commands: Readonly<Partial<Record<CommandPart, MadeCommand>>>;
    readonly contact?: Made<NewContact>;
    readonly channel?: MadeChannel;
    /** Unix seconds of the last export that set-up launched. */
    readonly exportedAt?: number;
}

/** Written before the object is made, without an id: a crash in between does not make a stranger of it. */
export interface Made<T> {
    readonly id?: number;
    /** As it was made: only what is still so is undone. */
    readonly as: T;
}

export interface MadeCommand extends Made<NotificationCommand> {
    /** What stood there before, when it was replaced. */
    readonly was?: NotificationCommand;
}

export interface MadeChannel {
    readonly id?: string;
    readonly as: NewChannel;
    /** As the setting named it: `team/channel`. */
    readonly address: string;
}

export interface SetupStore {
    load(): Promise<SetupState | undefined>;
    save(state: SetupState): Promise<void>;
    clear(): Promise<void>;
    /**
     * Runs `task` unless somebody, on any node, is at it.
     * @returns undefined when somebody is
     */
    unlessBusy<T>(task: () => Promise<T>): Promise<T | undefined>;
}
