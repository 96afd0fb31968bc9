import * as z from 'zod/mini';
import {LIMIT} from './limits';

/** Lists in the details of a problem hold at most so many rows. */
export const MOST_DETAILS = 10;
/** The box in which curves are drawn, its origin at the top left. */
export const CHART_BOX = {width: 300, height: 56} as const;
/** How far back curves can go, in hours. */
export const CURVE_HOURS = [4, 24, 168] as const;

export type CurveHours = (typeof CURVE_HOURS)[number];

const text = (max: number) => z.string().check(z.maxLength(max));
const name = text(LIMIT.name);

/** In the words of the person who asks: the handler knows their language and time zone, and a phone gets the same. */
const schema = z.object({
    parts: z
        .array(
            z.object({
                id: text(40),
                title: name,
                /** Where it is from. */
                from: name,
                /** A sentence, empty where the lines say it all; or why the part is missing. */
                text: text(LIMIT.message),
                lines: z.array(text(LIMIT.message)).check(z.maxLength(MOST_DETAILS + 2)),
                /** Output as the plugin wrote it. */
                output: z.optional(text(LIMIT.output)),
                missing: z.optional(z.boolean()),
            }),
        )
        .check(z.maxLength(20)),
    /** When openITCOCKPIT was asked. */
    note: name,
});

export type Details = z.infer<typeof schema>;

/** Reads an answer of ROUTE.panelDetails. @returns undefined for an answer this version does not understand */
export const parseDetails = (value: unknown): Details | undefined => {
    const result = schema.safeParse(value);
    return result.success ? result.data : undefined;
};

const heights = z.array(z.number()).check(z.maxLength(2));

const curvesSchema = z.object({
    title: name,
    from: name,
    /** Why there are no curves, or not all; empty otherwise. */
    text: text(LIMIT.message),
    curves: z
        .array(
            z.object({
                /** All that the picture shows, in words. */
                label: text(LIMIT.message),
                /** Heights of thresholds in CHART_BOX. */
                warning: heights,
                critical: heights,
                /** As SVG's `points`; apart where values are missing. */
                strokes: z.array(text(8000)).check(z.maxLength(60)),
            }),
        )
        .check(z.maxLength(MOST_DETAILS)),
});

export type Curves = z.infer<typeof curvesSchema>;

/** Reads an answer of ROUTE.panelCurves. @returns undefined for an answer this version does not understand */
export const parseCurves = (value: unknown): Curves | undefined => {
    const result = curvesSchema.safeParse(value);
    return result.success ? result.data : undefined;
};
