import type {ComponentType} from 'react';

export interface UserProfile {
    readonly id: string;
    readonly username: string;
    readonly first_name: string;
    readonly last_name: string;
    readonly is_bot?: boolean;
    readonly locale: string;
}

export interface ChannelInfo {
    readonly id: string;
    readonly team_id: string;
    readonly name: string;
    readonly display_name: string;
    readonly type: string;
}

export interface TeamInfo {
    readonly id: string;
    readonly name: string;
    readonly display_name: string;
}

export interface Action {
    readonly id: string;
    readonly name: string;
    readonly type?: string;
    readonly style?: string;
    readonly disabled?: boolean;
    readonly data_source?: string;
    readonly default_option?: string;
    readonly options?: readonly Option[];
    readonly cookie?: string;
}

export interface Option {
    readonly text: string;
    readonly value: string;
}

export interface Attachment {
    readonly color?: string;
    readonly pretext?: string;
    readonly author_name?: string;
    readonly title?: string;
    readonly title_link?: string;
    readonly text?: string;
    readonly fields?: readonly {readonly title: string; readonly value: unknown; readonly short: boolean}[] | null;
    readonly footer?: string;
    readonly actions?: readonly Action[];
}

export interface ClientPost {
    readonly id: string;
    readonly create_at: number;
    readonly update_at: number;
    readonly edit_at: number;
    readonly user_id: string;
    readonly channel_id: string;
    readonly root_id: string;
    readonly message: string;
    readonly type: string;
    readonly props: Readonly<Record<string, unknown>>;
    readonly metadata: {readonly priority?: {readonly priority: string}};
}

export interface DialogElement {
    readonly display_name: string;
    readonly name: string;
    readonly type: string;
    readonly subtype: string;
    readonly default: string;
    readonly placeholder: string;
    readonly help_text: string;
    readonly optional: boolean;
    readonly min_length: number;
    readonly max_length: number;
    readonly data_source: string;
    readonly options: readonly Option[] | null;
}

interface DialogDefinition {
    readonly callback_id: string;
    readonly title: string;
    readonly introduction_text: string;
    readonly elements: readonly DialogElement[] | null;
    readonly submit_label: string;
    readonly notify_on_cancel: boolean;
    readonly state: string;
}

/** `data.dialog` of an `open_dialog` event, parsed. */
export interface DialogRequest {
    readonly trigger_id: string;
    readonly url: string;
    readonly dialog: DialogDefinition;
}

export interface SocketMessage {
    readonly event?: string;
    readonly data: Readonly<Record<string, string>>;
    readonly broadcast: Readonly<Record<string, unknown>>;
    readonly seq: number;
}

export type PluginComponent = ComponentType<Record<string, unknown>>;
