import React, {type ReactNode} from 'react';

/** PostUtils.messageHtmlToComponent: takes what `formatText` made, which holds no HTML of the writer. */
export const messageHtmlToComponent = (html: string): ReactNode => (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: formatText escapes everything foreign
    <div dangerouslySetInnerHTML={{__html: html}} />
);
