import type {PostContent} from '../../domain/post/alert_post';
import type {Attachment} from '../../domain/post/found_post';
import {FLAGS} from '../../domain/subscription/flags';
import {type CommandAnswer, ready, type Subcommand} from './command';

export const SUBSCRIBE: Subcommand = {
    word: 'subscribe',
    help: (_, {subscribing}) => subscribing.command.subscribe,
    argument: {
        hint: (_, {subscribing}) => subscribing.command.subscribeHint,
        help: (_, {subscribing}) => subscribing.command.subscribeHelp,
        words: (rest, {subscribing}) => flagsBegun(rest, subscribing.command.flags),
    },
    run: async (call) => {
        const {userId, channelId, triggerId, args} = call;
        return answerOf(await ready(call).subscribing.desk.subscribe({userId, channelId, triggerId, args}));
    },
};

export const SUBSCRIPTIONS: Subcommand = {
    word: 'subscriptions',
    help: (_, {subscribing}) => subscribing.command.subscriptions,
    argument: {
        hint: (_, {subscribing}) => subscribing.command.subscriptionsHint,
        help: (_, {subscribing}) => subscribing.command.subscriptionsHelp,
    },
    run: async (call) => {
        const {listing} = ready(call).subscribing;
        const isAll = /^(?:all|alle)$/i.test(call.args.trim());
        return answerOf(await (isAll ? listing.ofAll(call) : listing.ofChannel(call, 'all')));
    },
};

export const UNSUBSCRIBE: Subcommand = {
    word: 'unsubscribe',
    help: (_, {subscribing}) => subscribing.command.unsubscribe,
    run: async (call) => answerOf(await ready(call).subscribing.listing.ofChannel(call, 'remove')),
};

const answerOf = ({message, props}: PostContent): CommandAnswer => {
    const attachments = (props.attachments ?? []) as readonly Attachment[];
    return attachments.length === 0 ? message : {text: message, attachments};
};

/** The flags that the last word may become, unless it is complete. */
const flagsBegun = (
    rest: string,
    helps: Readonly<Record<string, string>>,
): readonly {readonly typed: string; readonly help: string}[] => {
    const at = rest.lastIndexOf(' ') + 1;
    const begun = rest.slice(at).toLowerCase();
    if (begun.includes('=') || begun.includes('"')) {
        return [];
    }
    return Object.keys(FLAGS)
        .filter((name) => name.startsWith(begun) && !rest.includes(` ${name}=`) && !rest.startsWith(`${name}=`))
        .map((name) => ({typed: `${rest.slice(0, at)}${name}=`, help: helps[name] ?? ''}));
};
