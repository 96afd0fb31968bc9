import * as React from 'react';
import {ALERT_POST_TYPE} from '#contract';
import {ApiKey} from './console/api_key';
import {FOLDED_SECTIONS, foldedSection} from './console/folded_section';
import {IncomingWebhook} from './console/incoming_webhook';
import {subscriptionsDoor} from './console/subscriptions_door';
import {TestConnection} from './console/test_connection';
import {HostOffers} from './host/offers';
import {translationsFor} from './i18n/translations';
import {registerPanel} from './panel/register_panel';
import {alertPostFor} from './post/alert_post';
import {Judge} from './post/genuine';
import {registerSaveWords} from './post/save_words';
import {reportAlive} from './report_alive';
import {Root} from './root';
import {type HostStore, reducer} from './state';
import {installStyles, removeStyles} from './styles';
import type {PluginRegistry} from './types/registry';
import {handleEphemeralMessage, handleOpenDialog} from './websocket';

/** Entry point for Mattermost's web client. */
export class Plugin {
    private stopReporting = (): void => undefined;
    private stopCounting = (): void => undefined;

    constructor(private readonly reactVersion: string = React.version) {}

    initialize(registry: PluginRegistry, store: HostStore): void {
        const host = new HostOffers(registry, this.reactVersion);
        installStyles(document);
        registerBasis(host, registry, store);
        if (host.has('React 18')) {
            registerCard(host, registry, store);
            registerConsole(host, registry);
        }
        const report = reportAlive(store, {react: this.reactVersion, lacking: host.lacking});
        this.stopReporting = report.stop;
        const panel = host.has('React 18', 'registerTranslations', 'registerReducer')
            ? registerPanel(registry, store)
            : undefined;
        if (panel) {
            registerSaveWords(registry, store);
        }
        this.stopCounting = panel?.stop ?? this.stopCounting;
        registry.registerReconnectHandler?.(() => {
            report.again();
            panel?.stirred();
        });
    }

    /** Mattermost undoes the registrations itself. */
    uninitialize(): void {
        this.stopReporting();
        this.stopCounting();
        removeStyles(document);
    }
}

const registerBasis = (host: HostOffers, registry: PluginRegistry, store: HostStore): void => {
    host.register('registerTranslations', () => registry.registerTranslations(translationsFor));
    host.register('registerReducer', () => registry.registerReducer(reducer));
    host.register('registerWebSocketEventHandler', () => {
        registry.registerWebSocketEventHandler('open_dialog', handleOpenDialog(store));
        registry.registerWebSocketEventHandler('ephemeral_message', handleEphemeralMessage(store));
    });
};

/** Our buttons open our dialog only: where that cannot be shown, Mattermost's own attachment, buttons and dialog stay. */
const registerCard = (host: HostOffers, registry: PluginRegistry, store: HostStore): void => {
    if (host.has('registerTranslations', 'registerReducer')) {
        host.register('registerRootComponent', () => registry.registerRootComponent(Root));
        if (host.has('registerRootComponent', 'registerWebSocketEventHandler')) {
            host.register('registerPostTypeComponent', () =>
                registry.registerPostTypeComponent(ALERT_POST_TYPE, alertPostFor(new Judge(store))),
            );
        }
    }
};

const registerConsole = (host: HostOffers, registry: PluginRegistry): void => {
    host.register('registerAdminConsoleCustomSetting', () => {
        registry.registerAdminConsoleCustomSetting('TestConnection', TestConnection, {showTitle: false});
        const subscriptions = subscriptionsDoor(
            () => import(/* webpackChunkName: "subscriptions" */ './console/subscriptions'),
        );
        registry.registerAdminConsoleCustomSetting('Subscriptions', subscriptions, {showTitle: true});
        registry.registerAdminConsoleCustomSetting('IncomingWebhook', IncomingWebhook, {showTitle: true});
        registry.registerAdminConsoleCustomSetting('OpenitcockpitApiKey', ApiKey, {showTitle: false});
    });
    host.register('registerAdminConsoleCustomSection', () => {
        for (const key of Object.keys(FOLDED_SECTIONS) as (keyof typeof FOLDED_SECTIONS)[]) {
            registry.registerAdminConsoleCustomSection?.(key, foldedSection(key));
        }
    });
};
