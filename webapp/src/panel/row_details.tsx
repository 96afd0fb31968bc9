import React from 'react';
import {FormattedMessage} from 'react-intl';
import {useSelector} from 'react-redux';
import type {PanelRow} from '#contract';
import {ProblemDetails} from '../details/problem_details';
import {goToPost, postAddress} from '../host/go_to_post';
import {Moment} from '../post/moment';
import {PressFailureText} from '../post/press_failure_text';
import {SafeLink} from '../post/safe_link';
import {failureOf, type HostState} from '../state';
import type {RowAction} from './press_row';
import {DO_TEXT} from './text_ids';

interface Props {
    readonly row: PanelRow;
    readonly onAct: (action: RowAction) => void;
    readonly onClose: () => void;
}

const Links = ({row: {posts, url}}: Pick<Props, 'row'>) => (
    <p>
        {posts.map(({post_id: postId}) => (
            <a
                key={postId}
                href={postAddress(postId)}
                onClick={(event) => {
                    if (goToPost(postId)) {
                        event.preventDefault();
                    }
                }}
            >
                <FormattedMessage id="openitcockpit.list.to_post" />
            </a>
        ))}{' '}
        {url !== '' && (
            <SafeLink url={url}>
                <FormattedMessage id="openitcockpit.list.to_openitcockpit" />
            </SafeLink>
        )}
    </p>
);

/** Below the list: all that is known about the current row, and what can be done. */
export const RowDetails = ({row, onAct, onClose}: Props) => {
    const postId = row.posts[0]?.post_id ?? '';
    const updatedAt = useSelector((state: HostState) => state.entities.posts?.posts?.[postId]?.update_at ?? 0);
    const failure = useSelector((state: HostState) => failureOf(state, postId, updatedAt));
    const {host, service, state, since, output, acknowledgement} = row;
    return (
        <section className="oitc-list-details" aria-labelledby="oitc-list-details">
            <button type="button" className="oitc-list-close oitc-fold" onClick={onClose}>
                <FormattedMessage id="openitcockpit.list.close" />
            </button>
            <h3 id="oitc-list-details">
                {state} · {service === undefined ? host : `${service} · ${host}`}
            </h3>
            {since !== undefined && (
                <p className="oitc-hint">
                    <FormattedMessage id="openitcockpit.list.since" values={{when: <Moment key="when" at={since} />}} />
                </p>
            )}
            <p className="oitc-plain">{output}</p>
            {acknowledgement && (
                <p>
                    {acknowledgement.author}: {acknowledgement.comment}
                </p>
            )}
            <Links row={row} />
            <div className="oitc-actions">
                {(['acknowledge', 'downtime', 'recheck'] as const).map((action) => (
                    <button key={action} type="button" className="oitc-button" onClick={() => onAct(action)}>
                        <FormattedMessage id={DO_TEXT[action]} />
                    </button>
                ))}
                <span role="alert" className="oitc-failure">
                    {failure && <PressFailureText reason={failure} />}
                </span>
            </div>
            <ProblemDetails
                rowKey={row.key}
                version={`${state} ${row.look} ${since}`}
                hasCurves={service !== undefined}
            />
        </section>
    );
};
