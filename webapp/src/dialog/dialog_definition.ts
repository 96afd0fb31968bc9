import * as z from 'zod/mini';
import {FIELD, LIMIT} from '#contract';

const optionalText = z.catch(z.string(), '');
const optionalLength = z.catch(z.int().check(z.nonnegative()), 0);
const optionalFlag = z.catch(z.boolean(), false);

const elementSchema = z.object({
    name: z.string(),
    type: z.string(),
    display_name: optionalText,
    default: optionalText,
    placeholder: optionalText,
    help_text: optionalText,
    optional: optionalFlag,
    min_length: optionalLength,
    max_length: optionalLength,
    options: z.catch(z.array(z.object({text: z.string(), value: z.string()})), []),
});

const eventSchema = z.object({
    url: z.string(),
    dialog: z.object({
        callback_id: z.string(),
        state: z.string(),
        title: optionalText,
        introduction_text: optionalText,
        submit_label: optionalText,
        notify_on_cancel: optionalFlag,
        elements: z.catch(z.array(z.unknown()), []),
    }),
});

type DialogElement = z.infer<typeof elementSchema>;

export interface Field {
    readonly name: string;
    readonly label: string;
    readonly help: string;
}

export interface CommentField extends Field {
    readonly initial: string;
    readonly placeholder: string;
    /** In characters; 0 if the comment is optional. */
    readonly minLength: number;
    readonly maxLength: number;
}

export interface FlagField extends Field {
    readonly initial: boolean;
}

/** A choice of predefined durations. */
export interface LengthField extends Field {
    readonly initial: string;
    readonly options: readonly {readonly text: string; readonly value: string}[];
}

/** A dialog as we render it, parsed from Mattermost's `open_dialog` event. */
export interface DialogDefinition {
    /** Where Mattermost sends the submission. */
    readonly url: string;
    readonly callbackId: string;
    /** Opaque, signed by the handler; returned unchanged. */
    readonly state: string;
    readonly title: string;
    /** Markdown. */
    readonly introduction: string;
    readonly submitLabel: string;
    readonly notifyOnCancel: boolean;
    readonly length: LengthField | undefined;
    /** Points in time, in the time zone named in their help text. */
    readonly times: readonly Field[];
    readonly comment: CommentField | undefined;
    /** The handler asks for the comment before it asks for times. */
    readonly isCommentFirst: boolean;
    readonly flags: readonly FlagField[];
}

const FLAGS: readonly string[] = [FIELD.sticky, FIELD.notify, FIELD.hostAndServices, FIELD.planned];

const isComment = ({name, type}: DialogElement): boolean =>
    name === FIELD.comment && (type === 'textarea' || type === 'text');

const isFlag = ({name, type}: DialogElement): boolean => type === 'bool' && FLAGS.includes(name);

const isLength = ({name, type}: DialogElement): boolean => name === FIELD.length && type === 'select';

const isTime = ({name, type}: DialogElement): boolean =>
    (name === FIELD.start || name === FIELD.end) && (type === 'text' || type === 'datetime');

const field = ({name, display_name, help_text}: DialogElement): Field => ({
    name,
    label: display_name || name,
    help: help_text,
});

const commentField = (element: DialogElement): CommentField => ({
    ...field(element),
    initial: element.default,
    placeholder: element.placeholder,
    minLength: Math.max(element.min_length, element.optional ? 0 : 1),
    maxLength: element.max_length || LIMIT.comment,
});

const lengthField = (element: DialogElement): LengthField => ({
    ...field(element),
    initial: element.default,
    options: element.options,
});

/** For a checkbox, Mattermost passes the default as text, and the sentence beside the box as `placeholder`. */
const flagField = (element: DialogElement): FlagField => ({
    ...field(element),
    help: element.help_text || element.placeholder,
    initial: element.default === 'true',
});

const parseJson = (text: string): unknown => {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
};

const readElements = (elements: readonly unknown[]): DialogElement[] =>
    elements.flatMap((element) => {
        const result = elementSchema.safeParse(element);
        return result.success ? [result.data] : [];
    });

/**
 * Reads the `dialog` value of an `open_dialog` event: `{trigger_id, url, dialog}` as JSON text (or as an object).
 * Unknown elements are left out; the handler will reject the submission if it needs one.
 * @returns undefined if there is nothing that could be submitted
 */
export const parseDialogEvent = (value: unknown): DialogDefinition | undefined => {
    const result = eventSchema.safeParse(typeof value === 'string' ? parseJson(value) : value);
    if (!result.success) {
        return undefined;
    }
    const {url, dialog} = result.data;
    const elements = readElements(dialog.elements);
    const comment = elements.find(isComment);
    const length = elements.find(isLength);
    return {
        url,
        callbackId: dialog.callback_id,
        state: dialog.state,
        title: dialog.title,
        introduction: dialog.introduction_text,
        submitLabel: dialog.submit_label,
        notifyOnCancel: dialog.notify_on_cancel,
        length: length && lengthField(length),
        times: elements.filter(isTime).map(field),
        comment: comment && commentField(comment),
        isCommentFirst: !length || elements.findIndex(isComment) <= elements.findIndex(isLength),
        flags: elements.filter(isFlag).map(flagField),
    };
};
