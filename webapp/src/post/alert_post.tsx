import React, {useMemo} from 'react';
import {ALERT_POST_TYPE, ALERT_PROP, parseAlertProps} from '#contract';
import type {PostTypeProps} from '../types/registry';
import {AlertCard} from './alert_card';
import {FallbackPost} from './fallback_post';

/**
 * Draws a post of our type. When the post itself has the type, Mattermost draws nothing else and the buttons are ours;
 * when only `props.type` names it (incoming webhook), the native attachment with output and buttons follows below us.
 */
export const AlertPost = ({post, compactDisplay = false}: PostTypeProps) => {
    const alert = useMemo(() => parseAlertProps(post.props?.[ALERT_PROP]), [post.props]);
    const alone = (post.type as string) === ALERT_POST_TYPE;
    return alert ? (
        <AlertCard alert={alert} alone={alone} dense={compactDisplay || !alone} post={post} />
    ) : (
        <FallbackPost alone={alone} post={post} />
    );
};
