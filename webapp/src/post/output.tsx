import React, {useState} from 'react';
import {FormattedMessage} from 'react-intl';

interface Props {
    /** Plain text. */
    readonly text: string;
}

/** As the style sheet cuts it. */
const SHOWN_LINES = 5;
/** What fits into so many lines of a card on a wide screen. */
const SHOWN_CHARACTERS = 400;

const isLong = (text: string): boolean =>
    text.length > SHOWN_CHARACTERS || text.trimEnd().split('\n').length > SHOWN_LINES;

/** What the check printed; the rest of a long one is folded away, from the eyes only. */
export const Output = ({text}: Props) => {
    const [open, setOpen] = useState(false);
    const long = isLong(text);
    return text === '' ? null : (
        <>
            <pre className={`oitc-output${long && !open ? ' oitc-output--folded' : ''}`}>
                <code>{text}</code>
            </pre>
            {long && (
                <button type="button" className="oitc-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
                    <FormattedMessage id={open ? 'openitcockpit.output.less' : 'openitcockpit.output.more'} />
                </button>
            )}
        </>
    );
};
