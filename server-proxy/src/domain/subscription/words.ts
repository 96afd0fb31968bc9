import type {Language, Texts} from '../texts';
import {textsOf} from '../texts';
import {PATTERN_FIELDS} from './fields';
import {writtenQuietHours} from './quiet_field';
import type {Loudness, Subscription, SubscriptionFilter} from './subscription';

/** How names, patterns and mentions that people typed are shown. */
export type Shown = (typed: string) => string;

/** In a code span, from which they cannot break out. */
export const inCode: Shown = (typed) => `\`${typed.replaceAll('`', "'").replace(/\s+/g, ' ')}\``;

/** Where nothing formats. */
export const inQuotes: Shown = (typed) => `“${typed}”`;

/** More would hide the rest. */
const MOST_SHOWN = 12;

/** Which problems, in a sentence without a full stop. */
export const filterWords = (filter: SubscriptionFilter, language: Language, show: Shown): string => {
    const texts = textsOf(language).subscribing;
    const isMild = filter.stateFrom === 'warning';
    const parts = [
        texts.words.objects[filter.objects],
        ...(isMild ? [] : [texts.words.stateFrom[filter.stateFrom]]),
        ...(filter.priorityFrom > 1 ? [texts.words.priorityFrom(filter.priorityFrom)] : []),
        ...Object.entries(PATTERN_FIELDS).flatMap(([field, key]) =>
            patternWords(texts, field as keyof typeof PATTERN_FIELDS, filter[key], show),
        ),
    ];
    return parts.join('; ');
};

const patternWords = (
    texts: Texts['subscribing'],
    field: keyof typeof PATTERN_FIELDS,
    patterns: readonly string[],
    show: Shown,
): readonly string[] => {
    if (patterns.length === 0) {
        return [];
    }
    const shown = patterns.slice(0, MOST_SHOWN).map((pattern) => show(pattern));
    const more = patterns.length > MOST_SHOWN ? [texts.words.more(patterns.length - MOST_SHOWN)] : [];
    return [`${texts.words.fields[field]} ${[...shown, ...more].join(', ')}`];
};

/**
 * How loud, in sentences without full stops.
 * @param channelOf how a channel is shown
 */
export const loudnessWords = (
    {warning, critical, escalation, quietHours, shadow}: Omit<Subscription, 'by' | 'id' | 'channelId' | 'revision'>,
    language: Language,
    show: Shown,
    channelOf: Shown = show,
): string => {
    const texts = textsOf(language).subscribing.words;
    const parts = [
        ...(critical ? [texts.critical(loudWords(critical, texts, show))] : []),
        ...(warning ? [texts.warning(loudWords(warning, texts, show))] : []),
        ...(escalation
            ? [
                  texts.escalation(
                      escalation.afterMinutes,
                      loudWords(escalation, texts, show),
                      escalation.channelId === undefined ? undefined : channelOf(escalation.channelId),
                  ),
              ]
            : []),
        ...(quietHours ? [texts.quiet(writtenQuietHours(quietHours, language), quietHours.criticalToo)] : []),
        ...(shadow ? [texts.shadow] : []),
    ];
    return parts.length === 0 ? texts.silent : parts.join('; ');
};

const loudWords = ({mention, priority}: Loudness, texts: Texts['subscribing']['words'], show: Shown): string =>
    [
        ...(mention === '' ? [] : [mention.split(' ').map(show).join(' ')]),
        ...(priority === 'standard' ? [] : [texts.priority[priority]]),
    ].join(', ') || texts.plainly;
