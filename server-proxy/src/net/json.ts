import {NetFailure} from './net_failure';

/** How much a JSON text may hold: parsing takes time for every value, however short the text is. */
export interface JsonLimits {
    /** Counted by commas and opening brackets. */
    readonly values: number;
    readonly levels: number;
}

/** 200 services, the longest list that is asked for, have about 16,000 values; ten levels are never reached. */
const ANSWER: JsonLimits = {values: 50_000, levels: 100};

/**
 * An answer's text as JSON. @returns undefined unless it is an object or a list
 * @throws NetFailure `tooMuch` for more than any answer holds, which would block everything while it was parsed
 */
export const objectIn = (text: string): Readonly<Record<string, unknown>> | undefined => {
    if (exceeds(text, ANSWER)) {
        throw new NetFailure('tooMuch', 'too many values', '');
    }
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
    } catch {
        return undefined;
    }
};

const CODE = {
    quote: 0x22,
    comma: 0x2c,
    backslash: 0x5c,
    openList: 0x5b,
    closeList: 0x5d,
    openObject: 0x7b,
    closeObject: 0x7d,
};

/** Whether parsing the text would exceed the limits. Looks no further than that, and builds nothing. */
export const exceeds = (text: string, {values, levels}: JsonLimits): boolean => {
    let counted = 0;
    let level = 0;
    for (let at = 0; at < text.length && counted <= values && level <= levels; at += 1) {
        const code = text.charCodeAt(at);
        if (code === CODE.quote) {
            at = endOfString(text, at);
        } else if (code === CODE.comma) {
            counted += 1;
        } else if (code === CODE.openList || code === CODE.openObject) {
            counted += 1;
            level += 1;
        } else if (code === CODE.closeList || code === CODE.closeObject) {
            level -= 1;
        }
    }
    return counted > values || level > levels;
};

/** @returns where the closing quote is, or the end of the text */
const endOfString = (text: string, start: number): number => {
    const quote = text.indexOf('"', start + 1);
    if (quote < 0 || text.charCodeAt(quote - 1) !== CODE.backslash) {
        return quote < 0 ? text.length : quote;
    }
    let at = start + 1;
    while (at < text.length && text.charCodeAt(at) !== CODE.quote) {
        at += text.charCodeAt(at) === CODE.backslash ? 2 : 1;
    }
    return at;
};
