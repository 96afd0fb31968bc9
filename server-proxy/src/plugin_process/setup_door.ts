import type {Setup} from '../app/setup/setup';
import type {Settings} from '../config/schema';
import {asAppError} from '../domain/errors';
import type {SetupDoor} from './commands/setup';
import {stringOf, structOf} from './go_values';
import {POST} from './mattermost_types';
import type {RunningAppDeps} from './running_app';
import {gob} from './wire';

const ONE_POST = gob.struct('Z_Args', {A: POST});
const TWO_STRINGS = gob.struct('Z_Args', {A: gob.string, B: gob.string});

export const setupDoor = (
    settings: Settings,
    {api, botId}: Pick<RunningAppDeps, 'api' | 'botId'>,
    setup: Setup,
): SetupDoor => ({
    setup,
    openitcockpitUrl: settings.OPENITCOCKPIT_URL,
    defaultChannel: settings.DEFAULT_CHANNEL,
    hasToken: settings.NOTIFICATION_TOKEN.length > 0,
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
    write: async (userId, message) => {
        const {A} = await api.call('GetDirectChannel', TWO_STRINGS, {A: userId, B: botId});
        await api.call('CreatePost', ONE_POST, {
            A: {UserId: botId, ChannelId: stringOf(structOf(A).Id), Message: message},
        });
    },
});
