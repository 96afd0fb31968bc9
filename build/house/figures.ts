import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ICruiseResult} from 'dependency-cruiser';
import ts from 'typescript';
import {arrowsIn} from './picture';
import {ROOMS, type Room} from './rooms';
import {roomOf} from './walls';

export const MOST_LINES = {file: 300, function: 60} as const;

/** What may be too long, with the reason: a file by its path from the root, a function as `path: name`. */
export const LONG: Readonly<Record<string, string>> = {};

export interface MeasuredFunction {
    readonly name: string;
    /** From its first line to its last, nested functions included. */
    readonly lines: number;
}

export interface MeasuredFile {
    /** From the root. */
    readonly path: string;
    readonly lines: number;
    readonly functions: readonly MeasuredFunction[];
}

const nameOf = (node: ts.Node): string => {
    const {parent} = node;
    const named = ts.isVariableDeclaration(parent) || ts.isPropertyAssignment(parent) ? parent : node;
    const name: unknown = Reflect.get(named, 'name');
    return name && ts.isPropertyName(name as ts.Node) ? (name as ts.PropertyName).getText() : '(no name)';
};

/**
 * Lengths of a file and of all its functions, methods and arrow functions. @param path only for messages; `.tsx` allows
 * JSX
 */
export const measureSource = (path: string, text: string): MeasuredFile => {
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
    const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
    const functions: MeasuredFunction[] = [];
    const visit = (node: ts.Node): void => {
        if (ts.isFunctionLike(node) && 'body' in node && node.body) {
            functions.push({name: nameOf(node), lines: lineAt(node.getEnd()) - lineAt(node.getStart()) + 1});
        }
        ts.forEachChild(node, visit);
    };
    visit(source);
    return {path, lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0), functions};
};

export const measureHouse = (root: string, house: ICruiseResult): readonly MeasuredFile[] =>
    house.modules
        .map(({source}) => source)
        .filter((path) => /\.tsx?$/.test(path) && roomOf(path) !== undefined)
        .map((path) => measureSource(path, readFileSync(join(root, path), 'utf8')));

interface Long {
    /** As in `LONG`. */
    readonly what: string;
    readonly lines: number;
}

const longIn = ({path, lines, functions}: MeasuredFile): readonly Long[] => [
    ...(lines > MOST_LINES.file ? [{what: path, lines}] : []),
    ...functions
        .filter((measured) => measured.lines > MOST_LINES.function)
        .map((measured) => ({what: `${path}: ${measured.name}`, lines: measured.lines})),
];

/** One sentence for everything too long without a reason, and for every reason no longer needed. */
export const tooLong = (files: readonly MeasuredFile[], reasons = LONG): readonly string[] => {
    const long = files.flatMap(longIn);
    return [
        ...long.filter(({what}) => !reasons[what]).map(({what, lines}) => `${what} has ${lines} lines.`),
        ...Object.keys(reasons)
            .filter((what) => !long.some((one) => one.what === what))
            .map((what) => `${what} is listed as long and is not.`),
    ];
};

/** The smallest of the numbers that at least `share` of them do not exceed. */
export const quantile = (numbers: readonly number[], share: number): number => {
    const sorted = [...numbers].sort((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
};

const spread = (numbers: readonly number[]): string =>
    `${quantile(numbers, 0.5)} | ${quantile(numbers, 0.9)} | ${quantile(numbers, 1)}`;

const lengthsOf = (files: readonly MeasuredFile[]): readonly number[] =>
    files.flatMap(({functions}) => functions.map(({lines}) => lines));

/** Lines of Markdown: each room with its size and imports, and how long files and functions are. */
export const figuresOf = (files: readonly MeasuredFile[], house: ICruiseResult): readonly string[] => {
    const arrows = arrowsIn(house);
    const rowOf = (room: Room): string => {
        const own = files.filter(({path}) => roomOf(path) === room);
        const imports = arrows
            .filter(({from}) => from === room)
            .map(({to, imports}) => `${to.name} ${imports}`)
            .join(', ');
        return `| ${room.name} | ${own.length} | ${own.reduce((sum, {lines}) => sum + lines, 0)} | ${imports || '–'} |`;
    };
    return [
        '| Room | Files | Lines | Imports of |',
        '| --- | --: | --: | --- |',
        ...[...ROOMS].reverse().map(rowOf),
        '',
        `| Lines of | Number | Median | P90 | Longest | Allowed |`,
        '| --- | --: | --: | --: | --: | --: |',
        `| a file | ${files.length} | ${spread(files.map(({lines}) => lines))} | ${MOST_LINES.file} |`,
        `| a function | ${lengthsOf(files).length} | ${spread(lengthsOf(files))} | ${MOST_LINES.function} |`,
    ];
};
