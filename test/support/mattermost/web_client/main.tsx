import './style.css';
import React from 'react';
import {createRoot} from 'react-dom/client';
import {client, cookie} from './client';
import {App} from './components/app';
import {Login} from './components/login';
import {installHostGlobals, loadBundle} from './host_globals';
import {loadPosts, startLiveEvents} from './live_events';
import {Registrations} from './registry';
import {loadStartData} from './start_data';
import {createHostStore} from './store';
import {applyTheme} from './theme';

/** As much of Mattermost's web client as a plugin and its users need: one channel, its posts, dialogs and plugins. */
const start = async (): Promise<void> => {
    const query = new URLSearchParams(location.search);
    const theme = applyTheme(query.get('theme'));
    const root = createRoot(document.getElementById('root') as HTMLElement);
    if (cookie('MMUSERID') === '') {
        root.render(<Login locale={query.get('locale') ?? 'en'} />);
        return;
    }
    const host = createHostStore();
    const registrations = new Registrations();
    installHostGlobals(registrations, host);
    const me = await loadStartData(host, location.pathname);
    const locale = query.get('locale') ?? me.locale;
    document.documentElement.lang = locale;
    await loadPosts(host, host.store.getState().entities.channels.currentChannelId);
    startLiveEvents(host, registrations);
    for (const {webapp} of await client.plugins()) if (webapp) await loadBundle(webapp.bundle_path);
    root.render(<App host={host} registrations={registrations} locale={locale} theme={theme} />);
};

void start();
