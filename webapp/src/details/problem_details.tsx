import React from 'react';
import type {Details} from '#contract';
import {CurveList} from './curve_list';
import {askDetails} from './details_client';
import {DETAILS_CSS} from './details_css';
import {useAnswer} from './use_answer';
import {Waiting} from './waiting';

export interface DetailsProps {
    readonly rowKey: string;
    /** Another one as soon as the row says something else. */
    readonly version: string;
    /** Hosts have no performance data. */
    readonly hasCurves: boolean;
}

const PartView = ({title, from, text, lines, output, missing}: Details['parts'][number]) => (
    <section>
        <h4>{title}</h4>
        {text !== '' && <p className={missing ? 'oitc-failure' : undefined}>{text}</p>}
        {output !== undefined && <p className="oitc-plain">{output}</p>}
        {lines.length > 0 && (
            <ul>
                {lines.map((line, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: the same line may be there twice
                    <li key={index}>{line}</li>
                ))}
            </ul>
        )}
        <p className="oitc-hint">{from}</p>
    </section>
);

/** What openITCOCKPIT tells of the current row, each part by itself. */
export const ProblemDetails = ({rowKey, version, hasCurves}: DetailsProps) => {
    const {answer, ...waiting} = useAnswer(`${rowKey} ${version}`, () => askDetails(rowKey));
    return (
        <div className="oitc-details">
            <style>{DETAILS_CSS}</style>
            {hasCurves && <CurveList rowKey={rowKey} version={version} />}
            {answer ? (
                <>
                    {answer.parts.map((part) => (
                        <PartView key={part.id} {...part} />
                    ))}
                    <p className="oitc-hint">{answer.note}</p>
                </>
            ) : (
                <Waiting {...waiting} />
            )}
        </div>
    );
};
