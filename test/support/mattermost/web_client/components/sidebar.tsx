import React from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import {addressOf} from '../start_data';
import type {HostState} from '../store';

/** Team, channels and direct messages. They are plain links, because the page reloads for each. */
export const Sidebar = () => {
    const {formatMessage} = useIntl();
    const {teams, channels, posts} = useSelector(({entities}: HostState) => entities);
    const team = teams.teams[teams.currentTeamId];
    return (
        <nav className="host-sidebar" aria-label={formatMessage({id: 'host.channels'})}>
            <header>{team?.display_name}</header>
            <ul>
                {Object.values(channels.channels).map((channel) => (
                    <li key={channel.id}>
                        <a
                            href={`/${team?.name}/${addressOf(channel)}${location.search}`}
                            aria-current={channel.id === channels.currentChannelId ? 'page' : undefined}
                            // Of the others, only what came meanwhile is known.
                            className={channel.id in posts.postsInChannel ? 'host-unread' : undefined}
                        >
                            <span aria-hidden="true">{channel.type === 'D' ? '@' : '#'}</span> {channel.display_name}
                        </a>
                    </li>
                ))}
            </ul>
        </nav>
    );
};
