import {ackDialogCallbackId, FIELD, LIMIT} from '#contract';
import {type DialogState, signDialogState} from './action_token';
import {subjectOf} from './alert_post';
import type {AlertRecord} from './alert_record';
import {AppError} from './errors';
import {commandText, cut, neutralize} from './text';
import {type Language, textsOf} from './texts';

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
    readonly type: 'textarea' | 'bool';
    readonly default?: string;
    readonly placeholder?: string;
    readonly help_text?: string;
    readonly optional?: boolean;
    readonly min_length?: number;
    readonly max_length?: number;
}

/** Settings of the acknowledge dialog. */
export interface AckDefaults {
    readonly commentRequired: boolean;
    readonly commentMinLength: number;
    readonly sticky: boolean;
    readonly notify: boolean;
}

export interface DialogOptions {
    readonly language: Language;
    readonly defaults: AckDefaults;
    readonly secret: string;
    readonly nowSeconds: number;
}

export const renderAckDialog = (record: AlertRecord, state: DialogState, options: DialogOptions): Dialog => {
    const texts = textsOf(options.language);
    const {defaults} = options;
    const subject = neutralize(`${record.alert.state} · ${subjectOf(record, texts)}`);
    const elements: DialogElement[] = [
        {
            display_name: texts.comment,
            name: FIELD.comment,
            type: 'textarea',
            placeholder: texts.commentPlaceholder,
            help_text: texts.commentHelp,
            optional: !defaults.commentRequired,
            min_length: defaults.commentRequired ? defaults.commentMinLength : 0,
            max_length: LIMIT.comment,
        },
        bool(texts.sticky, FIELD.sticky, texts.stickyHelp, defaults.sticky),
        bool(texts.notify, FIELD.notify, texts.notifyHelp, defaults.notify),
    ];
    if (!record.alert.target.service) {
        elements.push(bool(texts.hostAndServices, FIELD.hostAndServices, texts.hostAndServicesHelp, false));
    }
    return {
        callback_id: ackDialogCallbackId(state.postId),
        title: cut(texts.dialogTitle, 24),
        introduction_text: texts.dialogIntro(subject),
        elements,
        submit_label: texts.submit,
        notify_on_cancel: false,
        state: signDialogState(state, options.secret, options.nowSeconds),
    };
};

const bool = (name: string, field: string, help: string, on: boolean): DialogElement => ({
    display_name: cut(name, 24),
    name: field,
    type: 'bool',
    help_text: cut(help, 150),
    optional: true,
    default: on ? 'true' : 'false',
});

/** What the operator asked for. */
export interface AckRequest {
    /** Safe for openITCOCKPIT: one line, no command or shell syntax, never empty. */
    readonly comment: string;
    readonly sticky: boolean;
    readonly notify: boolean;
    readonly hostAndServices: boolean;
}

/** A comment the operator must change; shown at the field. */
export class CommentError extends AppError {
    constructor(message: string) {
        super('bad_request', message);
    }
}

/**
 * Reads `submission` of the dialog. Values are whatever the caller sent: booleans arrive as booleans or as text.
 * @throws CommentError
 */
export const parseSubmission = (submission: unknown, defaults: AckDefaults, language: Language): AckRequest => {
    const fields = typeof submission === 'object' && submission !== null ? (submission as Record<string, unknown>) : {};
    const raw = fields[FIELD.comment];
    return {
        comment: parseComment(typeof raw === 'string' ? raw : '', defaults, language),
        sticky: isTrue(fields[FIELD.sticky], defaults.sticky),
        notify: isTrue(fields[FIELD.notify], defaults.notify),
        hostAndServices: isTrue(fields[FIELD.hostAndServices], false),
    };
};

/** openITCOCKPIT's core drops an acknowledgement without comment, so an optional comment gets a word of its own. */
export const parseComment = (raw: string, defaults: AckDefaults, language: Language): string => {
    const texts = textsOf(language);
    const comment = commandText(raw, LIMIT.comment);
    if (defaults.commentRequired && comment === '') {
        throw new CommentError(texts.commentMissing);
    }
    if (defaults.commentRequired && comment.length < defaults.commentMinLength) {
        throw new CommentError(texts.commentTooShort(defaults.commentMinLength));
    }
    return comment === '' ? texts.acknowledge : comment;
};

const isTrue = (value: unknown, fallback: boolean): boolean =>
    typeof value === 'boolean' ? value : typeof value === 'string' ? value === 'true' : fallback;
