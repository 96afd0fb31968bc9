import type {AppSettings} from '../app/app_context';
import {Background} from '../app/background';
import type {Doctor} from '../app/doctor/doctor';
import {languageOf} from '../app/people/language_of';
import type {ChatPort} from '../app/posts/chat_port';
import type {ChannelAuthority} from '../app/setup/channel_authority';
import {SetupGuide} from '../app/setup/guide';
import type {ProvisioningPort} from '../app/setup/provisioning_port';
import {Setup} from '../app/setup/setup';
import type {Clock, Logger} from '../app/telemetry';
import type {Settings} from '../config/schema';
import {RpcChannels} from '../mattermost/plugin_api/channels';
import type {PluginApi} from '../plugin_api/plugin_api';
import type {KvDamage} from '../store/kv/damage';
import type {KeyValues} from '../store/kv/key_values';
import {KvSetup} from '../store/kv/setup';
import type {KvStore} from '../store/kv/store';

export interface SetupGuideDeps {
    readonly api: PluginApi;
    readonly botId: string;
    readonly kv: KeyValues;
    readonly clock: Clock;
    readonly logger: Logger;
    readonly chat: ChatPort;
    readonly provisioning: ProvisioningPort;
    readonly store: KvStore;
    readonly damage: KvDamage;
    readonly forApp: AppSettings;
    readonly authority: ChannelAuthority;
    readonly doctor: Pick<Doctor, 'tellPerson'>;
}

export const createSetupGuide = (settings: Settings, deps: SetupGuideDeps): SetupGuide => {
    const {api, botId, kv, clock, logger, chat, provisioning, store, damage, forApp, authority, doctor} = deps;
    const setup = new Setup({
        provisioning,
        channels: new RpcChannels(api, botId),
        defaultChannel: settings.DEFAULT_CHANNEL,
        store: new KvSetup(kv, store, damage),
        chat,
        clock,
    });
    const {signingSecrets, actionsUrl, language: otherwise} = forApp;
    return new SetupGuide({
        setup,
        chat,
        clock,
        background: new Background(logger),
        signingSecrets,
        actionsUrl,
        openitcockpitUrl: settings.OPENITCOCKPIT_URL,
        offerChannels: (userId) => authority.write(userId),
        hasToken: settings.NOTIFICATION_TOKEN.length > 0,
        hasKey: settings.OPENITCOCKPIT_API_KEY !== '',
        hasStream: settings.EVENT_STREAM_URL !== '',
        opens: settings.ALERTS_FROM,
        languageOf: (userId) => languageOf(deps, userId, otherwise),
        test: (userId, language) => doctor.tellPerson(userId, language, ''),
    });
};
