import {PLUGIN_ID, ROUTE} from '#contract';
import type {SubscriptionStore} from '../app/routing/subscription_store';
import {ChannelAuthority} from '../app/setup/channel_authority';
import type {Clock, Logger} from '../app/telemetry';
import type {Settings} from '../config/schema';
import {AppError} from '../domain/errors';
import {RpcChannels} from '../mattermost/plugin_api/channels';
import type {RpcChat} from '../mattermost/plugin_api/chat';
import {administrators} from '../plugin_api/administrators';
import type {PluginApi} from '../plugin_api/plugin_api';
import {KvAuthority} from '../store/kv/authority';
import type {KeyValues} from '../store/kv/key_values';
import type {KvStore} from '../store/kv/store';

interface Deps {
    readonly api: PluginApi;
    readonly kv: KeyValues;
    readonly chat: RpcChat;
    readonly store: KvStore;
    readonly subscriptions: SubscriptionStore;
    readonly botId: string;
    readonly clock: Clock;
    readonly logger: Logger;
}

/** @throws AppError `misconfigured` without a signing secret */
export const createAuthority = (settings: Settings, deps: Deps): ChannelAuthority => {
    const {api, kv, chat, store, subscriptions, botId, clock, logger} = deps;
    const [secret, ...others] = settings.SIGNING_SECRET;
    if (secret === undefined) {
        throw new AppError('misconfigured', 'Missing setting: SIGNING_SECRET (any long random text).');
    }
    const channels = new RpcChannels(api, botId);
    return new ChannelAuthority({
        store: new KvAuthority(kv, clock, store),
        alerts: store,
        subscriptions,
        facts: {
            idOf: (channel) => chat.channelId(channel),
            addressOf: (channelId) => channels.addressOf(channelId),
            authorOf: (postId) => chat.authorOf(postId),
            administrators: () => administrators(api),
        },
        chat,
        botId,
        named: [settings.DEFAULT_CHANNEL, ...settings.ALERT_CHANNELS].filter((channel) => channel !== ''),
        signingSecrets: [secret, ...others],
        actionsUrl: `/plugins/${PLUGIN_ID}${ROUTE.actions}`,
        language: settings.LANGUAGE,
        clock,
        logger,
    });
};
