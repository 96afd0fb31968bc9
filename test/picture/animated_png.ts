import upng from 'upng-js';

/** One picture of an animation. */
export interface Frame {
    /** A PNG file; all frames of an animation have the same size. */
    readonly png: Uint8Array;
    /** How long it stays, in whole milliseconds. */
    readonly ms: number;
}

export interface Animation {
    /** In pixels. */
    readonly width: number;
    readonly height: number;
    /** How long each frame stays, in milliseconds; empty when the picture does not move. */
    readonly delays: readonly number[];
    /** How often it is shown; 0 = for ever, undefined when the picture does not move. */
    readonly plays: number | undefined;
}

interface Decoded {
    readonly width: number;
    readonly height: number;
    /** Four bytes a pixel: red, green, blue, alpha. */
    readonly pixels: ArrayBuffer;
    readonly ms: number;
}

/** Few colours would halve the file, and blur the letters. */
const ALL_COLOURS = 0;

/** The longest time that a frame can stay: the format has 16 bits for it. */
const LONGEST_MS = 65_535;

/** A copy, because a Buffer may share its memory with others. */
const decode = (file: Uint8Array): upng.Image => upng.decode(new Uint8Array(file).buffer);

const decodeFrame = ({png, ms}: Frame): Decoded => {
    const image = decode(png);
    return {width: image.width, height: image.height, pixels: upng.toRGBA8(image)[0] ?? new ArrayBuffer(0), ms};
};

const looksLike = (one: Decoded, other: Decoded): boolean =>
    Buffer.compare(new Uint8Array(one.pixels), new Uint8Array(other.pixels)) === 0;

/** Frames that look alike become one that stays as long as all of them: a frame costs bytes even where nothing changes. */
const joinAlike = (frames: readonly Decoded[]): readonly Decoded[] =>
    frames.reduce<Decoded[]>((joined, frame) => {
        const last = joined.at(-1);
        if (last && looksLike(last, frame)) {
            joined[joined.length - 1] = {...last, ms: last.ms + frame.ms};
        } else {
            joined.push(frame);
        }
        return joined;
    }, []);

/**
 * Makes one animated PNG that is shown for ever.
 * @throws Error when there is no frame, sizes differ, or one stays too long
 */
export const animatedPng = (frames: readonly Frame[]): Uint8Array => {
    const decoded = frames.map(decodeFrame);
    const [first] = decoded;
    if (!first) {
        throw new Error('An animation needs a frame.');
    }
    if (decoded.some(({width, height}) => width !== first.width || height !== first.height)) {
        throw new Error('All frames of an animation have the same size.');
    }
    const joined = joinAlike(decoded);
    if (joined.some(({ms}) => ms > LONGEST_MS)) {
        throw new Error(`A frame stays ${LONGEST_MS} ms at most.`);
    }
    const pixels = joined.map((frame) => frame.pixels);
    const delays = joined.map(({ms}) => ms);
    return new Uint8Array(upng.encode(pixels, first.width, first.height, ALL_COLOURS, delays));
};

/** What a PNG says about itself, animated or not. */
export const readAnimation = (file: Uint8Array): Animation => {
    const {width, height, frames, tabs} = decode(file);
    return {width, height, delays: frames.map(({delay}) => delay), plays: tabs.acTL?.num_plays};
};

/** The whole picture at each frame: four bytes a pixel, red, green, blue, alpha. */
export const pixelsOf = (file: Uint8Array): readonly Uint8Array[] =>
    upng.toRGBA8(decode(file)).map((frame) => new Uint8Array(frame));
