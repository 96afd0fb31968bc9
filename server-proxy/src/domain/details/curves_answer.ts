import {type Curves, LIMIT, MOST_DETAILS, MOST_POINTS} from '#contract';
import {cut} from '../text';
import {type Language, textsOf} from '../texts';
import {type Curve, thinOut} from './curve';
import {curveLabel} from './curve_label';

/** Curves with what they show in words, few enough to draw. @param span Unix seconds */
export const curvesAnswer = (
    found: readonly Curve[],
    span: {readonly start: number; readonly end: number},
    language: Language,
): Curves => {
    const words = textsOf(language).details;
    const more = found.length - MOST_DETAILS;
    return {
        title: words.graph,
        from: words.fromGraph,
        ...span,
        text: found.length === 0 ? words.noCurves : more > 0 ? words.more(more) : '',
        curves: found.slice(0, MOST_DETAILS).map((curve) => {
            const points = thinOut(curve.points, MOST_POINTS);
            return {
                label: cut(curveLabel(curve, language), LIMIT.message),
                warning: [...curve.warning],
                critical: [...curve.critical],
                times: points.map(([at]) => at),
                values: points.map(([, value]) => value),
            };
        }),
    };
};
