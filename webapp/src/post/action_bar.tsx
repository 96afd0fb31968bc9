import type {Post} from '@mattermost/types/posts';
import React, {useMemo} from 'react';
import {ACTION} from '#contract';
import {ActionButton} from './action_button';
import type {IconName} from './icon';
import {MenuButton} from './menu_button';
import {postActions} from './post_actions';
import {PressFailureText} from './press_failure_text';
import {usePress} from './use_press';

interface Props {
    readonly post: Post;
}

const ICONS: Readonly<Record<string, IconName>> = {[ACTION.quickReason]: 'bolt', [ACTION.more]: 'dots'};

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
                action.type === 'select' ? (
                    <MenuButton
                        key={action.id}
                        action={action}
                        icon={ICONS[action.id]}
                        busy={busyActionId === action.id}
                        onPick={press}
                    />
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
