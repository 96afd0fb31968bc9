import * as z from 'zod/mini';

// Subscriptions of channels, as the System Console shows them. All texts are in the language of the request.

const text = z.string();

const rowSchema = z.object({
    id: text,
    revision: z.number(),
    /** `team/channel`, or the id of a channel that is gone. */
    channel: text,
    team: text,
    /** Which problems, and how loud, in words. */
    which: text,
    loud: text,
    shadow: z.boolean(),
    /** Who changed it last; empty: nobody has. */
    by: text,
    /** When, in Unix seconds. */
    at: z.number(),
    /** Why it brings nothing to anybody; empty: all is well. */
    trouble: text,
});

export type SubscriptionRow = z.infer<typeof rowSchema>;

const fieldSchema = z.object({
    name: text,
    label: text,
    help: text,
    type: z.enum(['text', 'select', 'bool']),
    value: text,
    options: z.optional(z.array(z.object({text, value: text}))),
});

export type SubscriptionField = z.infer<typeof fieldSchema>;

const answerSchema = z.object({
    /** All there are now, but for `form` and `export`. */
    rows: z.optional(z.array(rowSchema)),
    /** `form`: the fields to fill in. */
    fields: z.optional(z.array(fieldSchema)),
    /** `export`: the content of the file. */
    file: z.optional(text),
    /** `check`: what the subscription would bring. */
    remarks: z.optional(z.array(text)),
    /** Why nothing was saved, by field. */
    mistakes: z.optional(z.record(z.string(), text)),
    /** Why nothing was changed. */
    refusal: z.optional(text),
});

/** Answer of POST ROUTE.subscriptions. */
export type SubscriptionsAnswer = z.infer<typeof answerSchema>;

/** Body of POST ROUTE.subscriptions. */
export type SubscriptionsRequest = {readonly language: 'en' | 'de'} & (
    | {readonly act: 'list' | 'export'}
    | {readonly act: 'form'; readonly id: string}
    | {readonly act: 'remove'; readonly id: string; readonly revision: number}
    | {
          readonly act: 'check' | 'save';
          readonly id: string;
          readonly revision: number;
          readonly fields: Readonly<Record<string, string>>;
      }
    | {readonly act: 'import'; readonly file: string}
);

/** @returns undefined for an answer this version does not understand */
export const parseSubscriptionsAnswer = (value: unknown): SubscriptionsAnswer | undefined => {
    const result = answerSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
