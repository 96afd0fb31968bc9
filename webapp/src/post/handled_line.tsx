import React, {Fragment, type ReactNode} from 'react';
import {FormattedMessage, useIntl} from 'react-intl';
import type {AcknowledgementProps, AlertProps} from '#contract';
import {Icon} from './icon';
import {Moment} from './moment';

interface Props {
    readonly alert: AlertProps;
}

/** Who takes care of the problem, why, and until when it rests, in one line; nothing if nobody does. */
export const HandledLine = ({alert}: Props) => {
    const {look, acknowledgement, in_downtime: inDowntime} = alert;
    const isAcknowledged = look === 'acknowledged';
    if (!isAcknowledged && !inDowntime) {
        return null;
    }
    const parts = [
        ...(isAcknowledged ? acknowledgedParts(acknowledgement) : downtimeAuthor(alert)),
        ...(isAcknowledged && acknowledgement?.until !== undefined
            ? [<Until key="until" until={acknowledgement.until} />]
            : []),
        ...(inDowntime ? [<Downtime key="downtime" until={alert.downtime_until} />] : []),
        ...(isAcknowledged && acknowledgement?.elsewhere ? [<Elsewhere key="elsewhere" />] : []),
        ...(isAcknowledged && acknowledgement?.sticky ? [<Sticky key="sticky" />] : []),
    ];
    return (
        <p className="oitc-handled">
            <Icon name={isAcknowledged ? 'check' : 'pause'} />{' '}
            {parts.map((part, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity of their own
                <Fragment key={index}>
                    {index > 0 && ' · '}
                    {part}
                </Fragment>
            ))}
        </p>
    );
};

const acknowledgedParts = (ack: AcknowledgementProps | undefined): ReactNode[] =>
    ack
        ? [<Author key="author" {...ack} />, ...(ack.comment === '' ? [] : [ack.comment])]
        : [<FormattedMessage key="acknowledged" id="openitcockpit.status.acknowledged" />];

/** The sign says “acknowledged” to those who see it. */
const Author = ({author, at, via}: AcknowledgementProps) => {
    const {formatDate} = useIntl();
    const when = formatDate(at * 1000, {dateStyle: 'medium', timeStyle: 'short'});
    return (
        <FormattedMessage
            id={
                via === 'openitcockpit'
                    ? 'openitcockpit.handled.by_in_openitcockpit'
                    : 'openitcockpit.handled.acknowledged_by'
            }
            values={{
                author: (
                    <strong key="author" title={when}>
                        {author}
                    </strong>
                ),
                unseen: (words: ReactNode) => (
                    <span key="unseen" className="oitc-unseen">
                        {words}
                    </span>
                ),
            }}
        />
    );
};

const downtimeAuthor = ({downtime_author: author = '', downtime_comment: comment = ''}: AlertProps): ReactNode[] =>
    [author === '' ? '' : <strong key="author">{author}</strong>, comment].filter((part) => part !== '');

const Downtime = ({until}: {readonly until: number | undefined}) => (
    <span>
        {until === undefined ? (
            <FormattedMessage id="openitcockpit.mark.downtime" />
        ) : (
            <FormattedMessage
                id="openitcockpit.mark.downtime_until"
                values={{until: <Moment key="until" at={until} short={true} />}}
            />
        )}
    </span>
);

const Elsewhere = () => <FormattedMessage id="openitcockpit.handled.elsewhere" />;

const Until = ({until}: {readonly until: number}) => (
    <FormattedMessage
        id="openitcockpit.handled.until"
        values={{until: <Moment key="until" at={until} short={true} />}}
    />
);

const Sticky = () => <FormattedMessage id="openitcockpit.mark.sticky" />;
