import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {PluginApi} from '../plugin_api/plugin_api';
import {gob} from '../wire';
import {numberOf, stringOf, structOf} from '../wire/go_values';

const SET_IMAGE = gob.struct('Z_Args', {A: gob.string, B: gob.bytes});

/**
 * Gives the bot our picture the first time. One that an administrator has chosen, or removed, stays as it is.
 * @throws AppError `mattermost_*`; Error when the bundle lacks the picture
 */
export const giveBotPicture = async (api: PluginApi, botId: string): Promise<void> => {
    const {A: bot} = await api.find('GetUser', botId);
    if (numberOf(structOf(bot).LastPictureUpdate) !== 0) {
        return;
    }
    const bundle = stringOf((await api.ask('GetBundlePath')).A);
    await api.call('SetProfileImage', SET_IMAGE, {A: botId, B: await readFile(join(bundle, 'assets/bot.png'))});
};
