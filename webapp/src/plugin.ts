import {ALERT_POST_TYPE} from '#contract';
import {ApiKey} from './console/api_key';
import {FOLDED_SECTIONS, foldedSection} from './console/folded_section';
import {IncomingWebhook} from './console/incoming_webhook';
import {TestConnection} from './console/test_connection';
import {ActionDialogRoot} from './dialog/action_dialog_root';
import {translationsFor} from './i18n/translations';
import {alertPostFor} from './post/alert_post';
import {Judge} from './post/genuine';
import {type HostStore, reducer} from './state';
import {installStyles, removeStyles} from './styles';
import type {PluginRegistry} from './types/registry';
import {handleEphemeralMessage, handleOpenDialog} from './websocket';

/** Entry point for Mattermost's web client. */
export class Plugin {
    initialize(registry: PluginRegistry, store: HostStore): void {
        installStyles(document);
        registry.registerTranslations(translationsFor);
        registry.registerReducer(reducer);
        registry.registerPostTypeComponent(ALERT_POST_TYPE, alertPostFor(new Judge(store)));
        registry.registerRootComponent(ActionDialogRoot);
        registry.registerAdminConsoleCustomSetting('TestConnection', TestConnection, {showTitle: false});
        registry.registerAdminConsoleCustomSetting('IncomingWebhook', IncomingWebhook, {showTitle: true});
        registry.registerAdminConsoleCustomSetting('OpenitcockpitApiKey', ApiKey, {showTitle: false});
        for (const key of Object.keys(FOLDED_SECTIONS) as (keyof typeof FOLDED_SECTIONS)[]) {
            registry.registerAdminConsoleCustomSection?.(key, foldedSection(key));
        }
        registry.registerWebSocketEventHandler('open_dialog', handleOpenDialog(store));
        registry.registerWebSocketEventHandler('ephemeral_message', handleEphemeralMessage(store));
    }

    /** Mattermost undoes the registrations itself. */
    uninitialize(): void {
        removeStyles(document);
    }
}
