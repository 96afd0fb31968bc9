import {readdirSync, readFileSync} from 'node:fs';
import ts from 'typescript';
import {inRepository} from '../../../build/paths';

/** A regular expression of the programs, as the compiler sees it. */
export interface Pattern {
    /** `server-proxy/src/config/words.ts:21` */
    readonly place: string;
    readonly source: string;
    readonly flags: string;
}

interface Found {
    readonly patterns: readonly Pattern[];
    /** Places that put a regular expression together while the program runs: no analysis can see those. */
    readonly built: readonly string[];
}

const ROOTS = ['server-proxy/src', 'webapp/src'];
const LITERAL = /^\/(.*)\/([a-z]*)$/su;
/** Methods of text that turn their argument into a regular expression, whatever it is. */
const COMPILING = ['match', 'matchAll', 'search'];

/** Every regular expression of the handler and the webapp part. */
export const findPatterns = (): Found => {
    const files = ROOTS.flatMap((root) =>
        readdirSync(inRepository(root), {recursive: true, encoding: 'utf8'})
            .filter((name) => /\.tsx?$/.test(name))
            .map((name) => `${root}/${name}`),
    );
    const all = files.map((file) => patternsIn(file, readFileSync(inRepository(file), 'utf8')));
    return {patterns: all.flatMap(({patterns}) => patterns), built: all.flatMap(({built}) => built)};
};

export const patternsIn = (file: string, code: string): Found => {
    const tree = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
    const patterns: Pattern[] = [];
    const built: string[] = [];
    const visit = (node: ts.Node): void => {
        const place = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
        if (ts.isRegularExpressionLiteral(node)) {
            const [, source = '', flags = ''] = LITERAL.exec(node.text) ?? [];
            patterns.push({place, source, flags});
        } else if (buildsPattern(node)) {
            built.push(place);
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return {patterns, built};
};

const buildsPattern = (node: ts.Node): boolean => {
    if (!(ts.isCallExpression(node) || ts.isNewExpression(node))) {
        return false;
    }
    const {expression: called, arguments: [first] = []} = node;
    if (ts.isIdentifier(called)) {
        return called.text === 'RegExp';
    }
    return (
        ts.isPropertyAccessExpression(called) &&
        COMPILING.includes(called.name.text) &&
        first !== undefined &&
        (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first))
    );
};
