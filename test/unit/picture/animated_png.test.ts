import upng from 'upng-js';
import {describe, expect, it} from 'vitest';
import {animatedPng, pixelsOf, readAnimation} from '../../picture/animated_png';

/** Not smaller: upng-js reserves room by the number of pixels, and in a few the heads of the frames have none. */
const SIDE = 16;

/** A square of one colour, with a dot of another at a place. */
const square = (colour: number, dotAt = 0): Uint8Array => {
    const pixels = new Uint32Array(SIDE * SIDE).fill(colour);
    pixels[dotAt] = 0xff_00_00_ff;
    return new Uint8Array(pixels.buffer);
};
const pngOf = (pixels: Uint8Array, width = SIDE): Uint8Array =>
    new Uint8Array(upng.encode([new Uint8Array(pixels).buffer], width, pixels.length / 4 / width, 0));

const WHITE = 0xff_ff_ff_ff;
const GREY = 0xff_80_80_80;

describe('an animated PNG', () => {
    it('has every frame as it was, for as long as was said, and goes on for ever', () => {
        const pictures = [square(WHITE), square(WHITE, 40), square(GREY, 40), square(WHITE), square(WHITE, 7)];
        const file = animatedPng(pictures.map((pixels, index) => ({png: pngOf(pixels), ms: 40 * (index + 1)})));
        expect(readAnimation(file)).toEqual({
            width: SIDE,
            height: SIDE,
            delays: [40, 80, 120, 160, 200],
            plays: 0,
        });
        expect(pixelsOf(file)).toEqual(pictures);
    });

    it('keeps every colour of frames that have many', () => {
        const many = (salt: number): Uint8Array =>
            new Uint8Array(
                Uint32Array.from({length: 4 * SIDE * SIDE}, (_none, index) => 0xff_00_00_00 + index * 977 + salt)
                    .buffer,
            );
        const pictures = [many(0), many(5), many(0)];
        const file = animatedPng(pictures.map((pixels) => ({png: pngOf(pixels, 2 * SIDE), ms: 40})));
        expect(pixelsOf(file)).toEqual(pictures);
    });

    it('makes one frame of those that look alike', () => {
        const [one, other] = [pngOf(square(WHITE)), pngOf(square(GREY))];
        const file = animatedPng([
            {png: one, ms: 40},
            {png: one, ms: 60},
            {png: other, ms: 40},
        ]);
        expect(readAnimation(file).delays).toEqual([100, 40]);
    });

    it.each([
        ['no frame', [], /needs a frame/],
        [
            'frames of two sizes',
            [
                {png: pngOf(square(WHITE)), ms: 40},
                {png: pngOf(square(WHITE), 8), ms: 40},
            ],
            /the same size/,
        ],
        ['a frame that stays too long', [{png: pngOf(square(WHITE)), ms: 65_536}], /65535 ms at most/],
    ])('refuses %s', (_what, frames, why) => {
        expect(() => animatedPng(frames)).toThrow(why);
    });
});
