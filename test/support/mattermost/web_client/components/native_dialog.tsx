import React, {type FormEvent, type KeyboardEvent, useEffect, useRef, useState} from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import {useSelector} from 'react-redux';
import {client} from '../client';
import type {HostState} from '../store';
import type {DialogElement, DialogRequest} from '../types';
import {DialogField} from './dialog_field';
import {useHost} from './host_context';
import {Markdown} from './markdown';

type Values = Readonly<Record<string, string | boolean>>;

/** Shows the newest dialog, but only if its trigger id is the one a native press stored. */
export const NativeDialog = () => {
    const {store} = useHost().host;
    const {dialog, dialogTriggerId} = useSelector(({entities}: HostState) => entities.integrations);
    if (!dialog || dialog.trigger_id !== dialogTriggerId) return null;
    const close = (): void => {
        store.dispatch({type: 'RECEIVED_DIALOG', data: undefined});
    };
    return <Dialog key={dialog.trigger_id} request={dialog} onClose={close} />;
};

const startValue = ({type, default: value}: DialogElement): string | boolean =>
    type === 'bool' ? value.toLowerCase() === 'true' : value;

const Dialog = ({request, onClose}: {request: DialogRequest; onClose: () => void}) => {
    const intl = useIntl();
    const {dialog} = request;
    const elements = dialog.elements ?? [];
    const [values, setValues] = useState<Values>(() =>
        Object.fromEntries(elements.map((element) => [element.name, startValue(element)])),
    );
    const {errors, error, busy, submit, cancel} = useSubmit(request, onClose);
    const box = useRef<HTMLFormElement>(null);
    useEffect(() => {
        box.current?.querySelector<HTMLElement>('input, textarea, select')?.focus();
    }, []);
    const onSubmit = (event: FormEvent): void => {
        event.preventDefault();
        void submit(values);
    };
    const onKeyDown = (event: KeyboardEvent): void => {
        if (event.key === 'Escape') void cancel();
    };
    return (
        <div className="host-backdrop">
            <form
                ref={box}
                role="dialog"
                aria-modal="true"
                aria-labelledby="host-dialog-title"
                className="host-dialog"
                noValidate={true}
                onSubmit={onSubmit}
                onKeyDown={onKeyDown}
            >
                <header>
                    <h2 id="host-dialog-title">{dialog.title}</h2>
                    <button
                        type="button"
                        className="host-close"
                        aria-label={intl.formatMessage({id: 'host.close'})}
                        onClick={() => void cancel()}
                    >
                        ×
                    </button>
                </header>
                {dialog.introduction_text && <Markdown text={dialog.introduction_text} />}
                {elements.map((element) => (
                    <DialogField
                        key={element.name}
                        element={element}
                        value={values[element.name] ?? ''}
                        error={errors[element.name]}
                        onChange={(value) => setValues((current) => ({...current, [element.name]: value}))}
                    />
                ))}
                {error && (
                    <div role="alert" className="host-error">
                        {error}
                    </div>
                )}
                <footer>
                    <button type="button" className="host-button" onClick={() => void cancel()}>
                        <FormattedMessage id="host.cancel" />
                    </button>
                    <button type="submit" className="host-button host-button--primary" disabled={busy}>
                        {busy ? (
                            <FormattedMessage id="host.submitting" />
                        ) : (
                            dialog.submit_label || <FormattedMessage id="host.submit" />
                        )}
                    </button>
                </footer>
            </form>
        </div>
    );
};

const useSubmit = (request: DialogRequest, onClose: () => void) => {
    const intl = useIntl();
    const {dialog, url} = request;
    const {channels, teams, users} = useSelector(({entities}: HostState) => entities);
    const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
    const [error, setError] = useState('');
    const [busy, setBusy] = useState(false);
    const send = (submission: Values, cancelled: boolean) =>
        client.submitDialog({
            url,
            callback_id: dialog.callback_id,
            state: dialog.state,
            user_id: users.currentUserId,
            channel_id: channels.currentChannelId,
            team_id: teams.currentTeamId,
            submission,
            cancelled,
        });
    const missing = (values: Values): Record<string, string> =>
        Object.fromEntries(
            (dialog.elements ?? []).flatMap((element) => {
                const problem = problemOf(element, values[element.name]);
                return problem
                    ? [[element.name, intl.formatMessage({id: problem}, {minimum: element.min_length})]]
                    : [];
            }),
        );
    const submit = async (values: Values): Promise<void> => {
        const problems = missing(values);
        setErrors(problems);
        setError('');
        if (Object.keys(problems).length > 0) return;
        setBusy(true);
        try {
            const answer = await send(values, false);
            setErrors(answer.errors ?? {});
            setError(answer.error ?? '');
            if (!answer.error && Object.keys(answer.errors ?? {}).length === 0) onClose();
        } catch {
            setError(intl.formatMessage({id: 'host.dialog_failed'}));
        } finally {
            setBusy(false);
        }
    };
    const cancel = async (): Promise<void> => {
        onClose();
        if (dialog.notify_on_cancel) await send({}, true);
    };
    return {errors, error, busy, submit, cancel};
};

/** The real client checks presence and minimum length before it sends anything. */
const problemOf = (element: DialogElement, value: string | boolean | undefined): string | undefined => {
    if (typeof value === 'boolean') return undefined;
    const text = value ?? '';
    if (text === '') return element.optional ? undefined : 'host.required';
    return text.length < element.min_length ? 'host.too_short' : undefined;
};
