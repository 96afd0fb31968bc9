import React, {type ReactNode} from 'react';

interface Props {
    /** From post props, which any user can write. */
    readonly url: string;
    readonly children: ReactNode;
}

/** A link for http(s) addresses; plain text for anything else, such as `javascript:` or an empty address. */
export const SafeLink = ({url, children}: Props) =>
    /^https?:\/\//i.test(url) ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
            {children}
        </a>
    ) : (
        children
    );
