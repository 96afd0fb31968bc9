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

/** What nobody sees although it is no white space: Unicode's list of ignorable characters, and blanks beyond it. */
const everyInvisible = (): string[] => {
    const blanks = [0x2800, 0xfff9, 0xfffa, 0xfffb, 0x13441, 0x13442, 0x16fe4, 0x1d159];
    const found = blanks.map((code) => String.fromCodePoint(code));
    for (let code = 0; code <= 0x10ffff; code += 1) {
        const character = String.fromCodePoint(code);
        if (/\p{Default_Ignorable_Code_Point}|\p{Bidi_Control}|\p{Variation_Selector}/u.test(character)) {
            found.push(character);
        }
    }
    return found;
};

describe('invisible characters', () => {
    it.each([
        ['zero-width space, joiner and non-joiner', '\u200b\u200c\u200d'],
        ['zero-width no-break space, word joiner', '\ufeff\u2060'],
        ['marks, overrides and isolates of the direction', '\u200e\u200f\u061c\u202a\u202e\u2066\u2069'],
        ['soft hyphens and combining joiners', '\u00ad\u034f'],
        ['tag characters', '\u{e0001}\u{e0041}\u{e007f}'],
        ['variation selectors', '\ufe00\ufe0f\u{e0100}\u{e01ef}\u180b'],
        ['Hangul fillers', '\u115f\u1160\u3164\uffa0'],
        ['Braille blanks', '\u2800\u2800\u2800'],
        ['invisible operators', '\u2061\u2062\u2063\u2064'],
        ['a mixture with white space', '\u00a0\u3000\u200b\u2028\u2029\u2800 \u180e\t\n'],
    ])('are no comment: %s', (_what, comment) => {
        expect(commandText(comment, 100)).toBe('');
        expect(oneLine(comment, 100)).toBe('');
        expect(plainText(comment, 100)).toBe('');
    });

    it('are taken out from between letters, every one of them', () => {
        const all = everyInvisible();
        expect(all.length).toBeGreaterThan(4000);
        expect(all.filter((character) => plainText(`a${character}b`, 100) !== 'ab')).toEqual([]);
    });

    it.each(['👩‍💻 on it', '❤️', '1️⃣ first', '👨🏽‍🚒', '🏳️‍🌈', '葛\u{e0100}飾'])(
        'stay where they shape what is seen: %s',
        (text) => {
            expect(plainText(text, 100)).toBe(text);
        },
    );

    it('that shape nothing are taken out beside those that do', () => {
        expect(plainText('❤\ufe0f\ufe0f\u200d', 100)).toBe('❤\ufe0f');
        expect(plainText('x\ufe0f\u200d👩', 100)).toBe('x👩');
        expect(plainText('葛\u{e0100}\u{e0101}', 100)).toBe('葛\u{e0100}');
    });

    it('change nothing a second time, so that a comment is found again as it was sent', () => {
        const parts = ['a', '❤', '\ufe0f', '\u200d', '👩', '\u200b', '🏽', '葛', '\u{e0100}', ' '];
        for (let seed = 0; seed < 20_000; seed += 1) {
            const text = Array.from({length: 6}, (_, at) => parts[Math.floor(seed / 10 ** at + at * 7) % 10]).join('');
            const once = commandText(text, 8);
            expect(commandText(once, 8)).toBe(once);
        }
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
