import type {NewChannel} from './channels_port';
import type {LineForm} from './notification_lines';
import type {NewContact, NotificationCommand} from './provisioning_port';

export type CommandPart = 'hostCommand' | 'serviceCommand';

/** What set-up changed in openITCOCKPIT and Mattermost, to resume and to undo it. Contains no secrets. */
export interface SetupState {
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

/** Layout of what is stored. Before 2 (0.1.0: no number), an administrator in charge was stored as well. */
const SETUP_VERSION = 2;

/** @returns JSON */
export const storedSetupState = (state: SetupState): string => JSON.stringify({version: SETUP_VERSION, ...state});

/**
 * @param text as `storedSetupState` or 0.1.0 made it
 * @throws for anything else, be it damaged or written by a newer version: it must be set aside, not overwritten
 */
export const readSetupState = (text: string): SetupState => {
    const value: unknown = JSON.parse(text);
    if (!isStored(value)) {
        throw new Error('not a state of set-up that this version can read');
    }
    const {version: _version, leaderId: _leaderId, ...state} = value;
    return state;
};

type Stored = SetupState & {readonly version?: 1 | typeof SETUP_VERSION; readonly leaderId?: string};

const isStored = (value: unknown): value is Stored => {
    if (typeof value !== 'object' || value === null) {
        return false;
    }
    const {version, form, commands} = value as Readonly<Record<keyof Stored, unknown>>;
    return (
        (version === undefined || version === 1 || version === SETUP_VERSION) &&
        typeof form === 'string' &&
        typeof commands === 'object' &&
        commands !== null
    );
};
