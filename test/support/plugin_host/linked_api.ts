import {PLUGIN_ID} from '#contract';
import {REGISTRY} from '../../../server-proxy/src/plugin_api/mattermost_types';
import {PluginApi} from '../../../server-proxy/src/plugin_api/plugin_api';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {createMetrics} from '../../../server-proxy/src/telemetry/metrics';
import {MuxBroker, RpcClient, RpcServer} from '../../../server-proxy/src/wire';
import type {DoubleServer} from '../mattermost/server';
import {sessionPair} from '../wire/sessions';
import type {KvTable} from './kv_table';
import {pluginApi} from './plugin_api';

/** Our end of the plugin API, over a real session in memory: what a node's plugin process has after activation. */
export const linkedApi = async (
    server: DoubleServer,
    kv: KvTable,
): Promise<{api: PluginApi; calls: string[]; close: () => void}> => {
    const calls: string[] = [];
    const {client, server: ours} = sessionPair();
    const services = pluginApi({
        pluginId: PLUGIN_ID,
        server,
        kv,
        settings: () => ({}),
        log: () => undefined,
        commands: [],
        auditRecords: [],
        calls,
        files: [],
    });
    const [host, plugin] = [new MuxBroker(client), new MuxBroker(ours)];
    const id = host.nextId();
    const [stream] = await Promise.all([
        plugin.dial(id),
        host.accept(id).then((accepted) => new RpcServer(accepted, services)),
    ]);
    const rpc = new RpcClient(stream, {registry: REGISTRY});
    return {api: new PluginApi(rpc, createMetrics(), systemClock), calls, close: () => ours.close()};
};
