import React, {type KeyboardEvent, useState} from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import {client} from '../client';
import type {HostState} from '../store';
import type {ChannelInfo} from '../types';
import {useHost} from './host_context';

/** Sends a message, or has the server execute a slash command, whose dialog opens by its trigger id. */
const useSending = (channel: ChannelInfo) => {
    const {store} = useHost().host;
    const teamId = useSelector(({entities}: HostState) => entities.teams.currentTeamId);
    const [error, setError] = useState('');
    const send = async (text: string): Promise<void> => {
        setError('');
        try {
            if (text.startsWith('/')) {
                const answer = await client.command(channel.id, teamId, text);
                store.dispatch({type: 'RECEIVED_DIALOG_TRIGGER_ID', data: answer.trigger_id});
            } else {
                await client.createPost(channel.id, text);
            }
        } catch (failure) {
            setError(failure instanceof Error ? failure.message : String(failure));
        }
    };
    return {error, send};
};

/** Enter sends, Shift+Enter breaks the line. */
export const Composer = ({channel}: {channel: ChannelInfo}) => {
    const {formatMessage} = useIntl();
    const [text, setText] = useState('');
    const {error, send} = useSending(channel);
    const submit = (): void => {
        if (text.trim() === '') return;
        setText('');
        void send(text);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        if (event.key !== 'Enter' || event.shiftKey) return;
        event.preventDefault();
        submit();
    };
    const label = formatMessage({id: 'host.write'}, {channel: channel.display_name});
    return (
        <form
            className="host-composer"
            onSubmit={(event) => {
                event.preventDefault();
                submit();
            }}
        >
            {error && (
                <div role="alert" className="host-error">
                    {error}
                </div>
            )}
            <textarea
                aria-label={label}
                placeholder={label}
                rows={1}
                value={text}
                onChange={({target}) => setText(target.value)}
                onKeyDown={onKeyDown}
            />
            <button type="submit">{formatMessage({id: 'host.send'})}</button>
        </form>
    );
};
