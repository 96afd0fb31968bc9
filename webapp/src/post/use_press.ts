import type {Post} from '@mattermost/types/posts';
import {useSelector, useStore} from 'react-redux';
import {failureOf, type HostState, type HostStore, isBusy, type PressFailure, pressOf} from '../state';
import type {PressableAction} from './post_actions';
import {pressAction} from './press';

interface PressState {
    /** The action under way; one that opens a dialog counts until the dialog appears. */
    readonly busyActionId: string | undefined;
    readonly failure: PressFailure | undefined;
    readonly press: (action: PressableAction, selectedOption?: string) => void;
}

export const usePress = (post: Post): PressState => {
    const store: HostStore = useStore<HostState>() as HostStore;
    const press = useSelector((state: HostState) => pressOf(state, post.id));
    const failure = useSelector((state: HostState) => failureOf(state, post.id, post.update_at));
    return {
        busyActionId: press && isBusy(press) ? press.actionId : undefined,
        failure,
        press: (action, selectedOption) => void pressAction(store, post, action, selectedOption),
    };
};
