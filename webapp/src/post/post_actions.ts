import type {PostAction} from '@mattermost/types/integration_actions';
import type {MessageAttachment} from '@mattermost/types/message_attachments';
import type {Post} from '@mattermost/types/posts';
import {ACTION} from '#contract';

/** Like Mattermost's client, we skip actions that lack an id or a name. */
export type PressableAction = PostAction & {readonly id: string};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const arrayOfRecords = (value: unknown): Record<string, unknown>[] =>
    Array.isArray(value) ? value.filter(isRecord) : [];

/** Any user can write post props, so every text in them is checked before it is rendered. */
const postAttachments = (post: Post): MessageAttachment[] => arrayOfRecords(post.props?.attachments);

const toAction = (value: Record<string, unknown>): PressableAction[] => {
    const {id, name, type, style, cookie, disabled} = value;
    if (typeof id !== 'string' || typeof name !== 'string' || id === '' || name === '') {
        return [];
    }
    const options = arrayOfRecords(value.options).flatMap((option) =>
        typeof option.text === 'string' && typeof option.value === 'string'
            ? [{text: option.text, value: option.value}]
            : [],
    );
    return [
        {
            id,
            name,
            options,
            type: type === 'select' ? 'select' : 'button',
            disabled: disabled === true,
            ...(typeof style === 'string' ? {style} : {}),
            ...(typeof cookie === 'string' ? {cookie} : {}),
        },
    ];
};

export const postActions = (post: Post): PressableAction[] =>
    postAttachments(post).flatMap((attachment) => arrayOfRecords(attachment.actions).flatMap(toAction));

/** Predefined comments: the options of the post's quick-reason select. */
export const readyReasons = (post: Post): string[] =>
    postActions(post)
        .filter(({id}) => id === ACTION.quickReason)
        .flatMap(({options}) => (options ?? []).map(({text}) => text));

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const fieldTexts = (fields: unknown): string[] =>
    arrayOfRecords(fields).flatMap(({title, value}) =>
        isText(value) ? [isText(title) ? `**${title}**\n${value}` : value] : [],
    );

/** The text of the post's attachments as Markdown, for when Mattermost does not render them. */
export const attachmentText = (post: Post): string =>
    postAttachments(post)
        .flatMap(({pretext, title, text, fields}) => [pretext, title, text, ...fieldTexts(fields)])
        .filter(isText)
        .join('\n\n');
