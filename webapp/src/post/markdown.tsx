import React from 'react';
import {hostWindow} from '../types/host_window';

interface Props {
    readonly text: string;
}

/** Mattermost's own sanitised Markdown if the host provides it, otherwise plain text. */
export const Markdown = ({text}: Props) => {
    const utils = hostWindow().PostUtils;
    return utils ? (
        <div>{utils.messageHtmlToComponent(utils.formatText(text, {mentionHighlight: false}), {})}</div>
    ) : (
        <p className="oitc-plain">{text}</p>
    );
};
