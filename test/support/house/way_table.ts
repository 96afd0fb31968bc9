import type {MeasuredWay} from './measure_ways';
import type {Step} from './way_recorder';

/** Named functions; anonymous ones are part of the function around them. */
const named = (steps: readonly Step[]): readonly Step[] => steps.filter(({name}) => name !== '');

/** Files in the order in which the path enters them. */
const entered = (steps: readonly Step[]): readonly string[] =>
    named(steps)
        .map(({file}) => file)
        .filter((file, index, all) => file !== all[index - 1]);

/** How often a path re-enters a file that it had left. */
export const waysBack = (steps: readonly Step[]): number => entered(steps).length - new Set(entered(steps)).size;

const isThinking = (file: string): boolean => /^(contract|domain|telemetry)\//.test(file);

/** What is counted of a path. */
export interface WayFigures {
    readonly name: string;
    /** Named ones. */
    readonly functions: number;
    readonly files: number;
    readonly waysBack: number;
    /** Files in which code ran, on the path or not. */
    readonly ran: number;
    /** Those outside contract, domain and telemetry. */
    readonly acting: number;
}

export const figuresOfWay = ({name, steps, ran}: MeasuredWay): WayFigures => ({
    name,
    functions: named(steps).length,
    files: new Set(steps.map(({file}) => file)).size,
    waysBack: waysBack(steps),
    ran: ran.files.length,
    acting: ran.files.filter((file) => !isThinking(file)).length,
});

/** Lines of Markdown: a row for each path. */
export const wayTable = (ways: readonly MeasuredWay[]): readonly string[] => [
    '| Way | Functions | Files | Ways back | Files in which code ran | without contract, domain, telemetry |',
    '| --- | --: | --: | --: | --: | --: |',
    ...ways.map((way) => {
        const {name, functions, files, waysBack: back, ran, acting} = figuresOfWay(way);
        return `| ${name} | ${functions} | ${files} | ${back} | ${ran} | ${acting} |`;
    }),
];

/** A path in readable form: its functions from the outermost, then the files in which code ran. */
export const stepsOf = ({name, steps, ran}: MeasuredWay): string =>
    [
        `\n${name}`,
        ...named(steps).map((step) => `    ${step.file}  ${step.name}`),
        `  ran: ${ran.files.join(' ')}`,
    ].join('\n');
