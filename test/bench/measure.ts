import {readFileSync} from 'node:fs';

/** p-quantile of the numbers. */
export const quantile = (numbers: readonly number[], p: number): number => {
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? Number.NaN;
};

export const timed = async <T>(work: () => Promise<T>): Promise<{result: T; ms: number}> => {
    const started = performance.now();
    const result = await work();
    return {result, ms: performance.now() - started};
};

/** Runs `work` for every item, at most `width` at once. */
export const parallel = async <T>(
    items: readonly T[],
    width: number,
    work: (item: T) => Promise<void>,
): Promise<void> => {
    const queue = [...items].reverse();
    const worker = async () => {
        for (let item = queue.pop(); item !== undefined; item = queue.pop()) {
            await work(item);
        }
    };
    await Promise.all(Array.from({length: width}, worker));
};

/** Resident memory of a process in MB (Linux); NaN elsewhere. */
export const residentMegabytes = (pid: number): number => {
    try {
        const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
        return Number(kilobytes) / 1024;
    } catch {
        return Number.NaN;
    }
};

export interface Row {
    readonly what: string;
    readonly value: string;
    readonly target: string;
    readonly ok: boolean;
}

export const row = (what: string, value: string, target = '', ok = true): Row => ({what, value, target, ok});

export const printTable = (rows: readonly Row[]): void => {
    console.log(`\n${tableOf(rows).join('\n')}`);
};

/** Markdown, line by line. */
export const tableOf = (rows: readonly Row[]): readonly string[] => [
    '| Measured | Result | Target |',
    '| --- | --- | --- |',
    ...rows.map(({what, value, target, ok}) => `| ${what} | ${value} | ${target}${ok ? '' : ' **missed**'} |`),
];
