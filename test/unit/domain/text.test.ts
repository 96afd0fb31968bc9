import {describe, expect, it} from 'vitest';
import {codeBlock, commandText, cut, link, neutralize, oneLine, plainText} from '../../../server-proxy/src/domain/text';

describe('plainText', () => {
    it('removes control characters, bidi overrides and lone surrogates, and keeps lines', () => {
        expect(plainText('a\u0000b\u001bc\u202ed\r\ne\ud800f', 100)).toBe('abcd\ne\ufffdf');
    });

    it('cuts visibly and never through a character', () => {
        expect(cut('abcdef', 4)).toBe('abc…');
        expect(cut('ab😀😀', 4)).toBe('ab…');
        expect(cut('😀abcdef', 5)).toBe('😀ab…');
        expect(cut('abcd', 4)).toBe('abcd');
        expect(plainText('x'.repeat(1_000_000), 10)).toBe('xxxxxxxxx…');
    });

    it('knows half a character from a whole one', () => {
        expect(plainText('\udc00a\udc00 😀 \ud800', 100)).toBe('\ufffda\ufffd 😀 \ufffd');
    });

    it('takes every end of a line for one', () => {
        expect(plainText('a\rb\r\nc\nd', 100)).toBe('a\nb\nc\nd');
    });

    it('does not look further than eight times what it keeps', () => {
        expect(plainText(`${' '.repeat(80)}x`, 10)).toBe('');
    });

    it('oneLine folds every white space', () => {
        expect(oneLine(' a\n\n\tb ', 10)).toBe('a b');
    });
});

describe('neutralize', () => {
    it.each([
        ['rta nan, lost 100 %', 'rta nan, lost 100 %'],
        ['Disk /var is 97% full (12.5 GB)', 'Disk /var is 97% full (12.5 GB)'],
        ['eth0_in is up, 12:30:00', 'eth0_in is up, 12:30:00'],
    ])('leaves ordinary output readable: %s', (given, wanted) => {
        expect(neutralize(given)).toBe(wanted);
    });

    it.each(['@channel', '@all', '@here', '@alice'])('mentions nobody: %s', (mention) => {
        expect(neutralize(`x ${mention}`)).not.toContain(mention);
    });

    it.each([
        ['**bold**', '\\*\\*bold\\*\\*'],
        ['_it_', '\\_it\\_'],
        ['`code`', '\\`code\\`'],
        ['[a](b)', '\\[a\\](b)'],
        ['~town-square', '\\~town-square'],
        ['# head', '\\# head'],
        ['<b>', '\\<b\\>'],
        ['a #b C#', 'a \\#b C#'],
        ['- a', '\\- a'],
        ['a\n+ b\n! c\n-1', 'a\n\\+ b\n\\! c\n-1'],
        ['| a | b |', '\\| a \\| b \\|'],
    ])('escapes Markdown: %s', (given, wanted) => {
        expect(neutralize(given)).toBe(wanted);
    });

    it('breaks links and emojis', () => {
        expect(neutralize('https://evil.example www.evil.example :smile:')).toBe(
            'https:\u200b//evil.example www\u200b.evil.example :\u200bsmile:',
        );
    });
});

describe('codeBlock', () => {
    it('cannot be left and mentions nobody', () => {
        expect(codeBlock('```\n@channel')).toBe('```\n`\u200b`\u200b`\n@\u200bchannel\n```');
    });
});

describe('link', () => {
    it('keeps text and address apart', () => {
        expect(link('a](http://evil)', 'https://x.example/a b)')).toBe(
            '[a\\](http:\u200b//evil)](https://x.example/a%20b%29)',
        );
        expect(link('web01', '')).toBe('web01');
    });
});

describe('commandText', () => {
    it('replaces what a shell or the core could take for syntax, readably', () => {
        expect(commandText(`it's "5" > 3; $(id) \`id\` & a|b \\ <x>`, 200)).toBe(
            'it’s ”5” ＞ 3； ＄(id) ˋidˋ ＆ a｜b ＼ ＜x＞',
        );
    });

    it('is one line and bounded', () => {
        expect(commandText('a\r\nb\u0000c', 10)).toBe('a bc');
        expect(commandText('x'.repeat(2000), 1000)).toHaveLength(1000);
    });

    it('leaves none of the dangerous characters in any text', () => {
        for (let code = 0; code < 0x3000; code += 1) {
            expect(commandText(`a${String.fromCharCode(code)}b`, 10)).not.toMatch(/[`$"'\\;&|<>\n\r\0]/);
        }
    });
});
