import React, {type ReactNode} from 'react';

/** PostUtils.messageHtmlToComponent: takes output of `formatText`, which contains no HTML of the author. */
export const messageHtmlToComponent = (html: string): ReactNode => (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: formatText escapes everything foreign
    <div dangerouslySetInnerHTML={{__html: html}} />
);
