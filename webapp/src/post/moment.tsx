import React from 'react';
import {useIntl} from 'react-intl';

interface Props {
    /** Seconds since the Unix epoch. */
    readonly at: number;
}

/** A point in time in the user's language and time zone. */
export const Moment = ({at}: Props) => {
    const {formatDate} = useIntl();
    const date = new Date(at * 1000);
    return <time dateTime={date.toISOString()}>{formatDate(date, {dateStyle: 'medium', timeStyle: 'short'})}</time>;
};
