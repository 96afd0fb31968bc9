import {useRef, useState} from 'react';
import {useStore} from 'react-redux';
import {type DialogSubmission, RequestError, submitDialog} from '../client';
import type {HostState, OpenDialog} from '../state';

/** Why the last submission did not go through. */
export interface Refusal {
    /** The handler's message about the form as a whole; empty if it only objects to individual fields. */
    readonly error: string;
    /** The handler's messages about individual fields, by element name. */
    readonly errors: Readonly<Record<string, string>>;
    /** Set if the submission did not get through Mattermost: the HTTP status, or 0 if there was no response. */
    readonly status?: number;
}

export interface Submission {
    readonly sending: boolean;
    readonly refusal: Refusal | undefined;
    readonly submit: (values: DialogSubmission['submission']) => Promise<void>;
    readonly cancel: () => void;
}

/** Direct messages belong to no team; for those, Mattermost wants the current one. */
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
    user_id: state.entities.users.currentUserId,
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

/** Submits the dialog's values, one attempt at a time, and closes the dialog once the handler accepts them. */
export const useSubmission = (open: OpenDialog, onClose: () => void): Submission => {
    const store = useStore<HostState>();
    const [sending, setSending] = useState(false);
    const [refusal, setRefusal] = useState<Refusal>();
    // A state update would come too late for the second half of a double click.
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

    // The browser reports the closing of a dialog even if we closed it ourselves.
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
