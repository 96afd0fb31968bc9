import {Marked, type Tokens} from 'marked';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const EMOJI: Readonly<Record<string, string>> = {
    white_check_mark: '✅',
    warning: '⚠️',
    red_circle: '🔴',
    large_green_circle: '🟢',
    large_yellow_circle: '🟡',
    hourglass: '⌛',
    hourglass_flowing_sand: '⏳',
    speech_balloon: '💬',
    fire: '🔥',
};

/** Mattermost's Markdown as far as messages use it: GitHub's, no HTML, safe links only, mentions, emoji. */
const markdown = new Marked({
    gfm: true,
    breaks: true,
    renderer: {
        html: ({text}) => escapeHtml(text),
        link({href, tokens}) {
            const text = this.parser.parseInline(tokens);
            if (!/^(https?|mailto):/i.test(href)) return text;
            return `<a class="theme markdown__link" href="${escapeHtml(href)}" target="_blank" rel="noreferrer">${text}</a>`;
        },
        image: ({text}) => escapeHtml(text),
    },
    extensions: [
        {
            name: 'mention',
            level: 'inline',
            start: (source) => source.indexOf('@'),
            tokenizer: (source) => {
                const match = /^@[a-z0-9][a-z0-9._-]*/i.exec(source);
                return match ? {type: 'mention', raw: match[0], text: match[0]} : undefined;
            },
            renderer: (token: Tokens.Generic) => {
                const name = escapeHtml(token.raw);
                const group = /^@(all|here|channel)$/i.test(token.raw);
                return `<span class="${group ? 'mention--highlight' : 'mention-link'}">${name}</span>`;
            },
        },
        {
            name: 'emoji',
            level: 'inline',
            start: (source) => source.indexOf(':'),
            tokenizer: (source) => {
                const match = /^:([a-z0-9_+-]+):/.exec(source);
                const character = EMOJI[match?.[1] ?? ''];
                return match && character ? {type: 'emoji', raw: match[0], text: character} : undefined;
            },
            renderer: (token: Tokens.Generic) => `<span class="emoticon" title="${token.raw}">${token.text}</span>`,
        },
    ],
});

/** PostUtils.formatText: Markdown to safe HTML. */
export const formatText = (text: string): string => markdown.parse(text, {async: false});
