import {dirname, join, normalize} from 'node:path';
import {describe, expect, it} from 'vitest';
import {type Document, documents, readDocument} from '../../support/documents';

const GROUPS = ['Start', 'Operate', 'Reference', 'Develop'];
const MOST_LINES = 250;

interface Entry {
    readonly group: string;
    /** From the repository's root. */
    readonly page: string;
    readonly title: string;
    readonly what: string;
}

/** The rows `| [title](page) | what |` below the headings of the groups. */
const entriesOf = ({path, text}: Document): Entry[] =>
    text.split(/^#+ /m).flatMap((section) => {
        const [group = '', ...lines] = section.split('\n');
        return GROUPS.includes(group.trim())
            ? [...lines.join('\n').matchAll(/^\| \[([^\]]+)\]\(([^)]+)\) \| (.+) \|$/gm)].map(
                  ([, title = '', target = '', what = '']) => ({
                      group: group.trim(),
                      page: normalize(join(dirname(path), target)),
                      title,
                      what,
                  }),
              )
            : [];
    });

const index = entriesOf(readDocument('docs/README.md'));
/** The two indexes are in no group. */
const pages = documents().filter(({path}) => !path.endsWith('README.md'));

describe('docs/README.md', () => {
    it('has the groups in which people look', () => {
        expect([...new Set(index.map(({group}) => group))]).toEqual(GROUPS);
    });

    it.each(pages)('has $path in exactly one group', ({path}) => {
        expect(index.filter(({page}) => page === path)).toHaveLength(1);
    });

    it('says the same as the README of the repository', () => {
        expect(entriesOf(readDocument('README.md'))).toEqual(index);
    });
});

describe('the length of the pages', () => {
    // The list of changes is the one page that nobody reads from the beginning to the end, and that every release makes longer.
    it.each(documents().filter(({path}) => path !== 'CHANGELOG.md'))(`$path: at most ${MOST_LINES} lines`, ({text}) => {
        expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(MOST_LINES);
    });
});

describe('the index by symptom', () => {
    const [, table = ''] = readDocument('docs/troubleshooting.md').text.split('\n## By symptom\n');
    const linked = [...table.matchAll(/^\| .+ \| .+ \| \[.+\]\((.+)#(.+)\) \|$/gm)].map(([, page]) => page);
    const causes = pages.filter(({path}) => /^docs\/troubleshooting_/.test(path));

    it('leads to every section of the pages about causes', () => {
        const sections = causes.map(({path, text}) => [path, [...text.matchAll(/^## /gm)].length] as const);
        for (const [path, count] of sections) {
            const rows = linked.filter((page) => join('docs', page ?? '') === path).length;
            expect(rows, path).toBeGreaterThanOrEqual(count);
        }
        expect(sections.length).toBeGreaterThan(3);
    });

    it.each([
        'Buttons do nothing',
        'No posts at all',
        'Posts stay CRITICAL',
        'Not confirmed',
        'A post without buttons',
    ])('says what people say: %s', (symptom) => {
        expect(table).toContain(`${symptom}*`);
    });
});
