import type {Curve, Point} from './curve';

/** Unix seconds. */
export interface Span {
    readonly start: number;
    readonly end: number;
}

/** A curve in a box of width and height 1 whose origin is at the top left. */
export interface Chart {
    /** Of the values at the bottom and at the top. */
    readonly low: number;
    readonly high: number;
    /** Apart where values are missing. */
    readonly strokes: readonly (readonly Point[])[];
    /** Heights of thresholds. */
    readonly warning: readonly number[];
    readonly critical: readonly number[];
}

/** Thresholds further away would press the curve flat: they are told in words only. */
const FAR = 3;
/** Of the usual step: so long a pause is a gap. */
const GAP = 4;
/** Of the whole: shorter pauses are never one. */
const SHORT = 40;

/** The same for the panel's picture and for a file. */
export const chartOf = (
    {points, warning, critical}: Pick<Curve, 'points' | 'warning' | 'critical'>,
    {start, end}: Span,
): Chart => {
    const values = points.map(([, value]) => value);
    const size = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const near = (bounds: readonly number[]): readonly number[] =>
        bounds.filter((bound) => Math.abs(bound) <= FAR * size);
    const all = [...values, ...near(warning), ...near(critical)];
    const least = all.reduce((a, b) => Math.min(a, b), all[0] ?? 0);
    const most = all.reduce((a, b) => Math.max(a, b), all[0] ?? 0);
    // What never changes is drawn in the middle.
    const [low, high] = least === most ? [least - (Math.abs(least) || 1), most + (Math.abs(most) || 1)] : [least, most];
    const height = (value: number): number => 1 - (value - low) / (high - low);
    const width = Math.max(1, end - start);
    return {
        low,
        high,
        strokes: strokesOf(points, width).map((stroke) =>
            stroke.map(([at, value]): Point => [(at - start) / width, height(value)]),
        ),
        warning: near(warning).map(height),
        critical: near(critical).map(height),
    };
};

const strokesOf = (points: readonly Point[], width: number): readonly Point[][] => {
    const steps = points.slice(1).map(([at], index) => at - (points[index]?.[0] ?? at));
    const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
    const gap = Math.max(GAP * usual, width / SHORT);
    const strokes: Point[][] = [];
    for (const [index, point] of points.entries()) {
        if (index === 0 || (steps[index - 1] ?? 0) > gap) {
            strokes.push([]);
        }
        strokes.at(-1)?.push(point);
    }
    return strokes;
};
