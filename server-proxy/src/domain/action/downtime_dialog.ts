import {downtimeDialogCallbackId, FIELD, LIMIT} from '#contract';
import type {AlertRecord} from '../alert/record';
import {subjectOf} from '../post/alert_post';
import {cut, neutralize} from '../text';
import {type Language, type Texts, textsOf} from '../texts';

import {type AckDefaults, parseComment} from './ack_dialog';
import {type DialogState, signDialogState} from './action_token';
import {boolElement, type Dialog, type DialogElement, FieldError, fieldsOf, isTrue, textField} from './dialog';
import {endOfPreset, parsePreset, presetLabel} from './downtime_presets';
import {parseLength, parseMoment} from './free_time';

export interface DowntimeOptions {
    readonly language: Language;
    /** The rules for comments are those of acknowledgements. */
    readonly defaults: AckDefaults;
    /** As `parsePreset` reads them; the first is preselected. */
    readonly presets: readonly string[];
    /** In which times are written and understood: the person's own. */
    readonly zone: string;
    readonly nowSeconds: number;
}

export const renderDowntimeDialog = (
    record: AlertRecord,
    state: DialogState,
    options: DowntimeOptions & {readonly secret: string},
): Dialog => {
    const texts = textsOf(options.language).alerts;
    const words = textsOf(options.language).actions;
    const subject = neutralize(`${record.alert.state} · ${subjectOf(record, texts)}`);
    const elements = downtimeElements(options);
    if (!record.alert.target.service) {
        elements.push(boolElement(words.downtimeServices, FIELD.hostAndServices, words.downtimeServicesHelp, true));
    }
    return {
        callback_id: downtimeDialogCallbackId(state.postId),
        title: cut(words.downtimeTitle, 24),
        introduction_text: words.downtimeIntro(subject),
        elements,
        submit_label: words.downtimeSubmit,
        notify_on_cancel: false,
        state: signDialogState(state, options.secret, options.nowSeconds),
    };
};

/** Those that do not depend on what goes into downtime. */
export const downtimeElements = (options: DowntimeOptions): DialogElement[] => {
    const {alerts: texts, actions: words} = textsOf(options.language);
    return [
        lengthElement(words, options),
        timeElement(FIELD.start, words.start, words.startPlaceholder, words.startHelp(options.zone)),
        timeElement(FIELD.end, words.end, words.endPlaceholder, words.endHelp),
        {
            display_name: texts.comment,
            name: FIELD.comment,
            type: 'textarea',
            placeholder: words.downtimeCommentPlaceholder,
            help_text: texts.commentHelp,
            optional: !options.defaults.commentRequired,
            min_length: options.defaults.commentRequired ? options.defaults.commentMinLength : 0,
            max_length: LIMIT.comment,
        },
    ];
};

const lengthElement = (words: Texts['actions'], {presets, language}: DowntimeOptions): DialogElement => ({
    display_name: words.length,
    name: FIELD.length,
    type: 'select',
    optional: true,
    default: presets[0] ?? '',
    options: presets.flatMap((value) => {
        const preset = parsePreset(value);
        return preset ? [{text: presetLabel(preset, language), value}] : [];
    }),
});

const timeElement = (name: string, label: string, placeholder: string, help: string): DialogElement => ({
    display_name: label,
    name,
    type: 'text',
    placeholder,
    help_text: cut(help, 150),
    optional: true,
    max_length: 40,
});

export interface DowntimeAsked {
    /** Safe for openITCOCKPIT, never empty. */
    readonly comment: string;
    /** Unix seconds. */
    readonly start: number;
    readonly end: number;
    readonly hostAndServices: boolean;
}

const DAY = 86_400;
export const MOST_DAYS = 90;
export const MOST_DAYS_AHEAD = 365;
/** Filling in the form takes time: a start that has only just passed means now. */
const JUST_PASSED_SECONDS = 600;

/** @throws FieldError */
export const parseDowntime = (submission: unknown, options: DowntimeOptions): DowntimeAsked => {
    const fields = fieldsOf(submission);
    const words = textsOf(options.language).actions;
    const start = startOf(textField(fields, FIELD.start), options, words);
    const end = endOf(fields, start, options, words);
    if (end.seconds <= Math.max(start, options.nowSeconds)) {
        throw new FieldError(end.field, words.endBeforeStart);
    }
    if (end.seconds - start > MOST_DAYS * DAY) {
        throw new FieldError(end.field, words.tooLong(MOST_DAYS));
    }
    return {
        comment: parseComment(textField(fields, FIELD.comment), options.defaults, options.language, words.downtimeWord),
        start,
        end: end.seconds,
        hostAndServices: isTrue(fields[FIELD.hostAndServices], false),
    };
};

const startOf = (raw: string, {zone, nowSeconds}: DowntimeOptions, words: Texts['actions']): number => {
    if (raw.trim() === '') {
        return nowSeconds;
    }
    const start = parseMoment(raw, {zone, after: nowSeconds - JUST_PASSED_SECONDS, which: 'first'});
    if (start === undefined) {
        throw new FieldError(FIELD.start, words.timeNotUnderstood);
    }
    if (start < nowSeconds - JUST_PASSED_SECONDS) {
        throw new FieldError(FIELD.start, words.startInPast);
    }
    if (start > nowSeconds + MOST_DAYS_AHEAD * DAY) {
        throw new FieldError(FIELD.start, words.tooFarAhead(MOST_DAYS_AHEAD));
    }
    return Math.max(start, nowSeconds);
};

/** An end that was typed beats the chosen length, because a length is always chosen. */
const endOf = (
    fields: Readonly<Record<string, unknown>>,
    start: number,
    {zone, presets}: DowntimeOptions,
    words: Texts['actions'],
): {seconds: number; field: string} => {
    const raw = textField(fields, FIELD.end);
    if (raw.trim() !== '') {
        const length = parseLength(raw);
        const seconds = length === undefined ? parseMoment(raw, {zone, after: start, which: 'last'}) : start + length;
        if (seconds === undefined) {
            throw new FieldError(FIELD.end, words.timeNotUnderstood);
        }
        return {seconds, field: FIELD.end};
    }
    const chosen = textField(fields, FIELD.length);
    const preset = presets.includes(chosen) ? parsePreset(chosen) : undefined;
    if (!preset) {
        throw new FieldError(FIELD.length, words.lengthNotOffered);
    }
    return {seconds: endOfPreset(preset, start, zone), field: FIELD.length};
};
