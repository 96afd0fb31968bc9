import React, {useState} from 'react';
import {useIntl} from 'react-intl';
import {useRegistrations} from './host_context';

/** What plugins have put into the menu of posts, if there is something for this one. */
export const PostMenu = ({postId}: {postId: string}) => {
    const {formatMessage} = useIntl();
    const {postMenu} = useRegistrations();
    const [isOpen, setOpen] = useState(false);
    const entries = [...postMenu].filter(([, {filter}]) => filter(postId));
    if (entries.length === 0) return null;
    return (
        <div className="host-post-menu">
            <button
                type="button"
                aria-label={formatMessage({id: 'host.post_menu'})}
                aria-expanded={isOpen}
                onClick={() => setOpen(!isOpen)}
            >
                ⋯
            </button>
            {isOpen && (
                <div role="menu">
                    {entries.map(([id, {text, action}]) => (
                        <button
                            key={id}
                            type="button"
                            role="menuitem"
                            onClick={() => {
                                setOpen(false);
                                action(postId);
                            }}
                        >
                            {text}
                        </button>
                    ))}
                </div>
            )}
        </div>
    );
};
