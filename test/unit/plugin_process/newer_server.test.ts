import {afterEach, describe, expect, it} from 'vitest';
import {REGISTRY, STRINGS} from '../../../server-proxy/src/plugin_api/mattermost_types';
import {pluginHooks} from '../../../server-proxy/src/plugin_process/plugin_hooks';
import type {PluginLife} from '../../../server-proxy/src/plugin_process/plugin_life';
import {
    type GobStruct,
    type GobType,
    type GobValue,
    gob,
    type MuxBroker,
    Named,
    RpcClient,
    type RpcError,
    RpcServer,
    type YamuxSession,
} from '../../../server-proxy/src/wire';
import {structOf} from '../../../server-proxy/src/wire/go_values';
import {RecordingLogger} from '../../support/app/fakes';
import {RENAMED_ATTACHMENTS} from '../../support/plugin_host/go_types';
import {sessionPair} from '../../support/wire/sessions';

const sessions: YamuxSession[] = [];

afterEach(() => {
    for (const session of sessions.splice(0)) {
        session.close();
    }
});

/** A newer Mattermost that calls our hooks; what they were given is kept. */
const host = async () => {
    const given: Record<string, GobValue[]> = {activate: [], posted: [], contexts: []};
    const life = {
        posting: () => undefined,
        activate: async (argument: GobValue) => void given.activate?.push(argument),
        configure: async () => undefined,
        app: {
            webhookPosts: {
                willBePosted: async (post: GobValue, context: GobStruct) => {
                    given.posted?.push(post);
                    given.contexts?.push(context);
                    return undefined;
                },
                hasBeenPosted: async (post: GobValue) => void given.posted?.push(post),
            },
        },
    } as unknown as PluginLife;
    const pair = sessionPair({});
    sessions.push(pair.client);
    const stream = pair.client.open();
    const client = new RpcClient(stream, {registry: NEWER});
    new RpcServer(await pair.server.accept(), pluginHooks(life, {} as MuxBroker, new RecordingLogger()), {
        registry: REGISTRY as ReadonlyMap<string, GobType>,
    });
    return {client, given};
};

const {any, bool, int, map, slice, string, struct} = gob;
const ANY_MAP = map(string, any, 'map[string]interface {}');
const NEW_PART = struct('NewPart', {Id: string, Words: slice(string), Deep: struct('Deeper', {At: int})});
/** Under its new name, and with fields of later versions. */
const NEW_ATTACHMENT = struct('MessageAttachment', {Title: string, Blocks: slice(NEW_PART), Silent: bool});
const NEWER = new Map<string, GobType>([[RENAMED_ATTACHMENTS, slice(NEW_ATTACHMENT) as unknown as GobType]]);
const NEW_POST = struct('Post', {
    Header: NEW_PART,
    Id: string,
    Message: string,
    Silent: bool,
    Props: ANY_MAP,
    Translations: ANY_MAP,
});
const PART = {Id: 'p', Words: ['a', 'b'], Deep: {At: 7}};

describe('a newer Mattermost', () => {
    it.each(['OnLicenseChanged', 'PostWillBeTranslated', 'ServeSomethingNew'])(
        'may call the unknown hook %s: it hears that there is none, and the next call is answered',
        async (hook) => {
            const {client} = await host();
            const refusal = await client.call(`Plugin.${hook}`, NEW_PART, PART).catch((error: RpcError) => error);
            expect(refusal).toMatchObject({isUnknownMethod: true});
            expect(await client.call('Plugin.Implemented', STRINGS, [])).toContain('OnActivate');
        },
    );

    it('is told which hooks there are, and no other', async () => {
        const {client} = await host();
        const names = (await client.call('Plugin.Implemented', STRINGS, [])) as string[];
        expect(names).toContain('MessageWillBePosted');
        expect(names).not.toContain('OnLicenseChanged');
    });

    it('may offer more at activation, such as the context of requests: it is refused by not taking it up', async () => {
        const {client, given} = await host();
        const offer = struct('Z_OnActivateArgs', {
            APIMuxId: int,
            RequestContext: struct('RequestContextOffer', {Version: int, Features: slice(string)}),
            DriverMuxId: int,
            ContextMuxId: int,
        });
        const answer = await client.call('Plugin.OnActivate', offer, {
            APIMuxId: 3,
            RequestContext: {Version: 1, Features: ['deadline', 'cancel']},
            DriverMuxId: 4,
            ContextMuxId: 5,
        });
        // No error, and nothing that would accept the offer.
        expect(answer).toEqual({});
        expect(structOf(given.activate?.[0])).toMatchObject({APIMuxId: 3, DriverMuxId: 4});
    });

    it('may send unknown fields in structs that we know, at any depth', async () => {
        const {client, given} = await host();
        const args = struct('Z_Args', {
            A: struct('Context', {SessionId: string, Trace: NEW_PART, UserAgent: string}),
            B: NEW_POST,
            C: NEW_PART,
        });
        const post = {
            Header: PART,
            Id: 'post',
            Message: 'said',
            Silent: true,
            Props: {known: 'yes'},
            Translations: {de: 'ja'},
        };
        const sent = {A: {SessionId: 's', Trace: PART, UserAgent: 'x'}, B: post, C: PART};
        expect(await client.call('Plugin.MessageWillBePosted', args, sent)).toEqual({});
        expect(structOf(given.contexts?.[0])).toMatchObject({SessionId: 's'});
        expect(structOf(given.posted?.[0])).toMatchObject({Id: 'post', Message: 'said'});
    });

    it('may send attachments under their new name, with unknown fields', async () => {
        const {client, given} = await host();
        const attachments = new Named(RENAMED_ATTACHMENTS, [{Title: 'web01', Blocks: [PART], Silent: true}]);
        const args = struct('Z_Args', {A: NEW_PART, B: NEW_POST});
        await client.call('Plugin.MessageHasBeenPosted', args, {A: PART, B: {Id: 'post', Props: {attachments}}});
        const {Props} = structOf(given.posted?.[0]);
        expect(JSON.stringify(Props instanceof Map ? [...Props] : Props)).toContain('web01');
    });
});
