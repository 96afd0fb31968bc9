import React, {useMemo} from 'react';
import {ALERT_POST_TYPE, ALERT_PROP, parseAlertProps} from '#contract';
import type {PostTypeProps} from '../types/registry';
import {AlertCard} from './alert_card';
import {FallbackPost} from './fallback_post';
import {type Judge, useGenuine} from './genuine';

/**
 * Renders a post of our type. If the post itself has the type, Mattermost renders nothing else, so the buttons are ours
 * to render; if only `props.type` names it (incoming webhook), Mattermost's attachment with output and buttons follows.
 * A post that is not the handler's is never a card, whatever its props say.
 */
export const alertPostFor =
    (judge: Judge) =>
    ({post, compactDisplay = false}: PostTypeProps) => {
        const alert = useMemo(() => parseAlertProps(post.props?.[ALERT_PROP]), [post.props]);
        const genuine = useGenuine(judge, post);
        const alone = (post.type as string) === ALERT_POST_TYPE;
        return alert && genuine ? (
            <AlertCard alert={alert} alone={alone} dense={compactDisplay || !alone} post={post} />
        ) : (
            <FallbackPost alone={alone} post={post} />
        );
    };
