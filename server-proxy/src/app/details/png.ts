import type {Raster} from '../../domain/details/raster';

/** The picture as a PNG file; compressed aside, so that nothing else has to wait. */
export const pngOf = async ({width, height, data}: Raster): Promise<Uint8Array> => {
    // On demand: few ever ask for a picture.
    const {PNG} = await import('pngjs');
    const png = new PNG({width, height, colorType: 2});
    png.data.set(data);
    const pieces: Uint8Array[] = [];
    await new Promise<void>((resolve, reject) => {
        png.pack()
            .on('data', (piece: Uint8Array) => pieces.push(piece))
            .once('end', resolve)
            .once('error', reject);
    });
    return joined(pieces);
};

const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
    const whole = new Uint8Array(pieces.reduce((size, {length}) => size + length, 0));
    let at = 0;
    for (const piece of pieces) {
        whole.set(piece, at);
        at += piece.length;
    }
    return whole;
};
