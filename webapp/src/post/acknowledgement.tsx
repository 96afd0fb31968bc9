import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AcknowledgementProps} from '#contract';
import {Moment} from './moment';

interface Props {
    readonly acknowledgement: AcknowledgementProps;
    /** Requested, but not (yet) confirmed. */
    readonly pending?: boolean;
}

export const Acknowledgement = ({acknowledgement: {author, comment, at, sticky, via}, pending = false}: Props) => {
    const values = {author: <strong key="author">{author}</strong>, when: <Moment key="when" at={at} />};
    return (
        <div className="oitc-acknowledgement">
            <p>
                {pending ? (
                    <FormattedMessage id="openitcockpit.acknowledgement.asked_by" values={values} />
                ) : via === 'openitcockpit' ? (
                    <FormattedMessage id="openitcockpit.acknowledgement.by_in_openitcockpit" values={values} />
                ) : (
                    <FormattedMessage id="openitcockpit.acknowledgement.by" values={values} />
                )}{' '}
                {sticky && (
                    <span className="oitc-mark">
                        <FormattedMessage id="openitcockpit.mark.sticky" />
                    </span>
                )}
            </p>
            {comment !== '' && <blockquote className="oitc-comment">{comment}</blockquote>}
        </div>
    );
};
