import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {ActionBar} from './action_bar';
import {Markdown} from './markdown';
import {attachmentText} from './post_actions';

interface Props {
    readonly post: Post;
    /** Mattermost draws nothing below us, so the attachments' words and buttons are ours to show. */
    readonly alone: boolean;
}

/** A post of our type that this version does not understand (newer, older, forged): as close to an ordinary post as can be. */
export const FallbackPost = ({post, alone}: Props) => (
    <div className="oitc-fallback">
        <Markdown text={post.message} />
        {alone && <Markdown text={attachmentText(post)} />}
        {alone && <ActionBar post={post} />}
    </div>
);
