import {mostSimilar} from '../similar';
import type {FieldName, Fields} from './fields';

/** What may follow `/openitcockpit subscribe`, as `name=value`, and the field it stands for. */
export const FLAGS: Readonly<Record<string, FieldName>> = {
    hosts: 'hosts',
    services: 'services',
    hostgroups: 'host_groups',
    servicegroups: 'service_groups',
    containers: 'containers',
    tags: 'tags',
    satellites: 'satellites',
    objects: 'objects',
    state: 'state_from',
    priority: 'priority_from',
    shadow: 'shadow',
    critical: 'critical_mention',
    'critical-priority': 'critical_priority',
    warning: 'warning_mention',
    'warning-priority': 'warning_priority',
    after: 'escalation_minutes',
    'after-mention': 'escalation_mention',
    'after-priority': 'escalation_priority',
    'after-channel': 'escalation_channel',
    quiet: 'quiet_hours',
    'quiet-critical': 'quiet_critical',
};

export type WrongFlag =
    /** It is no `name=value`. */
    | {readonly kind: 'form'; readonly word: string}
    /** There is no such name; the most similar one is offered. */
    | {readonly kind: 'name'; readonly word: string; readonly similar?: string};

/** Reads e.g. `hosts=sw-* state=critical critical=@here`. The same name again adds to the value. */
export const parseFlags = (text: string): {readonly fields: Fields} | WrongFlag => {
    const fields: Record<string, string> = {};
    for (const word of wordsOf(text)) {
        const [name = '', ...rest] = word.split('=');
        const value = rest.join('=');
        if (rest.length === 0 || !/^[a-z-]+$/i.test(name) || isOpen(value)) {
            return {kind: 'form', word: word.slice(0, 40)};
        }
        const field = FLAGS[name.toLowerCase()];
        if (field === undefined) {
            const [similar] = mostSimilar(name, Object.keys(FLAGS), 1);
            return {kind: 'name', word: name.slice(0, 40), ...(similar === undefined ? {} : {similar})};
        }
        const before = fields[field];
        fields[field] = before === undefined ? unwrapped(field, value) : `${before},${unwrapped(field, value)}`;
    }
    return {fields};
};

/** Separated by blanks that are not in quotes. */
const wordsOf = (text: string): readonly string[] => {
    const words: string[] = [];
    let word = '';
    let isQuoted = false;
    for (const character of text) {
        isQuoted = QUOTES.test(character) ? !isQuoted : isQuoted;
        if (!isQuoted && /\s/.test(character)) {
            words.push(word);
            word = '';
        } else {
            word += character;
        }
    }
    return [...words, word].filter((one) => one !== '');
};

const QUOTES = /["“”„]/;

const isOpen = (value: string): boolean => value.split(QUOTES).length % 2 === 0;

/** Only name patterns know quotes themselves. */
const unwrapped = (field: FieldName, value: string): string =>
    /^(?:hosts|services|host_groups|service_groups|containers|tags|satellites)$/.test(field)
        ? value
        : value.replace(/["“”„]/g, '');
