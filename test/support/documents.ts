import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {inRepository} from '../../build/paths';

export interface Document {
    /** Path from the repository's root, e.g. `docs/settings.md`. */
    readonly path: string;
    readonly text: string;
}

export const readDocument = (path: string): Document => ({path, text: readFileSync(inRepository(path), 'utf8')});

export const documents = (): Document[] => {
    const inRoot = readdirSync(inRepository()).filter((name) => name.endsWith('.md'));
    const inDocs = readdirSync(inRepository('docs'), {recursive: true, encoding: 'utf8'})
        .filter((name) => name.endsWith('.md'))
        .map((name) => join('docs', name));
    return [...inRoot, ...inDocs].sort().map(readDocument);
};

/** The page without fenced blocks, whose content is not Markdown. */
export const withoutCodeBlocks = (text: string): string => text.replace(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '');
