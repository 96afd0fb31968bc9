import React, {useEffect, useMemo, useRef} from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import type {HostState} from '../store';
import {Composer} from './composer';
import {useRegistrations} from './host_context';
import {PostRow} from './post_row';

/** The centre: header, the channel's posts (oldest first, replies under their post) and the message box. */
export const ChannelView = () => {
    const {formatMessage} = useIntl();
    const {headerButtons} = useRegistrations();
    const channel = useSelector(({entities: {channels}}: HostState) => channels.channels[channels.currentChannelId]);
    const posts = useSelector(({entities}: HostState) => entities.posts.posts);
    const roots = useMemo(
        () =>
            Object.values(posts)
                .filter(({channel_id, root_id}) => channel_id === channel?.id && !(root_id in posts))
                .sort((a, b) => a.create_at - b.create_at),
        [posts, channel],
    );
    const end = useRef<HTMLDivElement>(null);
    // biome-ignore lint/correctness/useExhaustiveDependencies: a new post scrolls into view
    useEffect(() => {
        end.current?.scrollIntoView({block: 'end'});
    }, [roots.length]);
    if (!channel) return <main className="host-center" />;
    return (
        <main className="host-center" aria-label={formatMessage({id: 'host.channel'}, {channel: channel.display_name})}>
            <header>
                <h1>{channel.display_name}</h1>
                {[...headerButtons].map(([id, {icon, action}]) => (
                    <button key={id} type="button" className="host-header-button" onClick={() => action()}>
                        {icon}
                    </button>
                ))}
            </header>
            <div className="host-scroll">
                <ol
                    className="host-posts"
                    aria-label={formatMessage({id: 'host.messages'}, {channel: channel.display_name})}
                >
                    {roots.map((post) => (
                        <PostRow key={post.id} post={post} />
                    ))}
                </ol>
                <div ref={end} />
            </div>
            <Composer channel={channel} />
        </main>
    );
};
