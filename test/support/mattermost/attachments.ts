import {newId} from './ids';
import {isObject, type Json, objectOf, omitEmpty, stringOf} from './json';
import type {ActionIntegration, Post, PostAction} from './model';

const STRING_FIELDS = [
    'fallback',
    'color',
    'pretext',
    'author_name',
    'author_link',
    'author_icon',
    'title',
    'title_link',
    'text',
] as const;

/** The server keeps attachments in a typed struct: unknown keys vanish, missing ones become empty. */
const normalizeAttachment = (value: Json): Json => ({
    id: typeof value.id === 'number' ? value.id : 0,
    ...Object.fromEntries(STRING_FIELDS.map((key) => [key, stringOf(value[key])])),
    fields: normalizeFields(value.fields),
    image_url: stringOf(value.image_url),
    thumb_url: stringOf(value.thumb_url),
    footer: stringOf(value.footer),
    footer_icon: stringOf(value.footer_icon),
    ts: value.ts ?? null,
    ...(Array.isArray(value.actions) && value.actions.length > 0
        ? {actions: value.actions.filter(isObject).map(normalizeAction)}
        : {}),
});

const normalizeFields = (fields: unknown): unknown =>
    Array.isArray(fields)
        ? fields.filter(isObject).map((field) => ({
              title: stringOf(field.title),
              value: field.value ?? null,
              short: field.short === true || field.short === 'true',
          }))
        : null;

const normalizeAction = (action: Json): Json =>
    omitEmpty({
        id: stringOf(action.id) || newId(),
        type: stringOf(action.type),
        name: stringOf(action.name),
        tooltip: stringOf(action.tooltip),
        disabled: action.disabled === true,
        style: stringOf(action.style),
        data_source: stringOf(action.data_source),
        options: Array.isArray(action.options)
            ? action.options
                  .filter(isObject)
                  .map((option) => ({text: stringOf(option.text), value: stringOf(option.value)}))
            : [],
        default_option: stringOf(action.default_option),
        integration: isObject(action.integration)
            ? omitEmpty({url: stringOf(action.integration.url), context: action.integration.context})
            : undefined,
    });

/** Changes to props on saving: attachments are typed, actions without an id get one, an empty list becomes null. */
export const commitProps = (props: Json): Json => {
    if (props.attachments === undefined || props.attachments === null) return {...props};
    const list = Array.isArray(props.attachments) ? props.attachments.filter(isObject) : [];
    return {...props, attachments: list.length === 0 ? null : list.map(normalizeAttachment)};
};

export const attachmentsOf = (props: Json): readonly Json[] =>
    Array.isArray(props.attachments) ? props.attachments.filter(isObject) : [];

const actionsOf = (attachment: Json): readonly Json[] =>
    Array.isArray(attachment.actions) ? attachment.actions.filter(isObject) : [];

/** What clients see: an integration's url and context never leave the server. */
export const propsForClients = (props: Json, cookieOf?: (action: Json) => string): Json => {
    const attachments = attachmentsOf(props);
    if (!attachments.some((attachment) => actionsOf(attachment).length > 0)) return props;
    return {
        ...props,
        attachments: attachments.map((attachment) =>
            attachment.actions === undefined
                ? attachment
                : {...attachment, actions: actionsOf(attachment).map((action) => stripAction(action, cookieOf))},
        ),
    };
};

const stripAction = (action: Json, cookieOf?: (action: Json) => string): Json => {
    const {integration: _, ...visible} = action;
    return cookieOf ? {...visible, cookie: cookieOf(action)} : visible;
};

export const findAction = (post: Post, actionId: string): PostAction | undefined => {
    for (const attachment of attachmentsOf(post.props)) {
        for (const action of actionsOf(attachment)) if (action.id === actionId) return typedAction(action);
    }
    return undefined;
};

export const typedAction = (action: Json): PostAction => ({
    id: stringOf(action.id),
    type: stringOf(action.type),
    name: stringOf(action.name),
    disabled: action.disabled === true,
    style: stringOf(action.style),
    data_source: stringOf(action.data_source),
    options: Array.isArray(action.options) ? action.options : [],
    default_option: stringOf(action.default_option),
    ...(isObject(action.integration) ? {integration: typedIntegration(action.integration)} : {}),
});

const typedIntegration = (integration: Json): ActionIntegration => ({
    url: stringOf(integration.url),
    context: objectOf(integration.context),
});

/** Whether an action in stored attachments loses its `integration`, which makes old servers panic. */
export const losesIntegration = (before: Json, after: Json): boolean => {
    const old = new Map(
        attachmentsOf(before)
            .flatMap(actionsOf)
            .map((action) => [action.id, action]),
    );
    return attachmentsOf(after)
        .flatMap(actionsOf)
        .some((action) => action.integration === undefined && old.get(action.id)?.integration !== undefined);
};
