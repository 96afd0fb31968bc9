import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {ActionBar} from './action_bar';
import {Markdown} from './markdown';
import {attachmentText} from './post_actions';

interface Props {
    readonly post: Post;
    /** Mattermost renders nothing below us, so we have to render the attachments' text and buttons. */
    readonly alone: boolean;
}

/** A post of our type that this version cannot parse (newer, older, forged), shown much like an ordinary post. */
export const FallbackPost = ({post, alone}: Props) => (
    <div className="oitc-fallback">
        <Markdown text={post.message} />
        {alone && <Markdown text={attachmentText(post)} />}
        {alone && <ActionBar post={post} />}
    </div>
);
