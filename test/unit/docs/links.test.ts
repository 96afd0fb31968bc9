import {existsSync, readFileSync} from 'node:fs';
import {dirname, join, normalize} from 'node:path';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {type Document, documents, readDocument, withoutCodeBlocks} from '../../support/documents';

const pages = documents();
const {scripts} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {scripts: Record<string, string>};

/** Targets of links and images, Markdown or HTML. */
const targetsOf = ({text}: Document): string[] =>
    [...withoutCodeBlocks(text).matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].map(
        ([, markdown, html]) => markdown ?? html ?? '',
    );

const isRelative = (target: string): boolean => !/^[a-z]+:/.test(target);

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (path: string): string[] =>
    [...withoutCodeBlocks(readDocument(path).text).matchAll(/^#+ +(.+?) *$/gm)].map(([, heading = '']) =>
        heading
            .toLowerCase()
            .replace(/[^\p{L}\p{N}\s_-]/gu, '')
            .replace(/\s/g, '-'),
    );

const isBroken = (page: Document, target: string): boolean => {
    const [file = '', anchor] = target.split('#');
    const path = file === '' ? page.path : normalize(join(dirname(page.path), file));
    return !existsSync(inRepository(path)) || (anchor !== undefined && !anchorsOf(path).includes(anchor));
};

/** Files and folders of the repository that a page names in code style; patterns and build results are no such names. */
const pathsOf = ({text}: Document): string[] =>
    [...text.matchAll(/`((?:test|docs|server-proxy\/src|webapp|build|assets)\/[\w./-]+)`/g)].map(
        ([, path = '']) => path,
    );

describe('the pages of the documentation', () => {
    it('are found', () => {
        expect(pages.map(({path}) => path)).toEqual(
            expect.arrayContaining(['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'docs/settings.md']),
        );
    });

    it.each(pages)('$path: every relative link and image leads somewhere', (page) => {
        expect(
            targetsOf(page)
                .filter(isRelative)
                .filter((target) => isBroken(page, target)),
        ).toEqual([]);
    });

    it.each(pages)('$path: every script it names exists', ({text}) => {
        const named = [...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name);
        expect(named.filter((name) => !(name in scripts))).toEqual([]);
    });

    it.each(pages)('$path: every file it names exists', (page) => {
        expect(pathsOf(page).filter((path) => !existsSync(inRepository(path)))).toEqual([]);
    });

    it('can be reached from the README', () => {
        const linked = targetsOf(readDocument('README.md')).map((target) => normalize(target.split('#')[0] ?? ''));
        expect(pages.map(({path}) => path).filter((path) => path !== 'README.md' && !linked.includes(path))).toEqual(
            [],
        );
    });
});
