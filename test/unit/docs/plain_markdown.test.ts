import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {documents} from '../../support/documents';
import {unportable} from '../../support/plain_markdown';

const manifest = JSON.parse(readFileSync(inRepository('plugin.json'), 'utf8')) as Readonly<Record<string, unknown>>;
const homes = ['homepage_url', 'support_url', 'release_notes_url']
    .map((key) => manifest[key])
    .filter((address): address is string => typeof address === 'string');

describe('the pages of the documentation', () => {
    it.each(documents())('$path: is plain Markdown, which every forge shows', ({text}) => {
        expect(unportable(text, homes)).toEqual([]);
    });
});

describe('what not every forge shows', () => {
    it.each([
        ['one <br> line', 'HTML: <br>'],
        ['<details>\n\nmore\n\n</details>', 'HTML: <details>'],
        ['<img src="a.png" width="9" alt="a">', 'HTML: <img src="a.png" width="9" alt="a">'],
        ['a &nbsp; b', 'a character reference: &nbsp;'],
        ['> [!NOTE]\n> Look.', 'an alert in a quotation: > [!NOTE]'],
        ['It works :tada:', 'an emoji by its name: :tada:'],
        ['said somewhere[^1]', 'a footnote: [^1]'],
        ['as in #17', 'a reference to an issue or a commit: #17'],
        ['![](a.png)', 'a picture without words for those who do not see it: ![](a.png)'],
        ['![Tests](https://badges.example/a.svg)', 'a picture from elsewhere: ![Tests](https://badges.example/a.svg)'],
        [
            '[here](https://forge.example/us/it/blob/main/a.md)',
            'a page of a forge: https://forge.example/us/it/blob/main/a.md',
        ],
        ['[home](https://home.example/it)', 'a link that leaves the copy: https://home.example/it'],
    ])('is found: %s', (text, found) => {
        expect(unportable(text, ['https://home.example/it'])).toContain(found);
    });

    it.each([
        'Press `<Enter>` or ``a ` <b>``.',
        '```html\n<details>\n```',
        '<!-- figures: a command -->',
        '[another page](https://home.example/other)',
        '![What it shows](docs/images/loop.png) and [a page](a.md#17)',
        'Tom & Jerry; 3 < 4 > 2; at 10:30:00',
    ])('is none of it: %s', (text) => {
        expect(unportable(text, ['https://home.example/it'])).toEqual([]);
    });
});
