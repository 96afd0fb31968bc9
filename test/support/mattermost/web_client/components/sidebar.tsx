import React from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import type {HostState} from '../store';

/** Team and channels. Channels are plain links, because the page reloads for each. */
export const Sidebar = () => {
    const {formatMessage} = useIntl();
    const {teams, channels} = useSelector(({entities}: HostState) => entities);
    const team = teams.teams[teams.currentTeamId];
    const shown = Object.values(channels.channels).filter(({type}) => type !== 'D');
    return (
        <nav className="host-sidebar" aria-label={formatMessage({id: 'host.channels'})}>
            <header>{team?.display_name}</header>
            <ul>
                {shown.map((channel) => (
                    <li key={channel.id}>
                        <a
                            href={`/${team?.name}/channels/${channel.name}${location.search}`}
                            aria-current={channel.id === channels.currentChannelId ? 'page' : undefined}
                        >
                            <span aria-hidden="true">#</span> {channel.display_name}
                        </a>
                    </li>
                ))}
            </ul>
        </nav>
    );
};
