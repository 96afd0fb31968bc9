import React, {Component, type ReactNode} from 'react';
import {FormattedMessage} from 'react-intl';
import type {ClientPost} from '../types';
import {useHost, useRegistrations} from './host_context';
import {Markdown} from './markdown';

/** A plugin's exception must be visible without breaking the channel. */
class CrashGuard extends Component<{children: ReactNode}, {crashed: boolean}> {
    override state = {crashed: false};

    static getDerivedStateFromError(): {crashed: boolean} {
        return {crashed: true};
    }

    override render(): ReactNode {
        if (!this.state.crashed) return this.props.children;
        return (
            <p role="alert" className="host-error">
                <FormattedMessage id="host.crashed" />
            </p>
        );
    }
}

/** The plugin component for `props.type`, else for `type`; else Markdown, with the label of an edited message. */
export const PostMessage = ({post}: {post: ClientPost}) => {
    const {theme} = useHost();
    const {postTypes} = useRegistrations();
    const Plugin = postTypes.get(String(post.props.type ?? '')) ?? postTypes.get(post.type);
    return (
        <div className="post-message">
            {Plugin ? (
                <CrashGuard>
                    <Plugin post={post} compactDisplay={false} isRHS={false} theme={theme} />
                </CrashGuard>
            ) : (
                <>
                    {post.message !== '' && <Markdown text={post.message} />}
                    {post.edit_at > 0 && (
                        <span className="host-hint">
                            <FormattedMessage id="host.edited" />
                        </span>
                    )}
                </>
            )}
        </div>
    );
};
