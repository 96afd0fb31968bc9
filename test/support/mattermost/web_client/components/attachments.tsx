import React from 'react';
import type {Action, Attachment, ClientPost} from '../types';
import {ActionRow} from './action_row';
import {Markdown} from './markdown';

const COLORS: Readonly<Record<string, string>> = {
    good: '#339970',
    warning: '#fdb441',
    danger: '#dc5050',
};

const colorOf = (color: string | undefined): string | undefined => (color ? (COLORS[color] ?? color) : undefined);

const Fields = ({fields}: {fields: Attachment['fields']}) =>
    fields && fields.length > 0 ? (
        <dl className="attachment-fields">
            {fields.map(({title, value, short}) => (
                <div key={title} className={short ? 'attachment-field attachment-field--short' : 'attachment-field'}>
                    <dt>{title}</dt>
                    <dd>
                        <Markdown text={String(value ?? '')} />
                    </dd>
                </div>
            ))}
        </dl>
    ) : null;

const Title = ({title, link}: {title: string; link: string | undefined}) => (
    <h2 className="attachment-title">{link ? <a href={link}>{title}</a> : title}</h2>
);

/** Actions without id or name are skipped, as in the real client. */
const usableActions = (attachment: Attachment): readonly Action[] =>
    (attachment.actions ?? []).filter(({id, name}) => id && name);

/** Mattermost's own rendering of `props.attachments`, including buttons and selects. */
export const Attachments = ({post}: {post: ClientPost}) => {
    const list = post.props.attachments;
    if (!Array.isArray(list)) return null;
    return (
        <>
            {(list as Attachment[]).map((attachment, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no identity of their own
                <section key={index} className="attachment" aria-label={attachment.title || attachment.pretext}>
                    {attachment.pretext && <Markdown text={attachment.pretext} />}
                    <div className="attachment-body" style={{borderLeftColor: colorOf(attachment.color)}}>
                        {attachment.author_name && <div className="host-hint">{attachment.author_name}</div>}
                        {attachment.title && <Title title={attachment.title} link={attachment.title_link} />}
                        {attachment.text && <Markdown text={attachment.text} />}
                        <Fields fields={attachment.fields} />
                        {attachment.footer && <div className="host-hint">{attachment.footer}</div>}
                        <ActionRow post={post} actions={usableActions(attachment)} />
                    </div>
                </section>
            ))}
        </>
    );
};
