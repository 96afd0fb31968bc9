import {getCurrentUserId} from 'mattermost-redux/selectors/entities/common';
import {useRef, useState} from 'react';
import {useStore} from 'react-redux';
import {type DialogSubmission, RequestError, submitDialog} from '../client';
import type {HostState, OpenDialog} from '../state';

/** Why the last submission did not go through. */
export interface Refusal {
    /** The handler's sentence about the whole form; empty when it is about fields only. */
    readonly error: string;
    /** The handler's sentences, by element name. */
    readonly errors: Readonly<Record<string, string>>;
    /** Mattermost itself did not pass it on: 0 without an answer, else the HTTP status. */
    readonly status?: number;
}

export interface Submission {
    readonly sending: boolean;
    readonly refusal: Refusal | undefined;
    readonly submit: (values: DialogSubmission['submission']) => Promise<void>;
    readonly cancel: () => void;
}

/** A direct message belongs to no team: Mattermost then wants the one on screen. */
const teamIdOf = ({entities}: HostState, channelId: string): string =>
    entities.channels.channels[channelId]?.team_id || entities.teams.currentTeamId;

const toSubmission = (
    state: HostState,
    {channelId, definition}: OpenDialog,
    values: DialogSubmission['submission'],
    cancelled = false,
): DialogSubmission => ({
    url: definition.url,
    callback_id: definition.callbackId,
    state: definition.state,
    channel_id: channelId,
    team_id: teamIdOf(state, channelId),
    user_id: getCurrentUserId(state),
    submission: values,
    cancelled,
});

const send = async (submission: DialogSubmission): Promise<Refusal | undefined> => {
    try {
        const answer = await submitDialog(submission);
        return answer.error === '' && Object.keys(answer.errors).length === 0 ? undefined : answer;
    } catch (error) {
        return {error: '', errors: {}, status: error instanceof RequestError ? error.status : -1};
    }
};

/** Sends the dialog's values to the handler, once at a time, and closes the dialog when the handler accepts them. */
export const useSubmission = (open: OpenDialog, onClose: () => void): Submission => {
    const store = useStore<HostState>();
    const [sending, setSending] = useState(false);
    const [refusal, setRefusal] = useState<Refusal>();
    // State is too late for the second half of a double click.
    const running = useRef(false);
    const closed = useRef(false);

    const close = (): void => {
        closed.current = true;
        onClose();
    };

    const submit = async (values: DialogSubmission['submission']): Promise<void> => {
        if (running.current) {
            return;
        }
        running.current = true;
        setSending(true);
        const refused = await send(toSubmission(store.getState(), open, values));
        running.current = false;
        setSending(false);
        setRefusal(refused);
        if (!refused) {
            close();
        }
    };

    // The browser reports the closing of a dialog also when it was us who closed it.
    const cancel = (): void => {
        if (closed.current) {
            return;
        }
        if (open.definition.notifyOnCancel) {
            void send(toSubmission(store.getState(), open, {}, true));
        }
        close();
    };
    return {sending, refusal, submit, cancel};
};
