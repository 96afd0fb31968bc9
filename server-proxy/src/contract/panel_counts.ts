import * as z from 'zod/mini';

const count = z.int().check(z.nonnegative());

/** How many problems a person sees, whether or not each of them fits into an answer. */
export const panelCountsSchema = z.object({
    /** Nobody takes care of them. */
    unhandled: count,
    /** Those of them that are critical, down or unreachable. */
    urgent: count,
    acknowledged: count,
    downtimes: count,
    /** Those the person has acknowledged. */
    mine: count,
});

export type PanelCounts = z.infer<typeof panelCountsSchema>;

const answerSchema = z.object({counts: panelCountsSchema});

/** Reads an answer of ROUTE.panel for its counts alone. @returns undefined for an answer this version does not understand */
export const parsePanelCounts = (value: unknown): PanelCounts | undefined => {
    const result = answerSchema.safeParse(value);
    return result.success ? result.data.counts : undefined;
};
