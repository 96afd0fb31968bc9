import {AppError} from '../errors';
import {textIn} from '../received';
import {cut} from '../text';

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

/** Types that every client knows, the phone's included; `datetime` only where `hasDialogDates`. */
export interface DialogElement {
    /** At most 24 characters. */
    readonly display_name: string;
    readonly name: string;
    readonly type: 'text' | 'textarea' | 'select' | 'bool' | 'datetime';
    /** Of a text: `password` is not shown while it is typed. */
    readonly subtype?: 'password';
    readonly default?: string;
    readonly placeholder?: string;
    /** At most 150 characters. */
    readonly help_text?: string;
    readonly optional?: boolean;
    readonly min_length?: number;
    readonly max_length?: number;
    /** Of a select: people of the server instead of options; the client searches. */
    readonly data_source?: 'users';
    /** Of a select. */
    readonly options?: readonly {readonly text: string; readonly value: string}[];
}

/** What has to be changed; shown at the field. */
export class FieldError extends AppError {
    constructor(
        readonly field: string,
        message: string,
    ) {
        super('bad_request', message);
    }
}

export const boolElement = (label: string, name: string, help: string, on: boolean): DialogElement => ({
    display_name: cut(label, 24),
    name,
    type: 'bool',
    help_text: cut(help, 150),
    optional: true,
    default: on ? 'true' : 'false',
});

/** `submission` is whatever the caller sent. */
export const fieldsOf = (submission: unknown): Readonly<Record<string, unknown>> =>
    typeof submission === 'object' && submission !== null ? (submission as Record<string, unknown>) : {};

export const textField = (fields: Readonly<Record<string, unknown>>, name: string): string => textIn(fields[name]);

/** Booleans arrive as booleans or as text. */
export const isTrue = (value: unknown, fallback: boolean): boolean =>
    typeof value === 'boolean' ? value : typeof value === 'string' ? value === 'true' : fallback;
