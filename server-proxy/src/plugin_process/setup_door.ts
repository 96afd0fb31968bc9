import type {AppSettings} from '../app/app_context';
import type {SetupDoor} from '../app/commands/setup';
import type {ChatPort} from '../app/ports';
import {SetupGuide} from '../app/setup/guide';
import type {ProvisioningPort} from '../app/setup/provisioning_port';
import {Setup} from '../app/setup/setup';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import {RpcChannels} from '../mattermost/plugin_api/channels';
import {KvSetup} from '../store/kv/setup';
import type {KvStore} from '../store/kv/store';
import {stringOf, structOf} from '../wire/go_values';
import type {RunningAppDeps} from './running_app';

export interface SetupDoorDeps extends Pick<RunningAppDeps, 'api' | 'botId' | 'kv' | 'clock'> {
    readonly chat: ChatPort;
    readonly provisioning: ProvisioningPort;
    readonly store: KvStore;
    readonly forApp: AppSettings;
}

export const createSetupDoor = (settings: Settings, deps: SetupDoorDeps): SetupDoor => {
    const {api, botId, kv, clock, chat, provisioning, store, forApp} = deps;
    const setup = new Setup({
        provisioning,
        channels: new RpcChannels(api, botId),
        defaultChannel: settings.DEFAULT_CHANNEL,
        store: new KvSetup(kv, store),
        chat,
        clock,
    });
    const {signingSecrets, actionsUrl, language} = forApp;
    return {
        guide: new SetupGuide({
            setup,
            chat,
            clock,
            signingSecrets,
            actionsUrl,
            language,
            openitcockpitUrl: settings.OPENITCOCKPIT_URL,
            hasToken: settings.NOTIFICATION_TOKEN.length > 0,
        }),
        userIdOf: async (username) => {
            try {
                return stringOf(structOf((await api.find('GetUserByUsername', username)).A).Id) || undefined;
            } catch (error) {
                if (asAppError(error).code === 'mattermost_not_found') {
                    return undefined;
                }
                throw error;
            }
        },
    };
};
