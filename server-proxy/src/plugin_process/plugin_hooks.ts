import type {Logger} from '../app/telemetry';
import {asAppError} from '../domain/errors';
import {COMMAND_RESPONSE, POST, STRINGS, WHOLE_POST} from '../plugin_api/mattermost_types';
import {type GobStruct, type GobValue, gob, type MuxBroker, method, Named, type RpcServices} from '../wire';
import {stringOf, structOf} from '../wire/go_values';
import {willBeUpdated} from './edited_posts';
import type {PluginLife} from './plugin_life';
import {withRequestLimit} from './request_limit';
import {serveHttp} from './serve_http';

const EMPTY = gob.struct('', {});
const ERROR_REPLY = gob.struct('Z_Returns', {A: gob.any});
const COMMAND_REPLY = gob.struct('Z_Returns', {A: COMMAND_RESPONSE});
const WILL_BE_POSTED_REPLY = gob.struct('Z_Returns', {A: POST, B: gob.string});
// Fields that are not in the type are the server's own.
const WILL_BE_UPDATED_REPLY = gob.struct('Z_Returns', {A: WHOLE_POST as gob.GobType<GobStruct>, B: gob.string});

const SUPPORT_REPLY = gob.struct('Z_Returns', {
    A: gob.slice(gob.struct('FileData', {Filename: gob.string, Body: gob.bytes})),
    B: gob.any,
});

const EPHEMERAL = 'ephemeral';

/** The hooks we implement; Mattermost calls only those that `Implemented` names. */
export const pluginHooks = (life: PluginLife, broker: MuxBroker, logger: Logger): RpcServices => {
    const fetch = withRequestLimit((request, connection) => life.fetch(request, connection));
    const hooks = {
        OnActivate: method(ERROR_REPLY, (argument) => errorReply(() => life.activate(argument))),
        OnDeactivate: method(ERROR_REPLY, () => errorReply(() => life.deactivate())),
        OnConfigurationChange: method(ERROR_REPLY, () => errorReply(() => life.configure())),
        ServeHTTP: method(EMPTY, async (argument) => {
            await serveHttp(broker, argument, fetch);
            return {};
        }),
        ServeMetrics: method(EMPTY, async (argument) => {
            await serveHttp(broker, argument, () => life.metrics());
            return {};
        }),
        GenerateSupportData: method(SUPPORT_REPLY, async () => {
            const file = await life.supportFile();
            return {A: file ? [{Filename: file.name, Body: Buffer.from(file.text)}] : []};
        }),
        ExecuteCommand: method(COMMAND_REPLY, async (argument) => {
            const typed = structOf(structOf(argument).B);
            const text = await life.answerCommand({
                line: stringOf(typed.Command),
                userId: stringOf(typed.UserId),
                channelId: stringOf(typed.ChannelId),
                teamId: stringOf(typed.TeamId),
                rootId: stringOf(typed.RootId),
                triggerId: stringOf(typed.TriggerId),
                siteUrl: stringOf(typed.SiteURL),
            });
            return {A: {ResponseType: EPHEMERAL, Text: text}};
        }),
        MessageWillBePosted: method(WILL_BE_POSTED_REPLY, async (argument) => {
            const {A: context, B: post} = structOf(argument);
            life.posting(structOf(post));
            const reply = await life.app?.webhookPosts.willBePosted(post, structOf(context));
            return reply ?? {};
        }),
        MessageWillBeUpdated: method(WILL_BE_UPDATED_REPLY, (argument) => {
            const {A: context, B: post, C: before} = structOf(argument);
            const sessionId = stringOf(structOf(context).SessionId);
            if (sessionId !== '') {
                life.edited(stringOf(structOf(before).Id));
            }
            return willBeUpdated({post, before, sessionId, isOurs: (id) => life.isUpdating(id)}, logger);
        }),
        MessageHasBeenPosted: method(EMPTY, async (argument) => {
            await life.app?.webhookPosts.hasBeenPosted(structOf(argument).B);
            return {};
        }),
    };
    const Implemented = method(STRINGS, () => Object.keys(hooks));
    logger.debug('Hooks offered', {hooks: Object.keys(hooks)});
    return {Plugin: {Implemented, ...hooks}};
};

/** Go's `error`: nil, or our sentence, which administrators read in the System Console. */
const errorReply = async (work: () => Promise<void>): Promise<{A: GobValue}> => {
    try {
        await work();
        return {A: null};
    } catch (error) {
        return {A: new Named('*plugin.ErrorString', {Code: 0, Err: asAppError(error).message})};
    }
};
