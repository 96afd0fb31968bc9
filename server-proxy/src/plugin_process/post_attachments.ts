import type {PostedAttachment} from '../domain/post/builtin_post';
import {textIn} from '../domain/received';
import {type GobStruct, Named} from '../wire';
import {propsOf, stringOf} from '../wire/go_values';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Attachments of a post that is about to be stored. Those of webhooks arrive as Go structs (`[]*model.SlackAttachment`,
 * with Go's names), all others as JSON.
 */
const JSON_NAMES: Readonly<Record<string, string>> = {
    Id: 'id',
    Fallback: 'fallback',
    Color: 'color',
    Pretext: 'pretext',
    AuthorName: 'author_name',
    AuthorLink: 'author_link',
    AuthorIcon: 'author_icon',
    Title: 'title',
    TitleLink: 'title_link',
    Text: 'text',
    Fields: 'fields',
    ImageURL: 'image_url',
    ThumbURL: 'thumb_url',
    Footer: 'footer',
    FooterIcon: 'footer_icon',
    Timestamp: 'ts',
    Actions: 'actions',
    // of fields
    Value: 'value',
    Short: 'short',
    // of actions
    Integration: 'integration',
    URL: 'url',
};

const isFields = (value: unknown): value is Fields =>
    typeof value === 'object' && value !== null && !Array.isArray(value);

const objectsIn = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);

const jsonNamed = (fields: Fields): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [JSON_NAMES[name] ?? name, value]));

/** Under which Go sends attachments that the server itself has parsed; the second name since Mattermost 12. */
const PARSED: ReadonlySet<string> = new Set(['[]*model.SlackAttachment', '[]*model.MessageAttachment']);

/**
 * Has an incoming webhook made the post that is about to be stored? Anybody can write `from_webhook` into its props, and
 * scheduled posts and those of other servers in shared channels are stored without a session as well. But only what comes
 * through a webhook has its attachments parsed; a person's are plain JSON.
 * @param sessionId of its author
 */
export const isByWebhook = ({Props, RemoteId}: GobStruct, sessionId: string): boolean => {
    const attachments = Props instanceof Map ? Props.get('attachments') : undefined;
    const isParsed = attachments instanceof Named && PARSED.has(attachments.name);
    return isParsed && sessionId === '' && stringOf(RemoteId) === '' && propsOf(Props).from_webhook === 'true';
};

/** @param value the post's `props.attachments`, unchecked */
export const postedAttachments = (value: unknown): PostedAttachment[] =>
    objectsIn(value)
        .map(jsonNamed)
        .map((attachment) => ({
            text: textIn(attachment.text),
            color: textIn(attachment.color),
            actionUrls: objectsIn(attachment.actions)
                .map(jsonNamed)
                .map(({integration}) => (isFields(integration) ? textIn(jsonNamed(integration).url) : '')),
        }));

/** The same attachments as JSON, with all texts but no buttons. */
export const withoutButtons = (value: unknown): Record<string, unknown>[] =>
    objectsIn(value)
        .map(jsonNamed)
        .map(({actions: _gone, fields, ...rest}) => ({
            ...rest,
            ...(fields === undefined ? {} : {fields: objectsIn(fields).map(jsonNamed)}),
        }));
