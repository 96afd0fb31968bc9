import {ALERT_POST_TYPE} from '#contract';
import {ActionDialogRoot} from './components/action_dialog_root';
import {AlertPost} from './components/alert_post';
import {IncomingWebhook} from './components/incoming_webhook';
import {TestConnection} from './components/test_connection';
import {translationsFor} from './i18n/translations';
import {type HostStore, reducer} from './state';
import {installStyles, removeStyles} from './styles';
import type {PluginRegistry} from './types/registry';
import {handleEphemeralMessage, handleOpenDialog} from './websocket';

/** What Mattermost's web client calls; everything it registers is listed here. */
export class Plugin {
    initialize(registry: PluginRegistry, store: HostStore): void {
        installStyles(document);
        registry.registerTranslations(translationsFor);
        registry.registerReducer(reducer);
        registry.registerPostTypeComponent(ALERT_POST_TYPE, AlertPost);
        registry.registerRootComponent(ActionDialogRoot);
        registry.registerAdminConsoleCustomSetting('TestConnection', TestConnection, {showTitle: true});
        registry.registerAdminConsoleCustomSetting('IncomingWebhook', IncomingWebhook, {showTitle: true});
        registry.registerWebSocketEventHandler('open_dialog', handleOpenDialog(store));
        registry.registerWebSocketEventHandler('ephemeral_message', handleEphemeralMessage(store));
    }

    /** Mattermost takes the registrations back itself. */
    uninitialize(): void {
        removeStyles(document);
    }
}
