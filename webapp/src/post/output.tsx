import React from 'react';

interface Props {
    /** Plain text. */
    readonly text: string;
}

/** What the check printed. */
export const Output = ({text}: Props) =>
    text === '' ? null : (
        <pre className="oitc-output">
            <code>{text}</code>
        </pre>
    );
