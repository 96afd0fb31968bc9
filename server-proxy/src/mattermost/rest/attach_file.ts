import {randomUUID} from 'node:crypto';
import type {AttachedFile, PostRef} from '../../app/posts/chat_port';
import {AppError} from '../../domain/errors';
import type {RestClient} from './client';

/** Mattermost takes a file as it is, without a form around it. The bot needs the permission upload_file. */
export const attachFile = async (
    rest: Pick<RestClient, 'call'>,
    {channelId, postId}: PostRef,
    message: string,
    {name, data}: AttachedFile,
): Promise<void> => {
    const query = new URLSearchParams({channel_id: channelId, filename: name});
    const {file_infos: infos} = await rest.call({
        method: 'POST',
        path: `/files?${query}`,
        operation: 'upload_file',
        repeatable: true,
        file: data,
    });
    const [info] = Array.isArray(infos) ? (infos as readonly {readonly id?: unknown}[]) : [];
    if (typeof info?.id !== 'string') {
        throw new AppError(
            'mattermost_bad_answer',
            'Mattermost did not answer with the file it was given: check MATTERMOST_URL.',
        );
    }
    await rest.call({
        method: 'POST',
        path: '/posts',
        operation: 'reply',
        repeatable: true,
        body: {
            channel_id: channelId,
            root_id: postId,
            message,
            file_ids: [info.id],
            pending_post_id: randomUUID(),
        },
    });
};
