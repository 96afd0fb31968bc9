import React, {type FormEvent, useEffect, useRef, useState} from 'react';
import {FormattedMessage} from 'react-intl';
import {LIMIT, type PanelAction, type PanelOutcome} from '#contract';
import {RequestError} from '../client';
import {Spinner} from '../post/spinner';
import {beginAction} from './panel_client';
import type {RowAction} from './press_row';
import {DO_TEXT} from './text_ids';

const MINUTES = [30, 60, 120, 240, 480, 1440] as const;
const HOUR = 60;

interface Props {
    readonly action: RowAction;
    readonly keys: readonly string[];
    /** @param outcome undefined: cancelled */
    readonly onDone: (outcome: PanelOutcome | undefined) => void;
}

const actionOf = (action: RowAction, comment: string, minutes: number): PanelAction =>
    action === 'acknowledge'
        ? {kind: 'acknowledge', comment}
        : action === 'downtime'
          ? {kind: 'schedule_downtime', comment, minutes}
          : {kind: 'recheck'};

/** Of the form, however often it is sent. */
const newPress = (): string =>
    Array.from(crypto.getRandomValues(new Uint8Array(15)), (byte) => byte.toString(36).padStart(2, '0')).join('');

interface Failure {
    readonly status: number;
    readonly sentence: string;
}

const failureOf = (error: unknown): Failure => (error instanceof RequestError ? error : {status: -1, sentence: ''});

const CommentField = ({value, onChange}: {readonly value: string; readonly onChange: (comment: string) => void}) => {
    const area = useRef<HTMLTextAreaElement>(null);
    useEffect(() => area.current?.focus(), []);
    return (
        <label className="oitc-list-field">
            <FormattedMessage id="openitcockpit.list.comment" />
            <textarea
                ref={area}
                rows={2}
                maxLength={LIMIT.comment}
                value={value}
                onChange={({target}) => onChange(target.value)}
            />
        </label>
    );
};

const LengthField = ({value, onChange}: {readonly value: number; readonly onChange: (minutes: number) => void}) => (
    <label className="oitc-list-field">
        <FormattedMessage id="openitcockpit.list.length" />
        <select value={value} onChange={({target}) => onChange(Number(target.value))}>
            {MINUTES.map((one) => (
                <option key={one} value={one}>
                    {one < HOUR ? `${one} min` : `${one / HOUR} h`}
                </option>
            ))}
        </select>
    </label>
);

/** Always there: screen readers announce only what appears inside an alert that they know. */
const FailureText = ({failure}: {readonly failure: Failure | undefined}) => (
    <div role="alert" className="oitc-failure">
        {failure &&
            (failure.sentence || (
                <FormattedMessage
                    id={failure.status === 0 ? 'openitcockpit.failure.unreachable' : 'openitcockpit.failure.handler'}
                />
            ))}
    </div>
);

/** Sends once, however often the form is submitted meanwhile; after a failure it can be sent again. */
const useSending = (send: () => Promise<PanelOutcome>, onDone: Props['onDone']) => {
    const [isSending, setSending] = useState(false);
    const [failure, setFailure] = useState<Failure>();
    const submit = async (event: FormEvent): Promise<void> => {
        event.preventDefault();
        if (isSending) {
            return;
        }
        setSending(true);
        try {
            onDone(await send());
        } catch (error) {
            setFailure(failureOf(error));
            setSending(false);
        }
    };
    return {isSending, failure, submit};
};

/** Asks once for what is to be done with all that are selected. */
export const ActForm = ({action, keys, onDone}: Props) => {
    const [comment, setComment] = useState('');
    const [minutes, setMinutes] = useState<number>(HOUR);
    const [press] = useState(newPress);
    const send = () => beginAction(press, keys, actionOf(action, comment, minutes));
    const {isSending, failure, submit} = useSending(send, onDone);
    return (
        <form className="oitc-list-form" aria-labelledby="oitc-list-form" onSubmit={(event) => void submit(event)}>
            <h3 id="oitc-list-form">
                <FormattedMessage id={DO_TEXT[action]} />:{' '}
                <FormattedMessage id="openitcockpit.list.problems" values={{count: keys.length}} />
            </h3>
            {action !== 'recheck' && <CommentField value={comment} onChange={setComment} />}
            {action === 'downtime' && <LengthField value={minutes} onChange={setMinutes} />}
            <FailureText failure={failure} />
            <div className="oitc-dialog-buttons">
                <button type="button" className="oitc-button" onClick={() => onDone(undefined)}>
                    <FormattedMessage id="openitcockpit.dialog.cancel" />
                </button>
                <button type="submit" className="oitc-button oitc-button--primary" aria-disabled={isSending}>
                    {isSending && <Spinner />}
                    <FormattedMessage id={DO_TEXT[action]} />
                </button>
            </div>
        </form>
    );
};
