import {LIMIT} from '#contract';
import {type Language, type Texts, textsOf} from '../texts';
import type {Draft} from './draft';
import {parsePatterns, writtenPatterns} from './pattern_list';
import {parseQuietHours, writtenQuietHours} from './quiet_field';
import {type Escalation, type Loudness, PRIORITIES, type Subscription, type SubscriptionFilter} from './subscription';

/** A subscription as people type it, by the names of fields; a form may hold only some of them. */
export type Fields = Readonly<Record<string, string>>;

/** Fields that hold name patterns. */
export const PATTERN_FIELDS = {
    hosts: 'hosts',
    services: 'services',
    host_groups: 'hostGroups',
    service_groups: 'serviceGroups',
    containers: 'containers',
    tags: 'tags',
    satellites: 'satellites',
} as const satisfies Readonly<Record<string, keyof SubscriptionFilter>>;

export const WHICH_FIELDS = [
    'hosts',
    'services',
    'host_groups',
    'service_groups',
    'containers',
    'tags',
    'satellites',
    'objects',
    'state_from',
    'priority_from',
    'shadow',
] as const;

export const LOUD_FIELDS = [
    'critical_mention',
    'critical_priority',
    'warning_mention',
    'warning_priority',
    'escalation_minutes',
    'escalation_mention',
    'escalation_priority',
    'escalation_channel',
    'quiet_hours',
    'quiet_critical',
] as const;

export type FieldName = (typeof WHICH_FIELDS)[number] | (typeof LOUD_FIELDS)[number];

export const FIELD_NAMES: readonly FieldName[] = [...WHICH_FIELDS, ...LOUD_FIELDS];

export const OBJECTS = ['all', 'hosts', 'services'] as const;
export const STATES = ['warning', 'unknown', 'critical'] as const;
export const PRIORITY_LEVELS = ['1', '2', '3', '4', '5'] as const;

const MOST_PATTERNS = 100;
const MOST_MENTION = 200;
const MOST_MINUTES = 10_080;

/** Sentences by field, for whoever typed it. */
export type Mistakes = Readonly<Partial<Record<FieldName, string>>>;

/** The inverse of `withFields`. */
export const fieldsOfDraft = (draft: Draft, language: Language): Readonly<Record<FieldName, string>> => {
    const {filter, warning, critical, escalation, quietHours, shadow} = draft;
    const patterns = Object.entries(PATTERN_FIELDS).map(([field, key]) => [field, writtenPatterns(filter[key])]);
    return {
        ...(Object.fromEntries(patterns) as Record<keyof typeof PATTERN_FIELDS, string>),
        objects: filter.objects,
        state_from: filter.stateFrom,
        priority_from: String(filter.priorityFrom),
        shadow: String(shadow),
        critical_mention: critical?.mention ?? '',
        critical_priority: critical?.priority ?? 'standard',
        warning_mention: warning?.mention ?? '',
        warning_priority: warning?.priority ?? 'standard',
        escalation_minutes: escalation ? String(escalation.afterMinutes) : '',
        escalation_mention: escalation?.mention ?? '',
        escalation_priority: escalation?.priority ?? 'standard',
        escalation_channel: escalation?.channelId ?? '',
        quiet_hours: quietHours ? writtenQuietHours(quietHours, language) : '',
        quiet_critical: String(quietHours?.criticalToo ?? false),
    };
};

/**
 * A draft with what was typed; fields that are not there stay as they are.
 * @param zone for quiet hours that name none
 * @returns the mistakes instead, if there are any
 */
export const withFields = (
    draft: Draft,
    typed: Fields,
    {language, zone}: {readonly language: Language; readonly zone: string},
): {readonly draft: Draft} | {readonly mistakes: Mistakes} => {
    const reader = new Reader({...fieldsOfDraft(draft, language), ...typed}, textsOf(language).subscribing);
    const filter = reader.filter(draft.filter);
    const escalation = reader.escalation();
    const quietHours = reader.quietHours(zone);
    const next: Draft = {
        id: draft.id,
        channelId: draft.channelId,
        revision: draft.revision,
        isNew: draft.isNew,
        filter,
        ...optional('critical', reader.loudness('critical')),
        ...optional('warning', reader.loudness('warning')),
        ...optional('escalation', escalation),
        ...optional('quietHours', quietHours),
        shadow: reader.isOn('shadow'),
    };
    return Object.keys(reader.mistakes).length > 0 ? {mistakes: reader.mistakes} : {draft: next};
};

