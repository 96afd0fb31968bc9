import {ackDialogCallbackId, FIELD, LIMIT} from '#contract';
import type {AlertRecord} from '../alert/record';
import {subjectOf} from '../post/alert_post';
import {commandText, cut, neutralize} from '../text';
import {type Language, type Texts, textsOf} from '../texts';
import {untilElements} from './ack_until';
import {type DialogState, signDialogState} from './action_token';
import {boolElement, type Dialog, type DialogElement, FieldError, fieldsOf, isTrue, textField} from './dialog';

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
    /** Absent: it cannot be given an end. */
    readonly until?: {readonly zone: string; readonly hasDates: boolean};
}

export const renderAckDialog = (record: AlertRecord, state: DialogState, options: DialogOptions): Dialog => {
    const texts = textsOf(options.language).alerts;
    const {defaults} = options;
    const subject = neutralize(`${record.alert.state} · ${subjectOf(record, texts)}`);
    const until =
        options.until && untilElements({...options.until, language: options.language}, options.until.hasDates);
    const elements = ackElements(texts, defaults, until);
    if (!record.alert.target.service) {
        elements.push(boolElement(texts.hostAndServices, FIELD.hostAndServices, texts.hostAndServicesHelp, false));
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

/** Those that do not depend on what is acknowledged. */
export const ackElements = (
    texts: Texts['alerts'],
    defaults: AckDefaults,
    until: readonly DialogElement[] = [],
): DialogElement[] => [
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
    ...until,
    boolElement(texts.sticky, FIELD.sticky, texts.stickyHelp, defaults.sticky),
    boolElement(texts.notify, FIELD.notify, texts.notifyHelp, defaults.notify),
];

export interface AckRequest {
    /** Safe for openITCOCKPIT: one line, no command or shell syntax, never empty. */
    readonly comment: string;
    readonly sticky: boolean;
    readonly notify: boolean;
    readonly hostAndServices: boolean;
}

/**
 * Reads `submission` of the dialog.
 * @throws FieldError
 */
export const parseSubmission = (submission: unknown, defaults: AckDefaults, language: Language): AckRequest => {
    const fields = fieldsOf(submission);
    return {
        comment: parseComment(textField(fields, FIELD.comment), defaults, language),
        sticky: isTrue(fields[FIELD.sticky], defaults.sticky),
        notify: isTrue(fields[FIELD.notify], defaults.notify),
        hostAndServices: isTrue(fields[FIELD.hostAndServices], false),
    };
};

/** openITCOCKPIT's core drops a command without a comment, so an empty one is replaced by a word. */
export const parseComment = (
    raw: string,
    defaults: AckDefaults,
    language: Language,
    word = textsOf(language).alerts.acknowledge,
): string => {
    const texts = textsOf(language).alerts;
    const comment = commandText(raw, LIMIT.comment);
    if (defaults.commentRequired && comment === '') {
        throw new FieldError(FIELD.comment, texts.commentMissing);
    }
    if (defaults.commentRequired && comment.length < defaults.commentMinLength) {
        throw new FieldError(FIELD.comment, texts.commentTooShort(defaults.commentMinLength));
    }
    return comment === '' ? word : comment;
};
