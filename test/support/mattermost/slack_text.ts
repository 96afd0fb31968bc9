import {attachmentsOf} from './attachments';
import {isObject, type Json} from './json';

/** `<http://x|text>` → `[text](http://x)`. */
export const slackLinks = (text: string): string => text.replace(/<([^\n<|>]+)\|([^|\n>]+)>/g, '[$2]($1)');

/** Slack's markup in a webhook's text: links and group mentions. */
export const slackText = (text: string): string =>
    slackLinks(text.replace(/<!(channel|here|all|everyone)>/g, (_, name) => `@${name === 'everyone' ? 'all' : name}`));

/** The same for the texts of attachments; field values become strings. */
export const slackAttachments = (attachments: unknown): readonly Json[] =>
    attachmentsOf({attachments}).map((attachment) => ({
        ...attachment,
        ...Object.fromEntries(
            ['pretext', 'text', 'title'].flatMap((key) => {
                const value = attachment[key];
                return typeof value === 'string' ? [[key, slackText(value)]] : [];
            }),
        ),
        ...(Array.isArray(attachment.fields)
            ? {
                  fields: attachment.fields.filter(isObject).map((field) => ({
                      ...field,
                      value: field.value === undefined || field.value === null ? '' : slackText(String(field.value)),
                  })),
              }
            : {}),
    }));
