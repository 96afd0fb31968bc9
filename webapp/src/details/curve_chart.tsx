import React from 'react';
import {type Curves, chartOf} from '#contract';

const WIDTH = 300;
const HEIGHT = 56;

interface Props {
    readonly span: Pick<Curves, 'start' | 'end'>;
    readonly curve: Curves['curves'][number];
}

const Threshold = ({at, state}: {readonly at: number; readonly state: 'warning' | 'critical'}) => (
    <line className={`oitc-curve-${state} oitc-state--${state}`} x2={WIDTH} y1={at * HEIGHT} y2={at * HEIGHT} />
);

/** A curve with its thresholds; its label says the same in words. */
export const CurveChart = ({span, curve}: Props) => {
    const {strokes, warning, critical} = chartOf({...span, ...curve});
    return (
        <figure className="oitc-curve">
            {strokes.length > 0 && (
                <svg
                    role="img"
                    aria-label={curve.label}
                    viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
                    preserveAspectRatio="none"
                >
                    {warning.map((at) => (
                        <Threshold key={at} at={at} state="warning" />
                    ))}
                    {critical.map((at) => (
                        <Threshold key={at} at={at} state="critical" />
                    ))}
                    {strokes.map((stroke) => (
                        <polyline
                            key={stroke[0]?.[0]}
                            points={stroke
                                .map(([x, y]) => `${(x * WIDTH).toFixed(1)},${(y * HEIGHT).toFixed(1)}`)
                                .join(' ')}
                        />
                    ))}
                </svg>
            )}
            <figcaption aria-hidden={strokes.length > 0}>{curve.label}</figcaption>
        </figure>
    );
};
