import * as z from 'zod/mini';
import {LOOKS} from '#contract';
import type {FirstRecord} from './first_record';
import {type AlertRecord, RECORD_VERSION} from './record';

const MOMENT = z.looseObject({earliest: z.number(), latest: z.number()});
const OBJECT = z.looseObject({uuid: z.string(), name: z.string()});

/** What every version stores. Only what is relied on everywhere: a field that one version adds is no damage in another. */
const COMMON = {
    key: z.string(),
    look: z.enum(LOOKS),
    updatedAt: z.number(),
    alert: z.looseObject({
        target: z.looseObject({host: OBJECT, service: z.optional(OBJECT)}),
        notificationType: z.string(),
        state: z.string(),
        output: z.string(),
        problemId: z.string(),
        channel: z.string(),
    }),
    pending: z.optional(z.array(z.looseObject({id: z.string(), request: z.looseObject({kind: z.string()})}))),
};

const FIRST = z.looseObject({
    ...COMMON,
    version: z.optional(z.undefined()),
    postId: z.string(),
    channelId: z.string(),
    nonce: z.string(),
});

const CURRENT = z.looseObject({
    ...COMMON,
    version: z.literal(RECORD_VERSION),
    posts: z.array(
        z.looseObject({
            channelId: z.string(),
            postId: z.string(),
            nonce: z.string(),
            wanted: z.number(),
            shown: z.number(),
        }),
    ),
    ages: z.looseObject({state: z.looseObject({by: z.string(), at: MOMENT}), opened: MOMENT}),
});

const STORED = z.union([CURRENT, FIRST]);

/** Is this a record as this version or an earlier one stores it? */
export const isStoredRecord = (value: unknown): value is AlertRecord | FirstRecord => STORED.safeParse(value).success;
