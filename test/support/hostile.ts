import {expect} from 'vitest';

/** Texts as somebody might call a host, a person or a comment. */
export const HOSTILE: readonly (readonly [what: string, text: string])[] = [
    ['mentions', '@all @channel @here look'],
    ['HTML', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['a link', '[click](http://evil.example) www.evil.example'],
    ['emphasis', '**bold** _it_ ~~no~~'],
    ['lines', 'a\r\nb\n# c\n---\n* d\n    e\u2028f'],
    ['right to left', 'gnp.\u202egpj\u2066x\u200b'],
    ['code', '`code` ```\nblock'],
    ['a table', '| a | b |'],
    ['an emoji', ':smile: \\'],
    ['length', 'x'.repeat(10_000)],
    ['a formula', "=cmd|' /C calc'!A0"],
];

const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

/** As many lines and as much Markdown as with a text that means no harm; nobody mentioned, nothing linked, nothing hidden. */
export const expectSameShape = (evil: string, plain: string, where: string): void => {
    const shapeOf = (text: string) => ({
        lines: text.split('\n').length,
        markdown: count(text, /(?<!\\)[*`~|<>[\]]/g),
        italics: count(text, /(?<![A-Za-z0-9\\])_|(?<!\\)_(?![A-Za-z0-9])/g),
    });
    expect(shapeOf(evil), where).toEqual(shapeOf(plain));
    expect(evil, where).not.toMatch(/@(?:all|channel|here)|:\/\/evil|www\.evil|:smile|[\u202e\u2066\u2028\r]/);
    expect(evil.length, where).toBeLessThan(16_383);
};
