import type {IntlShape} from 'react-intl';

const UNITS = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
] as const;

/**
 * A duration in its two largest units, e.g. "2 hr 5 min".
 * @param seconds a non-negative integer
 */
export const formatDuration = (intl: IntlShape, seconds: number): string => {
    const first = UNITS.findIndex(([, size]) => seconds >= size);
    const units = first === -1 ? UNITS.slice(-1) : UNITS.slice(first, first + 2);
    let rest = seconds;
    const parts = units.map(([unit, size]) => {
        const amount = Math.floor(rest / size);
        rest -= amount * size;
        return {unit, amount};
    });
    return parts
        .filter(({amount}, index) => index === 0 || amount > 0)
        .map(({unit, amount}) => intl.formatNumber(amount, {style: 'unit', unit, unitDisplay: 'short'}))
        .join(' ');
};
