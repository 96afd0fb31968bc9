import React from 'react';
import {FormattedMessage} from 'react-intl';
import type {AlertProps} from '#contract';
import {SafeLink} from './safe_link';

interface Props {
    readonly alert: AlertProps;
}

/** State first, then the object. States keep openITCOCKPIT's own names in every language. */
export const AlertHeading = ({alert: {state, host, service}}: Props) => {
    // Keys, as both become items of the list that a message with values is.
    const hostLink = (
        <SafeLink key="host" url={host.url}>
            {host.name}
        </SafeLink>
    );
    return (
        <div className="oitc-heading">
            <span className="oitc-badge">{state}</span>
            <span className="oitc-object">
                {service ? (
                    <FormattedMessage
                        id="openitcockpit.object.service"
                        values={{
                            host: hostLink,
                            service: (
                                <SafeLink key="service" url={service.url}>
                                    {service.name}
                                </SafeLink>
                            ),
                        }}
                    />
                ) : (
                    hostLink
                )}
            </span>
        </div>
    );
};
