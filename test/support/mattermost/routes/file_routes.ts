import type {Hono} from 'hono';
import {ApiError, invalidUrlParam, permissionDenied} from '../api_error';
import {type DoubleEnv, requireSession} from '../auth';
import {newId} from '../ids';
import type {DoubleServer} from '../server';

/** `POST /files` of a file as it is (api4/file.go, uploadFileSimple); forms around it are not doubled. */
export const fileRoutes = (api: Hono<DoubleEnv>, server: DoubleServer): void => {
    api.post('/files', async (c) => {
        const {userId} = requireSession(c);
        if (!server.takesFiles) {
            throw new ApiError(501, 'api.file.attachments.disabled.app_error', 'File attachments have been disabled.');
        }
        const {channel_id: channelId = '', filename: name = ''} = c.req.query();
        const channel = server.directory.channels.get(channelId);
        if (name === '' || (c.req.header('content-type') ?? '').startsWith('multipart/')) {
            throw invalidUrlParam('filename');
        }
        if (!channel || !server.directory.isMember(userId, channel)) {
            throw permissionDenied(server.rules, userId, 'upload_file');
        }
        const data = Buffer.from(await c.req.arrayBuffer());
        const id = newId();
        server.uploads.set(id, {channelId, userId, name, data});
        const info = {
            id,
            user_id: userId,
            channel_id: channelId,
            name,
            extension: name.split('.').at(-1),
            size: data.length,
        };
        return c.json({file_infos: [info], client_ids: []}, 201);
    });
};
