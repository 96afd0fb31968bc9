import React from 'react';
import {useIntl} from 'react-intl';
import {useHost, useRegistrations} from './host_context';

/** The right-hand side: what a plugin shows there, once its button was pressed. */
export const RightSidebar = () => {
    const {formatMessage} = useIntl();
    const {theme} = useHost();
    const registrations = useRegistrations();
    const shown = registrations.sidebars.get(registrations.sidebar ?? '');
    if (!shown) return null;
    const {component: Component, title} = shown;
    return (
        <aside className="host-right" aria-label={formatMessage({id: 'host.right_sidebar'})}>
            <header>
                <h2>{title}</h2>
                <button
                    type="button"
                    className="host-close"
                    aria-label={formatMessage({id: 'host.close'})}
                    onClick={() => registrations.openSidebar(undefined)}
                >
                    ×
                </button>
            </header>
            <Component theme={theme} />
        </aside>
    );
};
