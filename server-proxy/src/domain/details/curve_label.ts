import {type Language, textsOf} from '../texts';
import type {Curve} from './curve';

const SIGNIFICANT = 4;

/** A value with its unit, short enough to read. */
export const valueText = (value: number, unit: string, language: Language): string => {
    const format = new Intl.NumberFormat(language, {
        maximumSignificantDigits: SIGNIFICANT,
        notation: Math.abs(value) >= 1e6 ? 'compact' : 'standard',
    });
    return `${format.format(value)}${unit === '' ? '' : ` ${unit}`}`;
};

/** All that the picture of a curve shows, in words. */
export const curveLabel = ({name, unit, warning, critical, points}: Curve, language: Language): string => {
    const words = textsOf(language).details;
    const value = (one: number): string => valueText(one, unit, language);
    const values = points.map(([, one]) => one);
    const last = values.at(-1);
    const all = (bounds: readonly number[]): string => bounds.map(value).join(', ');
    return [
        last === undefined
            ? `${name}: ${words.noPoints}`
            : words.curve(name, value(last), value(lowest(values)), value(highest(values))),
        ...(warning.length > 0 ? [words.warningAt(all(warning))] : []),
        ...(critical.length > 0 ? [words.criticalAt(all(critical))] : []),
    ].join('; ');
};

const lowest = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const highest = (values: readonly number[]): number =>
    values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
