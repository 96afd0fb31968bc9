import {PNG} from 'pngjs';
import {describe, expect, test} from 'vitest';
import {pngOf} from '../../../../server-proxy/src/app/details/png';
import type {Curve, Point} from '../../../../server-proxy/src/domain/details/curve';
import {curvePicture} from '../../../../server-proxy/src/domain/details/curve_picture';
import {columnsOf, inAscii} from '../../../../server-proxy/src/domain/details/pixel_font';
import {Raster} from '../../../../server-proxy/src/domain/details/raster';

const SPAN = {start: 0, end: 3600};
const STYLE = {language: 'en', formatTime: () => '10:31'} as const;
const curve = (changes: Partial<Curve> = {}): Curve => ({
    name: 'rta',
    unit: 'ms',
    warning: [8],
    critical: [10],
    points: Array.from({length: 60}, (_, at): Point => [at * 60, at % 7]),
    ...changes,
});

const coloursIn = ({data}: Pick<Raster, 'data'>): ReadonlySet<string> => {
    const found = new Set<string>();
    for (let at = 0; at < data.length; at += 4) {
        found.add([data[at], data[at + 1], data[at + 2]].join());
    }
    return found;
};

describe('the picture of curves', () => {
    test('has paper, frame, ink, the curve and both thresholds', () => {
        const picture = curvePicture([curve()], SPAN, STYLE);
        expect([...coloursIn(picture)].toSorted()).toEqual(
            ['255,255,255', '210,214,220', '50,54,62', '28,88,217', '214,150,0', '198,40,40'].toSorted(),
        );
    });

    test('grows with the number of curves, up to six, and is not empty without any', () => {
        const height = (count: number): number =>
            curvePicture(
                Array.from({length: count}, () => curve()),
                SPAN,
                STYLE,
            ).height;
        expect([height(0), height(1), height(2), height(9)]).toEqual([24, 188, 352, 1008]);
    });

    test('a label that is too long, or is not in ASCII, and a curve without values do no harm', () => {
        const picture = curvePicture([curve({name: 'µs '.repeat(500)}), curve({points: []})], SPAN, {
            ...STYLE,
            formatTime: () => '24. Nov. 2026, 10:31:00 MEZ'.repeat(5),
        });
        expect([picture.width, picture.height]).toEqual([800, 352]);
    });

    test('is a PNG file that reads back as it was drawn', async () => {
        const raster = new Raster(40, 20, [255, 255, 255]);
        raster.text(-3, 2, 'Ab~', 2, [1, 2, 3]);
        const read = PNG.sync.read(Buffer.from(await pngOf(raster)));
        expect([read.width, read.height]).toEqual([40, 20]);
        expect(Buffer.from(read.data).equals(Buffer.from(raster.data))).toBe(true);
        expect(coloursIn(raster)).toEqual(new Set(['255,255,255', '1,2,3']));
    });

    test('every character of ASCII has dots of its own, and others become those that look like them', () => {
        const characters = Array.from({length: 95}, (_, at) => String.fromCharCode(at + 32));
        expect(characters.every((one) => columnsOf(one).length === 5)).toBe(true);
        expect(new Set(characters.map((one) => columnsOf(one).join())).size).toBe(95);
        expect(inAscii('Größe µs °C é 火')).toBe('Grosse us ?C e ?');
    });
});
