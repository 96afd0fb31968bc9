import React, {useState} from 'react';
import {useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import {client} from '../client';
import type {HostState} from '../store';
import type {Action, ClientPost, Option} from '../types';
import {useHost} from './host_context';

interface Props {
    readonly post: ClientPost;
    readonly actions: readonly Action[];
}

/** Native buttons and selects. A press stores its trigger id, without which the native dialog does not open. */
export const ActionRow = ({post, actions}: Props) => {
    const {store} = useHost().host;
    const [error, setError] = useState('');
    const [busy, setBusy] = useState('');
    if (actions.length === 0) return null;
    const press = async (action: Action, option: string): Promise<void> => {
        setError('');
        setBusy(action.id);
        try {
            const answer = await client.press(post.id, action.id, action.cookie ?? '', option);
            store.dispatch({type: 'RECEIVED_DIALOG_TRIGGER_ID', data: answer.trigger_id});
        } catch (failure) {
            setError(failure instanceof Error ? failure.message : String(failure));
        } finally {
            setBusy('');
        }
    };
    return (
        <>
            <div className="attachment-actions">
                {actions.map((action) =>
                    action.type === 'select' ? (
                        <ActionSelect key={action.id} action={action} onChoose={(value) => void press(action, value)} />
                    ) : (
                        <button
                            key={action.id}
                            type="button"
                            className={`host-button host-button--${action.style ?? 'default'}`}
                            disabled={action.disabled === true}
                            aria-busy={busy === action.id}
                            onClick={() => void press(action, '')}
                        >
                            {action.name}
                        </button>
                    ),
                )}
            </div>
            {error && (
                <div role="alert" className="host-error">
                    {error}
                </div>
            )}
        </>
    );
};

const ActionSelect = ({action, onChoose}: {action: Action; onChoose: (value: string) => void}) => {
    const {formatMessage} = useIntl();
    const options = useOptions(action.data_source ?? '', action.options ?? []);
    return (
        <select
            aria-label={action.name}
            defaultValue={action.default_option ?? ''}
            disabled={action.disabled === true}
            onChange={({target}) => onChoose(target.value)}
        >
            <option value="" disabled>
                {action.name || formatMessage({id: 'host.select'})}
            </option>
            {options.map(({text, value}) => (
                <option key={value} value={value}>
                    {text}
                </option>
            ))}
        </select>
    );
};

/** The options of a select, which may be the server's users or channels. */
export const useOptions = (source: string, own: readonly Option[]): readonly Option[] => {
    const {users, channels} = useSelector(({entities}: HostState) => entities);
    if (source === 'users') {
        return Object.values(users.profiles).map(({id, username}) => ({text: `@${username}`, value: id}));
    }
    if (source === 'channels') {
        return Object.values(channels.channels).map(({id, display_name}) => ({text: display_name, value: id}));
    }
    return own;
};
