import {isDeepStrictEqual} from 'node:util';
import {ALERT_POST_TYPE, ALERT_PROP, SIGNATURE_PROP} from '#contract';
import type {Logger} from '../app/telemetry';
import {SEAL_PROP} from '../domain/post/seal';
import {isKeptProp} from '../mattermost/plugin_api/post_updates';
import type {GobStruct, GobValue} from '../wire';
import {plainOf, propsOf, stringOf, structOf} from '../wire/go_values';
import {BIND_PROP, PLAIN_PROPS} from './post_replies';

/** What makes a post an alert, besides the type of the post itself, which nobody can change. */
const OURS = [ALERT_PROP, SIGNATURE_PROP, BIND_PROP, SEAL_PROP, 'type'] as const;

/** The hook's answer: the whole post, because Mattermost stores it in place of its own, and takes none for a refusal. */
export interface WillBeUpdated {
    readonly A: GobStruct;
}

interface Edit {
    readonly post: GobValue | undefined;
    readonly before: GobValue | undefined;
    /** Of whoever edits it; empty for plugins, ours included, and for other servers that share the channel. */
    readonly sessionId: string;
    /** Are we changing this post? */
    readonly isOurs: (postId: string) => boolean;
}

/**
 * Nobody can edit a post into an alert, or an alert into another one; the message is anybody's who may edit it, and our
 * next update replaces it.
 */
export const willBeUpdated = ({post, before, sessionId, isOurs}: Edit, logger: Logger): WillBeUpdated => {
    const [edited, known] = [structOf(post), structOf(before)];
    if (sessionId === '' && isOurs(stringOf(known.Id))) {
        return {A: asFound(edited, known)};
    }
    if (!(isNamed(edited.Props) || isNamed(known.Props))) {
        return {A: edited};
    }
    const facts = {post: stringOf(edited.Id), channel: stringOf(edited.ChannelId), user: stringOf(edited.UserId)};
    if (isAlert(known)) {
        const restored = withProps(edited, keptFrom(known));
        if (!isDeepStrictEqual(plainOf(restored.Props), plainOf(edited.Props))) {
            logger.warn('An alert was edited; it shows again what openITCOCKPIT says', facts);
        }
        return {A: restored};
    }
    if (isAlert(edited)) {
        logger.warn('A post was edited to look like an alert; it was left as plain text', facts);
        return {A: withProps(edited, new Map(Object.entries(PLAIN_PROPS)))};
    }
    return {A: edited};
};

/** Our own update, which has not read the post: what is not ours in it stays as it is. */
const asFound = (edited: GobStruct, known: GobStruct): GobStruct => {
    const {IsPinned = null, HasReactions = null, FileIds = null} = known;
    const props = known.Props instanceof Map ? [...known.Props] : [];
    const kept = props.filter(([name]) => isKeptProp(String(name)));
    const ours = edited.Props instanceof Map ? edited.Props : [];
    return {...edited, IsPinned, HasReactions, FileIds, Props: new Map([...kept, ...ours])};
};

/** Every edit on the server comes past, and hardly any has one of these props. */
const isNamed = (props: GobValue | undefined): boolean => props instanceof Map && OURS.some((name) => props.has(name));

const isAlert = ({Type, Props}: GobStruct): boolean => {
    const props = propsOf(Props);
    return Boolean(props[ALERT_PROP]) || props.type === ALERT_POST_TYPE || stringOf(Type) === ALERT_POST_TYPE;
};

/** Its props that nobody else may change. Some servers merge them into the edited ones, so none can be left out. */
const keptFrom = ({Props}: GobStruct): Map<string, GobValue> => {
    const kept = Props instanceof Map ? Props : new Map<GobValue, GobValue>();
    const nothing: Readonly<Record<string, GobValue>> = {attachments: []};
    return new Map(
        [...OURS, 'attachments'].flatMap((name) => {
            const value = kept.get(name) ?? nothing[name] ?? '';
            return [[name, value] as const];
        }),
    );
};

const withProps = (post: GobStruct, props: ReadonlyMap<string, GobValue>): GobStruct => {
    const edited = post.Props instanceof Map ? post.Props : new Map<GobValue, GobValue>();
    return {...post, Props: new Map([...edited, ...props])};
};
