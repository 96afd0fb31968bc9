import {type ObjectLink, readObjectLink} from './builtin_urls';

/** `🚨 PROBLEM: [Ping](…) on [web01](…) is Critical!`, taken apart. */
export interface BuiltinTitle {
    /** Without the variation selector, which some systems leave out; empty if there is none. */
    readonly emoji: string;
    readonly before: string;
    readonly between: string;
    readonly after: string;
    readonly host: NamedLink;
    readonly service?: NamedLink;
}

export interface NamedLink {
    readonly uuid: string;
    readonly name: string;
}

/** Names have at most 255 characters, addresses far fewer. */
const LONGEST = 2000;
const EMOJI = /^(\p{Extended_Pictographic})\ufe0f? /u;

export const withoutVariation = (emoji: string): string => emoji.replace('\ufe0f', '');

/**
 * Reads the first line of the module's posts: a host's link, or a host's and a service's, with words around. Names may
 * contain brackets, so only links below `openitcockpitUrl` end one.
 * @returns undefined for any other line
 */
export const readTitle = (line: string, openitcockpitUrl: string): BuiltinTitle | undefined => {
    if (line.length > LONGEST) {
        return undefined;
    }
    const emoji = EMOJI.exec(line);
    const words = line.slice(emoji?.[0].length ?? 0);
    const [first, second, ...more] = linksIn(words, openitcockpitUrl);
    if (!first || more.length > 0) {
        return undefined;
    }
    const objects = second ? [first, second] : [first];
    const host = objects.find(({kind}) => kind === 'host');
    const service = objects.find(({kind}) => kind === 'service');
    if (!host || (second && !service)) {
        return undefined;
    }
    return {
        emoji: emoji?.[1] ?? '',
        before: words.slice(0, first.start),
        between: second ? words.slice(first.end, second.start) : '',
        after: words.slice(objects.at(-1)?.end),
        host: {uuid: host.uuid, name: host.name},
        ...(service ? {service: {uuid: service.uuid, name: service.name}} : {}),
    };
};

interface FoundLink extends ObjectLink {
    readonly name: string;
    readonly start: number;
    readonly end: number;
}

const linksIn = (words: string, openitcockpitUrl: string): FoundLink[] => {
    const found: FoundLink[] = [];
    let from = 0;
    for (const match of words.matchAll(/\]\(([^\s()]+)\)/g)) {
        const object = readObjectLink(openitcockpitUrl, match[1] ?? '');
        const start = words.indexOf('[', from);
        if (object && start >= 0 && start < match.index) {
            const end = match.index + match[0].length;
            found.push({...object, name: words.slice(start + 1, match.index), start, end});
            from = end;
        }
    }
    return found;
};
