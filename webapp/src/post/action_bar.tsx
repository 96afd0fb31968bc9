import type {Post} from '@mattermost/types/posts';
import React, {useMemo} from 'react';
import {ACTION} from '#contract';
import {ActionButton} from './action_button';
import {MoreMenu} from './more_menu';
import {postActions} from './post_actions';
import {PressFailureText} from './press_failure_text';
import {ReasonPicker} from './reason_picker';
import {usePress} from './use_press';

interface Props {
    readonly post: Post;
}

/** The post's own actions, ordered and labelled by the handler. */
export const ActionBar = ({post}: Props) => {
    const actions = useMemo(() => postActions(post), [post]);
    const {busyActionId, failure, press} = usePress(post);
    // Posts of earlier versions may have several.
    const primary = actions.find(({style}) => style === 'primary');
    if (actions.length === 0) {
        return null;
    }
    return (
        <div className="oitc-actions">
            {actions.map((action) =>
                action.id === ACTION.more ? (
                    <MoreMenu key={action.id} action={action} busy={busyActionId === action.id} onPick={press} />
                ) : action.type === 'select' ? (
                    <ReasonPicker key={action.id} action={action} busy={busyActionId === action.id} onPick={press} />
                ) : (
                    <ActionButton
                        key={action.id}
                        action={action}
                        primary={action === primary}
                        busy={busyActionId === action.id}
                        onPress={press}
                    />
                ),
            )}
            <div role="alert" className="oitc-failure">
                {failure && <PressFailureText reason={failure} />}
            </div>
        </div>
    );
};
