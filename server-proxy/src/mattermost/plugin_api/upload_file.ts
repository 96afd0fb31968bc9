import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {stringOf, structOf} from '../../wire/go_values';

const UPLOAD = gob.struct('Z_Args', {A: gob.bytes, B: gob.string, C: gob.string});

/** @returns the file's id @throws AppError `mattermost_*`, where attachments are switched off for one */
export const uploadFile = async (
    api: Pick<PluginApi, 'call'>,
    channelId: string,
    name: string,
    data: Uint8Array,
): Promise<string> =>
    stringOf(structOf((await api.call('UploadFile', UPLOAD, {A: Buffer.from(data), B: channelId, C: name})).A).Id);
