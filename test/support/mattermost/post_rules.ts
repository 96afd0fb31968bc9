import {ApiError} from './api_error';
import {type Json, runeCount} from './json';

export const MAX_MESSAGE_RUNES = 16_383;
const MAX_PROPS_RUNES = 800_000;
/** `posts.type` is a column of 26 characters. */
const MAX_TYPE_CHARACTERS = 26;

const KNOWN_TYPES = new Set([
    '',
    'slack_attachment',
    'me',
    'system_ephemeral',
    'system_generic',
    'system_join_channel',
    'system_channel_deleted',
]);

/** Refuses what the server's model and database refuse. */
export const checkPost = (post: {message: string; type: string; props: Json}): void => {
    if (post.message.length > MAX_MESSAGE_RUNES && runeCount(post.message) > MAX_MESSAGE_RUNES) {
        throw new ApiError(
            400,
            'model.post.is_valid.message_length.app_error',
            'Post Message property is longer than the maximum permitted length.',
        );
    }
    if (!KNOWN_TYPES.has(post.type) && !post.type.startsWith('custom_')) {
        throw new ApiError(400, 'model.post.is_valid.type.app_error', 'Invalid type.', `id=, type=${post.type}`);
    }
    if (post.type.length > MAX_TYPE_CHARACTERS) {
        throw new ApiError(
            500,
            'app.post.save.app_error',
            'Unable to save the Post.',
            `failed to save Post: pq: value too long for type character varying(${MAX_TYPE_CHARACTERS})`,
        );
    }
    checkProps(post.props);
};

export const checkProps = (props: Json): void => {
    // counting is slow, and a short text cannot have too many runes
    const text = JSON.stringify(props);
    if (text.length > MAX_PROPS_RUNES && runeCount(text) > MAX_PROPS_RUNES) {
        throw new ApiError(400, 'model.post.is_valid.props.app_error', 'Invalid props.');
    }
};

export const hashtagsOf = (message: string): string =>
    (message.match(/(?<=^|\s)#\p{L}[\p{L}\p{N}_-]+/gu) ?? []).join(' ');
