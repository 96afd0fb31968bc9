import {FIELD} from '#contract';
import {cut} from '../text';
import {type Language, type Texts, textsOf} from '../texts';
import {type DialogElement, FieldError, textField} from './dialog';
import {endOfPreset, parsePreset, presetLabel} from './downtime_presets';
import {parseLength, parseMoment} from './free_time';

/** The choices of how long an acknowledgement lasts; the first is preselected. */
const RECOVERS = 'recovers';
const PRESETS = ['1h', '4h', 'tomorrow 08:00'] as const;

const DAY = 86_400;
export const MOST_ACK_DAYS = 365;

export interface UntilOptions {
    readonly language: Language;
    /** In which times are written and understood: the person's own. */
    readonly zone: string;
    readonly nowSeconds: number;
}

/** When an acknowledgement ends, in Unix seconds, and what *Extend* adds to that. */
export interface AckEnd {
    readonly until: number;
    readonly lasts: number;
}

/** @param hasDates Mattermost's dialogs have an element for a date and a time */
export const untilElements = (
    {language, zone}: Pick<UntilOptions, 'language' | 'zone'>,
    hasDates: boolean,
): readonly DialogElement[] => {
    const words = textsOf(language).ackEnds;
    const choices = PRESETS.flatMap((value) => {
        const preset = parsePreset(value);
        return preset ? [{text: presetLabel(preset, language), value}] : [];
    });
    const time = {
        display_name: words.untilTime,
        name: FIELD.end,
        help_text: cut(words.untilTimeHelp(zone), 150),
        optional: true,
    };
    return [
        {
            display_name: words.lasts,
            name: FIELD.length,
            type: 'select',
            optional: true,
            default: RECOVERS,
            options: [{text: words.recovers, value: RECOVERS}, ...choices],
        },
        hasDates
            ? {...time, type: 'datetime'}
            : {...time, type: 'text', placeholder: words.untilTimePlaceholder, max_length: 40},
    ];
};

/**
 * An end that was entered beats the chosen length, because a length is always chosen.
 * @returns undefined: it lasts until the problem recovers
 * @throws FieldError
 */
export const parseUntil = (
    fields: Readonly<Record<string, unknown>>,
    {language, zone, nowSeconds}: UntilOptions,
): AckEnd | undefined => {
    const words = textsOf(language).ackEnds;
    const raw = textField(fields, FIELD.end).trim();
    if (raw !== '') {
        return entered(raw, zone, nowSeconds, words);
    }
    const chosen = textField(fields, FIELD.length);
    if (chosen === '' || chosen === RECOVERS) {
        return undefined;
    }
    const preset = PRESETS.some((value) => value === chosen) ? parsePreset(chosen) : undefined;
    if (!preset) {
        throw new FieldError(FIELD.length, words.lengthNotOffered);
    }
    // Until 08:00 tomorrow, and then until 08:00 on the day after.
    const lasts = preset.kind === 'length' ? preset.seconds : DAY;
    return {until: endOfPreset(preset, nowSeconds, zone), lasts};
};

const entered = (raw: string, zone: string, nowSeconds: number, words: Texts['ackEnds']): AckEnd => {
    const until = momentIn(raw, zone, nowSeconds);
    if (until === undefined) {
        throw new FieldError(FIELD.end, words.notUnderstood);
    }
    if (until <= nowSeconds) {
        throw new FieldError(FIELD.end, words.inPast);
    }
    if (until > nowSeconds + MOST_ACK_DAYS * DAY) {
        throw new FieldError(FIELD.end, words.tooFar(MOST_ACK_DAYS));
    }
    return {until, lasts: until - nowSeconds};
};

/** What Mattermost's own element for a date and a time sends. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

const momentIn = (raw: string, zone: string, nowSeconds: number): number | undefined => {
    if (INSTANT.test(raw)) {
        const milliseconds = Date.parse(raw);
        return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000);
    }
    const length = parseLength(raw);
    return length === undefined ? parseMoment(raw, {zone, after: nowSeconds, which: 'last'}) : nowSeconds + length;
};

/** *Extend* adds as much again, up to as far ahead as one may ask for. */
export const extended = ({until, lasts}: AckEnd, nowSeconds: number): number =>
    Math.min(Math.max(until, nowSeconds) + lasts, nowSeconds + MOST_ACK_DAYS * DAY);
