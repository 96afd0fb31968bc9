import type {PostedAttachment} from '../domain/post/builtin_post';
import {textIn} from '../domain/received';
import type {GobStruct} from '../wire';
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

/**
 * Has an incoming webhook made the post that is about to be stored? Anybody can write `from_webhook` into its props, but
 * whoever posts by themselves has a session. Scheduled posts and those of other servers in shared channels have none
 * either, but no address: no request makes them.
 * @param context of the request that makes it
 */
export const isByWebhook = ({Props, RemoteId}: GobStruct, {SessionId, IPAddress}: GobStruct): boolean =>
    stringOf(SessionId) === '' &&
    stringOf(IPAddress) !== '' &&
    stringOf(RemoteId) === '' &&
    propsOf(Props).from_webhook === 'true';

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
