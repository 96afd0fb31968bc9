import type {Row} from './measure';

/** More than this is told: the speed of a shared machine varies by less. */
const WORSE = 0.25;

/** Of which less is better even without a target. */
const COSTS: ReadonlySet<string> = new Set(['µs', 'ms', 's', 'KB', 'MB', '%', '×', 'requests', 'calls']);
const RATES: ReadonlySet<string> = new Set(['/s', 'per']);

export interface LastRow {
    readonly what: string;
    readonly value: string;
}

/** Rows of a written table: what was measured, and the result. Other lines are passed over. */
export const readTable = (lines: readonly string[]): readonly LastRow[] =>
    lines
        .filter((line) => line.startsWith('|'))
        .slice(2)
        .map((line) => {
            const [what = '', value = ''] = line.slice(1).split('|');
            return {what: what.trim(), value: value.trim()};
        });

/** The table as it is printed: beside each row what the last run had, and by how much this one is worse, if by more than a quarter. */
export const besideLastRun = (rows: readonly Row[], last: readonly LastRow[]): readonly string[] => {
    const names = fullNames(last);
    const values = new Map(last.map(({value}, at) => [names[at], value]));
    const own = fullNames(rows);
    return [
        '| Measured | Result | Target | Last run |',
        '| --- | --- | --- | --- |',
        ...rows.map((one, at) => {
            const before = values.get(own[at]) ?? '';
            const worse = worseBy(one, before);
            const remark = worse > WORSE ? ` **${(worse * 100).toFixed(0)} % worse**` : '';
            return `| ${one.what} | ${one.value} | ${one.target}${one.ok ? '' : ' **missed**'} | ${before}${remark} |`;
        }),
    ];
};

/** A row that begins with … goes on with the last that does not. */
const fullNames = (rows: readonly {readonly what: string}[]): readonly string[] => {
    let begun = '';
    return rows.map(({what}) => {
        begun = what.startsWith('…') ? begun : what;
        return what.startsWith('…') ? `${begun} ${what}` : what;
    });
};

/**
 * By what share the result is worse than the last one, at its worst number: 0.5 for 150 ms after 100 ms, and for 100 a second after
 * 150. 0 if it is not worse. Numbers are compared as long as they have the same units, from the beginning. What stands left of an arrow
 * is where something began, and is not compared.
 */
export const worseBy = ({value, target}: Pick<Row, 'value' | 'target'>, last: string): number => {
    const [now, before] = [quantitiesOf(value), quantitiesOf(last)];
    const differsAt = now.findIndex(({unit}, at) => unit !== before[at]?.unit);
    const shares = (differsAt < 0 ? now : now.slice(0, differsAt)).map(({number, unit}, at) => {
        const [from, to] = [before[at]?.number ?? 0, number];
        return from > 0 && to > 0 ? ratioOf(from, to, unit, target) - 1 : 0;
    });
    return Math.max(0, ...shares);
};

const ratioOf = (from: number, to: number, unit: string, target: string): number => {
    const isLimited = target.includes('≤') || target.includes('<');
    if (target.includes('≥') || (RATES.has(unit) && !isLimited)) {
        return from / to;
    }
    return isLimited || COSTS.has(unit) ? to / from : 1;
};

interface Quantity {
    readonly number: number;
    /** The word after it, if any. */
    readonly unit: string;
}

const quantitiesOf = (value: string): readonly Quantity[] =>
    value.split(/[,;] /).flatMap((clause) => {
        const words = (clause.split('→').at(-1) ?? '').split(/[ ():]/).filter((word) => word !== '');
        return words.flatMap((word, at) => {
            const [, number, rate] = /^(\d+(?:\.\d+)?)(\/s)?$/.exec(word) ?? [];
            return number === undefined ? [] : [{number: Number(number), unit: rate ?? words[at + 1] ?? ''}];
        });
    });
