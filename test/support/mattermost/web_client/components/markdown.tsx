import React, {useMemo} from 'react';
import {formatText} from '../format_text';
import {messageHtmlToComponent} from '../message_html';

export const Markdown = ({text}: {text: string}) => {
    const content = useMemo(() => messageHtmlToComponent(formatText(text)), [text]);
    return <div className="markdown">{content}</div>;
};
