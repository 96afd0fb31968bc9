import React from 'react';
import {CHART_BOX, type Curves} from '#contract';

const {width, height} = CHART_BOX;

const Threshold = ({y, state}: {readonly y: number; readonly state: 'warning' | 'critical'}) => (
    <line className={`oitc-curve-${state} oitc-state--${state}`} x2={width} y1={y} y2={y} />
);

/** A curve with its thresholds; its label says the same in words. */
export const CurveChart = ({label, strokes, warning, critical}: Curves['curves'][number]) => (
    <figure className="oitc-curve">
        {strokes.length > 0 && (
            <svg role="img" aria-label={label} viewBox={`0 -2 ${width} ${height + 4}`} preserveAspectRatio="none">
                {warning.map((y) => (
                    <Threshold key={y} y={y} state="warning" />
                ))}
                {critical.map((y) => (
                    <Threshold key={y} y={y} state="critical" />
                ))}
                {strokes.map((points) => (
                    <polyline key={points} points={points} />
                ))}
            </svg>
        )}
        <figcaption aria-hidden={strokes.length > 0}>{label}</figcaption>
    </figure>
);
