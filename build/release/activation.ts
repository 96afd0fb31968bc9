import {once} from 'node:events';
import {connect} from 'node:net';
import {
    type GobValue,
    gob,
    MuxBroker,
    method,
    RpcClient,
    RpcServer,
    type RpcServices,
    YamuxSession,
} from '../../server-proxy/src/wire';
import {stringOf, structOf} from '../../server-proxy/src/wire/go_values';

const EMPTY = gob.struct('', {});
const ACTIVATE = gob.struct('Z_OnActivateArgs', {APIMuxId: gob.uint, DriverMuxId: gob.uint});
const BYTES = gob.struct('Z_Returns', {A: gob.bytes});
const BOOL = gob.struct('Z_Returns', {A: gob.bool});
const TEXT = gob.struct('Z_Returns', {A: gob.string});
const NOTHING = gob.struct('Z_Returns', {A: gob.any});

/** Nobody is there: what is asked of openITCOCKPIT is no part of an activation. */
const SETTINGS = {
    openitcockpiturl: 'http://127.0.0.1:9',
    openitcockpitapikey: 'k'.repeat(64),
    notificationtoken: 't'.repeat(40),
    defaultchannel: 'team/channel',
};

/** The key under which the plugin keeps its secret; it is the only value that an activation reads. */
const SECRET = 'signing_secret';

/**
 * Activates a plugin as Mattermost does, as far as the plugin can tell until it has answered: what it asks for besides gets no answer, so that
 * it is always equally far then.
 * @param line the plugin's handshake
 * @returns ends the connection, and with it the plugin
 * @throws Error if it is no handshake, or if the plugin refuses
 */
export const activatePlugin = async (line: string): Promise<() => void> => {
    const [, , network, address = ''] = line.split('|');
    if (network !== 'unix') {
        throw new Error(`This is no handshake of a plugin: ${line}`);
    }
    const socket = connect(address);
    await once(socket, 'connect');
    const session = new YamuxSession(socket, {role: 'client'});
    try {
        const control = new RpcClient(session.open());
        // stdout and stderr
        session.open();
        session.open();
        const broker = new MuxBroker(session);
        const id = Number(await control.call('Dispenser.Dispense', gob.string, 'hooks'));
        const hooks = new RpcClient(await broker.dial(id));
        await hooks.call('Plugin.Implemented', EMPTY, {});
        const [APIMuxId, DriverMuxId] = [broker.nextId(), broker.nextId()];
        void broker.accept(APIMuxId).then((stream) => new RpcServer(stream, pluginApi()));
        void broker.accept(DriverMuxId).then((stream) => new RpcServer(stream, {}));
        const {A: refusal} = structOf(await hooks.call('Plugin.OnActivate', ACTIVATE, {APIMuxId, DriverMuxId}));
        if (refusal) {
            throw new Error(`The plugin does not start: ${JSON.stringify(refusal)}`);
        }
        return () => session.close();
    } catch (error) {
        session.close();
        throw error;
    }
};

/** Mattermost without a licence, with a table in which only the plugin's secret is. */
const pluginApi = (): RpcServices => {
    const never = new Promise<never>(() => undefined);
    const keyOf = (argument: GobValue): string => stringOf(structOf(argument).A);
    return {
        Plugin: {
            EnsureBotUser: method(TEXT, () => ({A: 'b'.repeat(26)})),
            GetLicense: method(EMPTY, () => ({})),
            LoadPluginConfiguration: method(BYTES, () => ({A: Buffer.from(JSON.stringify(SETTINGS))})),
            KVSetWithOptions: method(BOOL, (argument) => (keyOf(argument) === SECRET ? {A: false} : never)),
            KVGet: method(BYTES, (argument) => (keyOf(argument) === SECRET ? {A: Buffer.alloc(64, 's')} : never)),
            RegisterCommand: method(NOTHING, () => ({A: null})),
            KVList: method(NOTHING, () => never),
            GetUser: method(NOTHING, () => never),
        },
    };
};
