import {readFileSync, rmSync} from 'node:fs';

/** Distinct breaches reported since the last call. */
export const breachesIn = (report: string): readonly string[] => {
    let text: string;
    try {
        text = readFileSync(report, 'utf8');
    } catch {
        return [];
    }
    rmSync(report);
    return [...new Set(text.split('\n').filter((line) => line !== ''))];
};
