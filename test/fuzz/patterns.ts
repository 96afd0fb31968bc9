import {createContext, Script} from 'node:vm';
import {timeReader} from '../../server-proxy/src/openitcockpit/date_format';
import {analysePattern} from '../support/patterns/analyse_pattern';
import {findPatterns, type Pattern} from '../support/patterns/find_patterns';

/** Longer than any text the programs pass to a pattern, apart from whole answers, which no pattern sees. */
const LENGTH = 100_000;
/** What nobody may wait for. A linear pattern needs a few milliseconds for such a text. */
const LONGEST_MS = 200;
const GIVE_UP_MS = 5000;

/** What patterns are mostly made of, whether or not it is spelled out in them. */
const USUAL = [...' \t\na0A_-/.:=@"\\é', '\ud800', '😀'];
/** Ends that make a nearly matching text fail. */
const ENDS = ['', '\u0000', '!', 'x'];

/** Texts in rows and in turns, of the pattern's own characters and of the usual ones. */
const textsFor = ({source}: Pattern): string[] => {
    const own = [...new Set(source)];
    const rows = [...new Set([...own, ...USUAL])];
    const pairs = own.flatMap((one) => own.map((other) => one + other));
    const words = source.match(/[a-z]{3,}/gi) ?? [];
    return [...rows, ...pairs, ...words].flatMap((piece) => {
        const row = piece.repeat(Math.ceil(LENGTH / piece.length));
        return ENDS.map((end) => `${end}${row}${end}`);
    });
};

interface Slowest {
    readonly ms: number;
    readonly text: string;
}

/** Replacing everything begins at every place of the text, as searching, splitting and testing do at most. */
const attack = new Script('text.replace(pattern, "")');

const timeOf = ({source, flags}: Pattern, text: string): number => {
    const context = createContext({text, pattern: new RegExp(source, flags)});
    const start = performance.now();
    try {
        attack.runInContext(context, {timeout: GIVE_UP_MS});
    } catch {
        // Given up.
    }
    return performance.now() - start;
};

const slowestOf = (texts: readonly string[], time: (text: string) => number): Slowest =>
    texts.reduce<Slowest>(
        (slowest, text) => {
            // A text that was too slow is tried again: on a busy machine it mostly was the machine.
            const first = time(text);
            const ms = first < LONGEST_MS ? first : Math.min(first, time(text));
            return ms > slowest.ms ? {ms, text} : slowest;
        },
        {ms: 0, text: ''},
    );

const FORMATS = ['d.m.Y - H:i:s', 'j. F Y, G:i', 'M d, Y g:i A', 'Y-m-d\\TH:i:s', 'd/m/y h:i a'];

/**
 * Every regular expression of the programs: analysed, then run over texts of 100 kB that are made to be slow.
 * @returns how many took too long or could do so; the findings are on the console
 */
export const fuzzPatterns = async (): Promise<number> => {
    const {patterns} = findPatterns();
    let texts = 0;
    let slowest = 0;
    const findings: string[] = [];
    const tell = (place: string, {ms, text}: Slowest): void => {
        slowest = Math.max(slowest, ms);
        if (ms >= LONGEST_MS) {
            findings.push(`${place}: ${Math.round(ms)} ms for ${JSON.stringify(text.slice(0, 20))}…`);
        }
    };
    for (const pattern of patterns) {
        const {fault, attackOf} = await analysePattern(pattern);
        findings.push(...(fault === undefined ? [] : [fault]));
        const tried = [...textsFor(pattern), attackOf(LENGTH) ?? ''];
        texts += tried.length;
        tell(
            pattern.place,
            slowestOf(tried, (text) => timeOf(pattern, text)),
        );
    }
    for (const format of FORMATS) {
        const read = timeReader(format, 'Europe/Berlin');
        const tried = textsFor({place: format, source: `${format}0123456789`, flags: ''});
        texts += tried.length;
        const time = (text: string): number => {
            const start = performance.now();
            read?.(text);
            return performance.now() - start;
        };
        tell(`date format ${format}`, slowestOf(tried, time));
    }
    const [shown, all] = [patterns.length, texts].map((number) => number.toLocaleString('en'));
    console.log(`patterns: ${shown} regular expressions, ${all} texts of 100 kB, slowest ${slowest.toFixed(1)} ms`);
    for (const finding of findings) {
        console.log(`  FINDING ${finding}`);
    }
    return findings.length;
};
