import {check} from 'recheck';
import type {Pattern} from './find_patterns';

/** Far longer than any pattern of the program needs, even on a busy machine. */
const PATIENCE_MS = 60_000;

interface Analysis {
    /** What is wrong with it, for people; undefined: no text takes it more than linear time. */
    readonly fault: string | undefined;
    /** A text of at least this many characters, on which it takes longest. */
    readonly attackOf: (length: number) => string | undefined;
}

/** Whether some text takes the pattern more than linear time. */
export const analysePattern = async ({place, source, flags}: Pattern): Promise<Analysis> => {
    const found = await check(source, flags, {timeout: PATIENCE_MS});
    if (found.status === 'safe') {
        return {fault: undefined, attackOf: () => undefined};
    }
    const shown = `${place} /${source}/${flags}`;
    if (found.status === 'unknown') {
        return {fault: `${shown}: cannot be analysed (${found.error.kind})`, attackOf: () => undefined};
    }
    const {pumps, suffix, pattern} = found.attack;
    return {
        fault: `${shown}: ${found.complexity.summary}, e.g. for ${pattern}`,
        attackOf: (length) => {
            const each = length / Math.max(1, pumps.length);
            const pumped = pumps.map(({prefix, pump}) => prefix + pump.repeat(Math.ceil(each / pump.length)));
            return pumped.join('') + suffix;
        },
    };
};
