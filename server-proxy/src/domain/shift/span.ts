const UNIT_SECONDS: Readonly<Record<string, number>> = {h: 3600, d: 86_400, w: 7 * 86_400};

/** As long as what is over is kept. */
export const LONGEST_SPAN_SECONDS = 31 * 86_400;

/** Reads `24h`, `7d`, `4w`. @returns seconds; undefined for anything else, and for less than an hour or more than 31 days */
export const parseSpan = (typed: string): number | undefined => {
    const found = /^(\d{1,3}) ?([hdw])$/i.exec(typed.trim());
    const seconds = Number(found?.[1]) * (UNIT_SECONDS[found?.[2]?.toLowerCase() ?? ''] ?? Number.NaN);
    return seconds >= 3600 && seconds <= LONGEST_SPAN_SECONDS ? seconds : undefined;
};

/** A span of time, in Unix seconds: what happened at `to` is part of the next one. */
export interface Span {
    readonly from: number;
    readonly to: number;
}

export const isWithin = (moment: number | undefined, {from, to}: Span): boolean =>
    moment !== undefined && moment >= from && moment < to;
