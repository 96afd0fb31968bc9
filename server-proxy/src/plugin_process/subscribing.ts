import type {AppSettings} from '../app/app_context';
import type {AuditLog} from '../app/people/audit_log';
import type {SubscriptionStore} from '../app/routing/subscription_store';
import {SubscriptionConsole} from '../app/subscribing/console';
import {SubscriptionDesk} from '../app/subscribing/desk';
import {HandoverSchedules} from '../app/subscribing/handover_schedules';
import {SubscriptionLedger} from '../app/subscribing/ledger';
import {SubscriptionListing} from '../app/subscribing/listing';
import type {PreviewPort} from '../app/subscribing/preview_port';
import {SubscribingRights} from '../app/subscribing/rights';
import type {Clock, Logger} from '../app/telemetry';
import type {Settings} from '../config/schema';
import type {RpcChat} from '../mattermost/plugin_api/chat';
import type {RpcSubscribedChannels} from '../mattermost/plugin_api/subscribed_channels';
import {RpcWhispers} from '../mattermost/plugin_api/whispers';
import type {PluginApi} from '../plugin_api/plugin_api';
import {nonce} from '../telemetry/nonce';

export interface SubscribingDeps {
    readonly api: PluginApi;
    readonly botId: string;
    readonly chat: RpcChat;
    readonly channels: RpcSubscribedChannels;
    readonly store: SubscriptionStore;
    readonly audit: AuditLog;
    readonly forApp: AppSettings;
    /** Routing reads the subscriptions anew. */
    readonly onChange: () => void;
    /** Absent: what a subscription would see is not known. */
    readonly preview?: PreviewPort | undefined;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** Everything by which people subscribe channels. */
export interface Subscribing {
    readonly desk: SubscriptionDesk;
    readonly listing: SubscriptionListing;
    readonly console: SubscriptionConsole;
    readonly schedules: HandoverSchedules;
}

export const createSubscribing = (settings: Settings, deps: SubscribingDeps): Subscribing => {
    const {api, botId, chat, channels, store, audit, forApp, onChange, preview, clock, logger} = deps;
    const {language, timeZone, signingSecrets, actionsUrl, dialogsUrl} = forApp;
    const addressOf = async (channelId: string) =>
        (await channels.find(channelId).catch(() => undefined))?.address ?? channelId;
    const common = {
        chat,
        channels,
        dialogs: chat,
        preview,
        clock,
        logger,
        language,
        timeZone,
        signingSecrets,
        actionsUrl,
        dialogsUrl,
        nonce,
        whispers: new RpcWhispers(api, botId, clock),
        rights: new SubscribingRights({chat, channels, selfSubscribing: settings.SELF_SUBSCRIBING_CHANNELS, logger}),
        ledger: new SubscriptionLedger({store, audit, onChange, addressOf, language, clock, logger}),
    };
    return {
        desk: new SubscriptionDesk(common),
        listing: new SubscriptionListing(common),
        console: new SubscriptionConsole(common),
        schedules: new HandoverSchedules(common),
    };
};
