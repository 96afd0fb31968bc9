import React, {useMemo, useSyncExternalStore} from 'react';
import {IntlProvider} from 'react-intl';
import {Provider} from 'react-redux';
import type {Registrations} from '../registry';
import type {HostStore} from '../store';
import {hostTexts} from '../texts';
import type {Theme} from '../theme';
import {ChannelView} from './channel_view';
import {HostContext} from './host_context';
import {NativeDialog} from './native_dialog';
import {RightSidebar} from './right_sidebar';
import {Sidebar} from './sidebar';

interface Props {
    readonly host: HostStore;
    readonly registrations: Registrations;
    readonly locale: string;
    readonly theme: Theme;
}

export const App = ({host, registrations, locale, theme}: Props) => {
    const version = useSyncExternalStore(registrations.subscribe, () => registrations.version);
    // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the translations changed
    const messages = useMemo(
        () => ({...hostTexts(locale), ...registrations.messagesFor(locale)}),
        [locale, registrations, version],
    );
    const context = useMemo(() => ({host, registrations, theme}), [host, registrations, theme]);
    return (
        <Provider store={host.store}>
            <IntlProvider locale={locale} messages={messages}>
                <HostContext.Provider value={context}>
                    <div className="host">
                        <Sidebar />
                        <ChannelView />
                        <RightSidebar />
                    </div>
                    <NativeDialog />
                    {[...registrations.rootComponents].map(([id, Root]) => (
                        <Root key={id} theme={theme} />
                    ))}
                </HostContext.Provider>
            </IntlProvider>
        </Provider>
    );
};