const optional = <K extends keyof Subscription>(key: K, value: Subscription[K] | undefined) =>
    value === undefined ? {} : ({[key]: value} as Pick<Subscription, K>);

class Reader {
    readonly mistakes: Partial<Record<FieldName, string>> = {};

    constructor(
        private readonly fields: Readonly<Record<FieldName, string>>,
        private readonly texts: Texts['subscribing'],
    ) {}

    isOn(field: FieldName): boolean {
        return /^(?:true|yes|on|1|ja|an)$/i.test(this.fields[field].trim());
    }

    filter(before: SubscriptionFilter): SubscriptionFilter {
        const patterns = Object.entries(PATTERN_FIELDS).map(([field, key]) => [
            key,
            this.patterns(field as keyof typeof PATTERN_FIELDS),
        ]);
        return {
            ...before,
            ...(Object.fromEntries(patterns) as Pick<SubscriptionFilter, 'hosts'>),
            objects: this.choice('objects', OBJECTS),
            stateFrom: this.choice('state_from', STATES),
            priorityFrom: Number(this.choice('priority_from', PRIORITY_LEVELS)),
        };
    }

    loudness(kind: 'warning' | 'critical' | 'escalation'): Loudness | undefined {
        const mention = this.mention(`${kind}_mention`);
        const priority = this.choice(`${kind}_priority`, PRIORITIES);
        return mention === '' && priority === 'standard' ? undefined : {mention, priority};
    }

    escalation(): Escalation | undefined {
        const minutes = this.fields.escalation_minutes.trim();
        const loudness = this.loudness('escalation') ?? {mention: '', priority: 'standard'};
        const channelId = this.fields.escalation_channel.trim().replace(/^[~#]/, '');
        if (minutes === '') {
            if (loudness.mention !== '' || channelId !== '') {
                this.mistakes.escalation_minutes = this.texts.mistake.minutesMissing;
            }
            return undefined;
        }
        const afterMinutes = Number(minutes);
        if (!/^\d{1,5}$/.test(minutes) || afterMinutes < 1 || afterMinutes > MOST_MINUTES) {
            this.mistakes.escalation_minutes = this.texts.mistake.minutes(MOST_MINUTES);
            return undefined;
        }
        if (channelId.length > LIMIT.name || /\s/.test(channelId)) {
            this.mistakes.escalation_channel = this.texts.mistake.channel;
        }
        return {...loudness, afterMinutes, ...(channelId === '' ? {} : {channelId})};
    }

    quietHours(zone: string) {
        const read = parseQuietHours(this.fields.quiet_hours, this.isOn('quiet_critical'), zone);
        if (read && 'mistake' in read) {
            this.mistakes.quiet_hours = this.texts.mistake.quiet[read.mistake](read.word.slice(0, 60));
            return undefined;
        }
        return read;
    }

    private patterns(field: keyof typeof PATTERN_FIELDS): readonly string[] {
        const found = parsePatterns(this.fields[field]);
        const tooLong = found.find((pattern) => pattern.length > LIMIT.name);
        if (found.length > MOST_PATTERNS) {
            this.mistakes[field] = this.texts.mistake.tooManyPatterns(found.length, MOST_PATTERNS);
        } else if (tooLong !== undefined) {
            this.mistakes[field] = this.texts.mistake.longPattern(tooLong.slice(0, 40), LIMIT.name);
        }
        return found;
    }

    private mention(field: FieldName): string {
        const words = this.fields[field].split(/[\s,;]+/).filter((word) => word !== '');
        const wrong = words.find((word) => !/^@[a-z0-9][\w.-]*$/i.test(word));
        const mention = [...new Set(words)].join(' ');
        if (wrong !== undefined) {
            this.mistakes[field] = this.texts.mistake.mention(wrong.slice(0, 40));
        } else if (mention.length > MOST_MENTION) {
            this.mistakes[field] = this.texts.mistake.longMention(MOST_MENTION);
        }
        return mention;
    }

    private choice<T extends string>(field: FieldName, allowed: readonly T[]): T {
        const typed = this.fields[field].trim().toLowerCase();
        const found = allowed.find((one) => one === typed);
        if (found === undefined) {
            this.mistakes[field] = this.texts.mistake.choice(typed.slice(0, 40), allowed.join(', '));
        }
        return found ?? (allowed[0] as T);
    }
}
