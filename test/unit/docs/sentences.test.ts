import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {documents} from '../../support/documents';

const SOURCES = ['server-proxy/src', 'webapp/src/i18n'];

/** What differs from case to case, on both sides. */
const withoutValues = (text: string): string => text.replace(/\$\{[^}]*\}/g, '<>').replace(/<[^>\n]+>/g, '<>');

/** Sentences written over several lines in one piece. */
const sources = withoutValues(
    SOURCES.flatMap((folder) =>
        readdirSync(inRepository(folder), {recursive: true, encoding: 'utf8'})
            .filter((name) => /\.(ts|json)$/.test(name))
            .map((name) => readFileSync(inRepository(join(folder, name)), 'utf8')),
    )
        .join('\n')
        .replace(/['`] \+\s+['`]/g, '')
        .replace(/\\'/g, "'")
        .replace(/\\?`/g, ''),
);

/**
 * What the pages quote: lines in code style that begin with `>`, code style inside them left out. (Mattermost's own sentences
 * begin otherwise.)
 */
const quoted = documents()
    .filter(({path}) => path.startsWith('docs/troubleshooting'))
    .flatMap(({text}) => [...text.matchAll(/^ *> (`+)(.+)\1$/gm)])
    .map(([, , line = '']) => withoutValues(line).replaceAll('`', '').trim());

describe('the pages of docs/troubleshooting.md', () => {
    it('quotes sentences', () => {
        expect(quoted.length).toBeGreaterThan(150);
    });

    it.each(quoted)('quotes the product: %s', (line) => {
        expect(sources.includes(line)).toBe(true);
    });
});
