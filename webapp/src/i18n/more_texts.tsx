import React, {type ReactNode} from 'react';
import {IntlProvider, useIntl} from 'react-intl';

interface Props {
    readonly textsFor: (locale: string) => Readonly<Record<string, string>>;
    readonly children: ReactNode;
}

/** Adds the texts of a part that is loaded late to those that Mattermost has of us. */
export const MoreTexts = ({textsFor, children}: Props) => {
    const {locale, messages, onError, timeZone} = useIntl();
    return (
        <IntlProvider
            locale={locale}
            messages={{...(messages as Record<string, string>), ...textsFor(locale)}}
            onError={onError}
            {...(timeZone === undefined ? {} : {timeZone})}
        >
            {children}
        </IntlProvider>
    );
};
