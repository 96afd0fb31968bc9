import React, {type KeyboardEvent, useState} from 'react';
import {useIntl} from 'react-intl';
import {client} from '../client';
import type {ChannelInfo} from '../types';

/** Enter sends, Shift+Enter breaks the line. */
export const Composer = ({channel}: {channel: ChannelInfo}) => {
    const {formatMessage} = useIntl();
    const [text, setText] = useState('');
    const send = (): void => {
        if (text.trim() === '') return;
        setText('');
        void client.createPost(channel.id, text);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        if (event.key !== 'Enter' || event.shiftKey) return;
        event.preventDefault();
        send();
    };
    const label = formatMessage({id: 'host.write'}, {channel: channel.display_name});
    return (
        <form
            className="host-composer"
            onSubmit={(event) => {
                event.preventDefault();
                send();
            }}
        >
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
