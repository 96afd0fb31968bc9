import {boolElement, type Dialog, type DialogElement} from '../action/dialog';
import {signToken, verifyToken} from '../action/signature';
import {AppError} from '../errors';
import {type Language, textsOf} from '../texts';
import type {Draft} from './draft';
import {
    FIELD_NAMES,
    type FieldName,
    fieldsOfDraft,
    LOUD_FIELDS,
    OBJECTS,
    PRIORITY_LEVELS,
    STATES,
    WHICH_FIELDS,
} from './fields';
import {PRIORITIES} from './subscription';

export type DialogPart = 'which' | 'loud';

/** What a dialog carries, signed: for whom it was opened, where, and what it changes. The person's browser sees it. */
export interface SubscribeState {
    readonly part: DialogPart;
    readonly userId: string;
    readonly channelId: string;
    /** As it was before the dialog was opened. */
    readonly draft: Draft;
    /** The answer whose button opened it, which the preview replaces; empty: there is none. */
    readonly postId: string;
}

/** Long enough to look things up in openITCOCKPIT meanwhile. */
const LIFETIME_SECONDS = 3600;
/** Must differ from the dialogs that the webapp knows. */
const CALLBACK_ID = 'oitcsubscribe';
/** Bytes that Mattermost takes as the value of a line and of a text when a dialog is opened. */
const MOST_DEFAULT = {text: 150, textarea: 3000} as const;
/** People may type more than that: only editing it in a dialog again is not possible. */
const LONGEST_TYPED = 3000;
/** A draft may hold many names. */
const LONGEST_STATE = 120_000;

export interface SubscribeDialogOptions {
    readonly language: Language;
    readonly secret: string;
    readonly nowSeconds: number;
}

/** @throws AppError `bad_request` when a field holds more than a dialog can */
export const subscribeDialog = (state: SubscribeState, options: SubscribeDialogOptions): Dialog => {
    const {language, secret, nowSeconds} = options;
    const texts = textsOf(language).subscribing.dialog;
    const values = fieldsOfDraft(state.draft, language);
    const names: readonly FieldName[] = state.part === 'which' ? WHICH_FIELDS : LOUD_FIELDS;
    return {
        callback_id: CALLBACK_ID,
        title: state.part === 'which' ? texts.whichTitle : texts.loudTitle,
        introduction_text: texts[state.part],
        elements: names.map((name) => elementOf(name, values[name], language)),
        submit_label: texts.submit,
        notify_on_cancel: false,
        state: signToken({use: 'subscribe', ...state, exp: nowSeconds + LIFETIME_SECONDS}, secret),
    };
};

/** @returns undefined when it is another dialog's @throws AppError `bad_signature` or `expired` */
export const verifySubscribeState = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): SubscribeState | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds, LONGEST_STATE);
    return fields.use === 'subscribe' ? (fields as unknown as SubscribeState) : undefined;
};

/** A field as a form shows it, without Mattermost's limits. */
export interface FormField {
    readonly name: FieldName;
    readonly label: string;
    readonly help: string;
    readonly type: 'text' | 'select' | 'bool';
    readonly value: string;
    readonly options?: readonly {readonly text: string; readonly value: string}[];
}

/** All fields, for a form that is none of Mattermost's dialogs. */
export const formFields = (draft: Draft, language: Language): readonly FormField[] => {
    const values = fieldsOfDraft(draft, language);
    return FIELD_NAMES.map((name) => formField(name, values[name], language));
};

const formField = (name: FieldName, value: string, language: Language): FormField => {
    const {label, help} = textsOf(language).subscribing.dialog;
    const options = optionsOf(name, language);
    const type = options ? 'select' : name === 'shadow' || name === 'quiet_critical' ? 'bool' : 'text';
    return {name, label: label[name], help: help[name], type, value, ...(options ? {options} : {})};
};

const elementOf = (name: FieldName, value: string, language: Language): DialogElement => {
    const {label, help, type, options} = formField(name, value, language);
    if (type === 'bool') {
        return boolElement(label, name, help, value === 'true');
    }
    const shown = {display_name: label, name, help_text: help, optional: true};
    if (options) {
        return {...shown, type: 'select', options, default: value, optional: false};
    }
    const bytes = Buffer.byteLength(value);
    if (bytes > MOST_DEFAULT.textarea) {
        throw new AppError('bad_request', textsOf(language).subscribing.dialog.tooLong(label));
    }
    return {
        ...shown,
        type: bytes > MOST_DEFAULT.text ? 'textarea' : 'text',
        max_length: LONGEST_TYPED,
        ...(value === '' ? {} : {default: value}),
    };
};

const optionsOf = (name: FieldName, language: Language): FormField['options'] | undefined => {
    const {objects, stateFrom, priorityFrom, priority} = textsOf(language).subscribing.dialog;
    switch (name) {
        case 'objects':
            return OBJECTS.map((value) => ({text: objects[value], value}));
        case 'state_from':
            return STATES.map((value) => ({text: stateFrom[value], value}));
        case 'priority_from':
            return PRIORITY_LEVELS.map((value) => ({text: priorityFrom(value), value}));
        case 'critical_priority':
        case 'warning_priority':
        case 'escalation_priority':
            return PRIORITIES.map((value) => ({text: priority[value], value}));
        default:
            return undefined;
    }
};
