import type {NewChannel} from './channels_port';
import type {LineForm} from './notification_lines';
import type {NewContact, NotificationCommand} from './provisioning_port';

export type CommandPart = 'hostCommand' | 'serviceCommand';

/** What set-up changed in openITCOCKPIT and Mattermost, to resume and to undo it. Contains no secrets. */
export interface SetupState {
    /** Mattermost's id of the administrator in charge. */
    readonly leaderId: string;
    readonly form: LineForm;
    readonly commands: Readonly<Partial<Record<CommandPart, MadeCommand>>>;
    readonly contact?: Made<NewContact>;
    readonly channel?: MadeChannel;
    /** Unix seconds of the last export that set-up launched. */
    readonly exportedAt?: number;
}

/** Stored without an id before the object is created, so that it is known as ours even after a crash in between. */
export interface Made<T> {
    readonly id?: number;
    /** As created: only what is still the same is undone. */
    readonly as: T;
}

export interface MadeCommand extends Made<NotificationCommand> {
    /** What it replaced, if anything. */
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
     * Runs `task` unless another one is running on any node.
     * @returns undefined when one is
     */
    unlessBusy<T>(task: () => Promise<T>): Promise<T | undefined>;
}
