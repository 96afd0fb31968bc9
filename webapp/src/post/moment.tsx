import React from 'react';
import {useIntl} from 'react-intl';

interface Props {
    /** Unix seconds. */
    readonly at: number;
    /** Without the day if that is today. */
    readonly short?: boolean;
}

const isToday = (date: Date): boolean => date.toDateString() === new Date().toDateString();

/** A point in time in the user's language and time zone. */
export const Moment = ({at, short = false}: Props) => {
    const {formatDate} = useIntl();
    const date = new Date(at * 1000);
    const day = short && isToday(date) ? {} : ({dateStyle: 'medium'} as const);
    return <time dateTime={date.toISOString()}>{formatDate(date, {...day, timeStyle: 'short'})}</time>;
};
