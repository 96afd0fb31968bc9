import type {Language} from '../texts';
import {chartOf, type Span} from './chart';
import type {Curve} from './curve';
import {curveLabel} from './curve_label';
import {GLYPH} from './pixel_font';
import {type Colour, Raster} from './raster';

const WIDTH = 800;
const MARGIN = 12;
const SCALE = 2;
const LINE = GLYPH.height * SCALE + 4;
const CHART = 110;
const GAP = 14;
const ONE = 2 * LINE + CHART + GAP;
/** More are in openITCOCKPIT; the words beside the picture say how many. */
const MOST = 6;
const LETTERS = Math.floor((WIDTH - 2 * MARGIN) / (GLYPH.width * SCALE));

const COLOUR = {
    paper: [255, 255, 255],
    frame: [210, 214, 220],
    ink: [50, 54, 62],
    curve: [28, 88, 217],
    warning: [214, 150, 0],
    critical: [198, 40, 40],
} as const satisfies Record<string, Colour>;

/** All curves below each other, each under its words; light, because a file looks the same for everybody. */
export const curvePicture = (
    curves: readonly Curve[],
    span: Span,
    {language, formatTime}: {readonly language: Language; readonly formatTime: (unixSeconds: number) => string},
): Raster => {
    const shown = curves.slice(0, MOST);
    const raster = new Raster(WIDTH, 2 * MARGIN + shown.length * ONE, COLOUR.paper);
    for (const [index, curve] of shown.entries()) {
        const top = MARGIN + index * ONE;
        raster.text(MARGIN, top, shortened(curveLabel(curve, language)), SCALE, COLOUR.ink);
        draw(raster, top + LINE, curve, span);
        const below = top + LINE + CHART + 4;
        const until = formatTime(span.end);
        raster.text(MARGIN, below, formatTime(span.start), SCALE, COLOUR.ink);
        raster.text(WIDTH - MARGIN - [...until].length * GLYPH.width * SCALE, below, until, SCALE, COLOUR.ink);
    }
    return raster;
};

const shortened = (label: string): string => (label.length <= LETTERS ? label : `${label.slice(0, LETTERS - 3)}...`);

const draw = (raster: Raster, top: number, curve: Curve, span: Span): void => {
    const width = WIDTH - 2 * MARGIN;
    const {strokes, warning, critical} = chartOf(curve, span);
    const y = (height: number): number => Math.round(top + height * (CHART - 2));
    for (const edge of [top, top + CHART - 1]) {
        raster.fill(MARGIN, edge, width, 1, COLOUR.frame);
    }
    for (const height of warning) {
        raster.dashed(MARGIN, y(height), width, [4, 6], COLOUR.warning);
    }
    for (const height of critical) {
        raster.dashed(MARGIN, y(height), width, [12, 4], COLOUR.critical);
    }
    for (const stroke of strokes) {
        const places = stroke.map(([x, height]) => [MARGIN + x * (width - 2), y(height)] as const);
        for (const [index, place] of places.entries()) {
            raster.line(places[index - 1] ?? place, place, COLOUR.curve);
        }
    }
};
