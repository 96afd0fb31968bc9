import type {State} from '#contract';
import {type Loudness, PRIORITIES, type Subscription} from './subscription';

/** How bad a problem is, for whoever is to be disturbed by it. */
export type Severity = 'warning' | 'critical';

/** UNKNOWN and UNREACHABLE disturb as a warning does: nothing says that it is worse. */
export const severityOf = (state: State): Severity =>
    state === 'CRITICAL' || state === 'DOWN' ? 'critical' : 'warning';

/** Users, groups, `@here` and the like; what people write between them is nobody's name, and never gets into a post. */
const MENTION = /^@[a-z0-9][a-z0-9._-]*$/;
/** So that a slip does not fill a post. */
const MOST_MENTIONS = 20;

/** `@here, @Jane` → `['@here', '@jane']` */
export const mentionsIn = (text: string): readonly string[] => {
    const words = text.toLowerCase().split(/[\s,;]+/u);
    const names = words.map(withoutStops).filter((word) => MENTION.test(word));
    return [...new Set(names)].slice(0, MOST_MENTIONS);
};

/** What ends a sentence belongs to no name. */
const withoutStops = (word: string): string => {
    let end = word.length;
    while ('._-'.includes(word[end - 1] ?? ' ')) {
        end -= 1;
    }
    return word.slice(0, end);
};

/** They reach whoever is in the channel, and need a permission. */
const EVERYBODY = new Set(['@here', '@channel', '@all']);

export const isEverybody = (mention: string): boolean => EVERYBODY.has(mention);

/** Together: everybody whom one of them mentions, with the highest priority. @returns undefined: nobody is disturbed */
export const union = (all: readonly (Loudness | undefined)[]): Loudness | undefined => {
    const known = all.filter((one) => one !== undefined);
    const mention = mentionsIn(known.map(({mention}) => mention).join(' ')).join(' ');
    const priority = known.reduce<Loudness['priority']>(
        (highest, one) => (rank(one.priority) > rank(highest) ? one.priority : highest),
        'standard',
    );
    return mention === '' && priority === 'standard' ? undefined : {mention, priority};
};

const rank = (priority: Loudness['priority']): number => PRIORITIES.indexOf(priority);

/** How the subscriptions of one channel announce a new problem there. @returns undefined: they disturb nobody */
export const loudnessOf = (subscriptions: readonly Subscription[], severity: Severity): Loudness | undefined =>
    union(subscriptions.map(({[severity]: loudness}) => loudness));
