import * as z from 'zod/mini';

/** How many posts one request may ask about. */
export const MOST_JUDGED = 60;

const id = z.string().check(z.maxLength(26));

const genuineAnswerSchema = z.object({
    /** Mattermost id of the handler's own account: all its posts are genuine. */
    bot_id: id,
    /** Those of the posts that are the handler's own, or that it has sealed. */
    genuine: z.array(id).check(z.maxLength(MOST_JUDGED)),
});

/** Answer of ROUTE.genuine to `{post_ids: string[]}`. */
export type GenuineAnswer = z.infer<typeof genuineAnswerSchema>;

/** @returns undefined for an answer of another version */
export const parseGenuineAnswer = (value: unknown): GenuineAnswer | undefined => {
    const result = genuineAnswerSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
