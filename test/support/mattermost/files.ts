import type {UploadedFile} from './model';

/** Those of the ids that are files of this person in this channel; others are left out (app/post.go, attachFilesToPost). */
export const ownFiles = (
    ids: unknown,
    uploads: ReadonlyMap<string, UploadedFile>,
    of: Pick<UploadedFile, 'userId' | 'channelId'>,
): readonly string[] =>
    (Array.isArray(ids) ? ids.map(String) : []).filter((id) => {
        const file = uploads.get(id);
        return file?.channelId === of.channelId && file.userId === of.userId;
    });
