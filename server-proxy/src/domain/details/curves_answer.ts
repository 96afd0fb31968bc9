import {CHART_BOX, type Curves, LIMIT, MOST_DETAILS} from '#contract';
import {cut} from '../text';
import {type Language, textsOf} from '../texts';
import {chartOf, type Span} from './chart';
import {type Curve, thinOut} from './curve';
import {curveLabel} from './curve_label';

/** A picture is no wider than so many pixels. */
const MOST_POINTS = 240;

/** Curves with what they show in words, few enough to draw. */
export const curvesAnswer = (found: readonly Curve[], span: Span, language: Language): Curves => {
    const words = textsOf(language).details;
    const more = found.length - MOST_DETAILS;
    return {
        title: words.graph,
        from: words.fromGraph,
        text: found.length === 0 ? words.noCurves : more > 0 ? words.more(more) : '',
        curves: found.slice(0, MOST_DETAILS).map((curve) => ({
            label: cut(curveLabel(curve, language), LIMIT.message),
            ...drawn(curve, span),
        })),
    };
};

const drawn = (curve: Curve, span: Span): Pick<Curves['curves'][number], 'warning' | 'critical' | 'strokes'> => {
    const {strokes, warning, critical} = chartOf({...curve, points: thinOut(curve.points, MOST_POINTS)}, span);
    const y = (height: number): number => rounded(height * CHART_BOX.height);
    return {
        warning: warning.map(y),
        critical: critical.map(y),
        strokes: strokes.map((stroke) =>
            stroke.map(([x, height]) => `${rounded(x * CHART_BOX.width)},${y(height)}`).join(' '),
        ),
    };
};

const rounded = (pixels: number): number => Math.round(pixels * 10) / 10;
