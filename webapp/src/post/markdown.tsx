import React from 'react';
import {hostWindow} from '../types/host_window';

interface Props {
    readonly text: string;
}

/** Mattermost's own, sanitized Markdown where the host offers it; the bare text otherwise. */
export const Markdown = ({text}: Props) => {
    const utils = hostWindow().PostUtils;
    return utils ? (
        <div>{utils.messageHtmlToComponent(utils.formatText(text, {mentionHighlight: false}), {})}</div>
    ) : (
        <p className="oitc-plain">{text}</p>
    );
};
