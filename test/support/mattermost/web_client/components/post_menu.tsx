import React, {useRef} from 'react';
import {useIntl} from 'react-intl';
import {useRegistrations} from './host_context';

/** What plugins have put into the menu of posts, if there is something for this one. */
export const PostMenu = ({postId}: {postId: string}) => {
    const {formatMessage} = useIntl();
    const {postMenu} = useRegistrations();
    const menu = useRef<HTMLDetailsElement>(null);
    const entries = [...postMenu].filter(([, {filter}]) => filter(postId));
    if (entries.length === 0) return null;
    return (
        <details ref={menu} className="host-post-menu">
            <summary aria-label={formatMessage({id: 'host.post_menu'})}>⋯</summary>
            <div>
                {entries.map(([id, {text, action}]) => (
                    <button
                        key={id}
                        type="button"
                        onClick={() => {
                            menu.current?.removeAttribute('open');
                            action(postId);
                        }}
                    >
                        {text}
                    </button>
                ))}
            </div>
        </details>
    );
};
