import * as z from 'zod/mini';
import {LIMIT} from '#contract';
import {SCHEDULE} from '../shift/schedule';
import {MOST_SCHEDULES} from './schedules';
import {PRIORITIES} from './subscription';
import type {Subscriptions} from './subscriptions';

const MOST_PATTERNS = 100;
export const MOST_SUBSCRIPTIONS = 1000;
const MOST_MENTION = 200;

const patterns = z.array(z.string().check(z.minLength(1), z.maxLength(LIMIT.name))).check(z.maxLength(MOST_PATTERNS));

const FILTER = z.strictObject({
    hosts: patterns,
    services: patterns,
    hostGroups: patterns,
    serviceGroups: patterns,
    containers: patterns,
    tags: patterns,
    satellites: patterns,
    priorityFrom: z.int().check(z.minimum(1), z.maximum(5)),
    stateFrom: z.enum(['warning', 'unknown', 'critical']),
    objects: z.enum(['all', 'hosts', 'services']),
});

const LOUDNESS = {mention: z.string().check(z.maxLength(MOST_MENTION)), priority: z.enum(PRIORITIES)};
const CHANNEL = z.string().check(z.minLength(1), z.maxLength(140));
const TIME = z.string().check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/));

const ESCALATION = z.strictObject({
    ...LOUDNESS,
    afterMinutes: z.int().check(z.minimum(1), z.maximum(10_080)),
    channelId: z.optional(CHANNEL),
});

const QUIET_HOURS = z.strictObject({
    timeZone: z.string().check(z.maxLength(60)),
    days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.maxLength(7)),
    from: TIME,
    to: TIME,
    criticalToo: z.boolean(),
});

const SUBSCRIPTION = z.strictObject({
    id: z.string().check(z.minLength(1), z.maxLength(40)),
    channelId: CHANNEL,
    filter: FILTER,
    warning: z.optional(z.strictObject(LOUDNESS)),
    critical: z.optional(z.strictObject(LOUDNESS)),
    escalation: z.optional(ESCALATION),
    quietHours: z.optional(QUIET_HOURS),
    shadow: z.boolean(),
    revision: z.int().check(z.minimum(0)),
    by: z.strictObject({userId: z.string(), username: z.string(), at: z.number()}),
});

const SUBSCRIPTIONS = z.strictObject({
    version: z.literal(1),
    subscriptions: z.array(SUBSCRIPTION).check(z.maxLength(MOST_SUBSCRIPTIONS)),
    handovers: z.optional(z.array(SCHEDULE).check(z.maxLength(MOST_SCHEDULES))),
});

/** @throws ZodError for anything else, be it damaged or made by another version */
export const readSubscriptions = (value: unknown): Subscriptions => SUBSCRIPTIONS.parse(value);

/** @returns what is wrong, in words with the path to it; undefined when nothing is */
export const whyNotSubscriptions = (value: unknown): string | undefined => {
    const {error} = SUBSCRIPTIONS.safeParse(value);
    const [first] = error?.issues ?? [];
    return first && `${first.path.join('.') || 'the whole'}: ${wordsOf(first)}`;
};

/** The library's own words depend on which parts of it are loaded. */
const wordsOf = (issue: z.core.$ZodIssue): string => {
    switch (issue.code) {
        case 'unrecognized_keys':
            return `there is no ${issue.keys.join(', ')}`;
        case 'invalid_type':
            return `must be ${issue.expected}`;
        case 'invalid_value':
            return `must be ${issue.values.join(' or ')}`;
        case 'too_big':
            return `at most ${issue.maximum}`;
        case 'too_small':
            return `at least ${issue.minimum}`;
        default:
            return 'is not right';
    }
};
