import React, {type ReactNode} from 'react';

interface Props {
    /** Comes from post props, which anybody can write. */
    readonly url: string;
    readonly children: ReactNode;
}

/** A link for http(s) addresses, plain text for everything else (`javascript:`, nothing at all). */
export const SafeLink = ({url, children}: Props) =>
    /^https?:\/\//i.test(url) ? (
        <a href={url} target="_blank" rel="noopener noreferrer">
            {children}
        </a>
    ) : (
        children
    );
