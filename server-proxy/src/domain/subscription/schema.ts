import * as z from 'zod/mini';
import {LIMIT} from '#contract';
import type {Subscriptions} from './subscriptions';

const MOST_PATTERNS = 100;
const MOST_SUBSCRIPTIONS = 1000;

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

const SUBSCRIPTION = z.strictObject({
    id: z.string().check(z.minLength(1), z.maxLength(40)),
    channelId: z.string().check(z.minLength(1), z.maxLength(140)),
    filter: FILTER,
    shadow: z.boolean(),
    revision: z.int().check(z.minimum(0)),
    by: z.strictObject({userId: z.string(), username: z.string(), at: z.number()}),
});

const SUBSCRIPTIONS = z.strictObject({
    version: z.literal(1),
    subscriptions: z.array(SUBSCRIPTION).check(z.maxLength(MOST_SUBSCRIPTIONS)),
});

/** @throws ZodError for anything else, be it damaged or made by another version */
export const readSubscriptions = (value: unknown): Subscriptions => SUBSCRIPTIONS.parse(value);

/** @returns what is wrong, in words with the path to it; undefined when nothing is */
export const whyNotSubscriptions = (value: unknown): string | undefined => {
    const {error} = SUBSCRIPTIONS.safeParse(value);
    const [first] = error?.issues ?? [];
    return first && `${first.path.join('.') || 'the whole'}: ${first.message}`;
};
