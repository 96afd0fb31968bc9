import React, {useState} from 'react';
import {CURVE_HOURS, type CurveHours} from '#contract';
import {CurveChart} from './curve_chart';
import {askCurves} from './details_client';
import {useAnswer} from './use_answer';
import {Waiting} from './waiting';

const DAY = 24;
const LENGTH = (hours: CurveHours): string => (hours > DAY ? `${hours / DAY} d` : `${hours} h`);

/** The performance data of a service, as far back as one chooses. */
export const CurveList = ({rowKey, version}: {readonly rowKey: string; readonly version: string}) => {
    const [hours, setHours] = useState<CurveHours>(CURVE_HOURS[0]);
    const {answer, ...waiting} = useAnswer(`${rowKey} ${version} ${hours}`, () => askCurves(rowKey, hours));
    return (
        <section>
            <h4>
                {answer?.title}{' '}
                {CURVE_HOURS.map((one) => (
                    <button
                        key={one}
                        type="button"
                        className="oitc-list-tab"
                        aria-pressed={one === hours}
                        onClick={() => setHours(one)}
                    >
                        {LENGTH(one)}
                    </button>
                ))}
            </h4>
            {answer ? (
                <>
                    {answer.curves.map((curve) => (
                        <CurveChart key={curve.label} {...curve} />
                    ))}
                    {answer.text !== '' && <p>{answer.text}</p>}
                    <p className="oitc-hint">{answer.from}</p>
                </>
            ) : (
                <Waiting {...waiting} />
            )}
        </section>
    );
};
