/** Mattermost's interactive dialog, the part we use (POST /api/v4/actions/dialogs/open). */
export interface Dialog {
    readonly callback_id: string;
    /** At most 24 characters. */
    readonly title: string;
    /** Markdown. */
    readonly introduction_text: string;
    readonly elements: readonly DialogElement[];
    readonly submit_label: string;
    readonly notify_on_cancel: boolean;
    /** Ours: signed, bound to post, user and channel. */
    readonly state: string;
}

export interface DialogElement {
    readonly display_name: string;
    readonly name: string;
    readonly type: 'textarea' | 'bool' | 'select' | 'text';
    readonly default?: string;
    readonly placeholder?: string;
    readonly help_text?: string;
    readonly optional?: boolean;
    readonly min_length?: number;
    readonly max_length?: number;
    readonly options?: readonly {readonly text: string; readonly value: string}[];
}
