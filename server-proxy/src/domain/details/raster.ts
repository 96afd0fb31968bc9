import {columnsOf, GLYPH, inAscii} from './pixel_font';

export type Colour = readonly [red: number, green: number, blue: number];

const CHANNELS = 4;
const OPAQUE = 255;

/** A picture in memory, four bytes a pixel: red, green, blue, opaque. What is drawn outside of it is left out. */
export class Raster {
    readonly data: Uint8Array;

    constructor(
        readonly width: number,
        readonly height: number,
        background: Colour,
    ) {
        this.data = new Uint8Array(width * height * CHANNELS);
        for (let at = 0; at < this.data.length; at += CHANNELS) {
            this.data.set([...background, OPAQUE], at);
        }
    }

    fill(x: number, y: number, width: number, height: number, colour: Colour): void {
        for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row += 1) {
            for (let column = Math.max(0, x); column < Math.min(this.width, x + width); column += 1) {
                this.data.set(colour, (row * this.width + column) * CHANNELS);
            }
        }
    }

    /** Two pixels thick. */
    line(from: readonly [number, number], to: readonly [number, number], colour: Colour): void {
        const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
        const steps = Math.max(1, Math.ceil(Math.max(Math.abs(dx), Math.abs(dy))));
        for (let step = 0; step <= steps; step += 1) {
            this.fill(
                Math.round(from[0] + (dx * step) / steps),
                Math.round(from[1] + (dy * step) / steps),
                2,
                2,
                colour,
            );
        }
    }

    /** @param dash pixels drawn, and then left out */
    dashed(x: number, y: number, width: number, [on, off]: readonly [number, number], colour: Colour): void {
        for (let at = x; at < x + width; at += on + off) {
            this.fill(at, y, Math.min(on, x + width - at), 2, colour);
        }
    }

    text(x: number, y: number, text: string, scale: number, colour: Colour): void {
        for (const [index, character] of [...inAscii(text)].entries()) {
            const left = x + index * GLYPH.width * scale;
            for (const [column, dots] of columnsOf(character).entries()) {
                for (let row = 0; row < GLYPH.height; row += 1) {
                    if ((dots >> row) & 1) {
                        this.fill(left + column * scale, y + row * scale, scale, scale, colour);
                    }
                }
            }
        }
    }
}
