import {expect, it, onTestFinished} from 'vitest';
import {PLUGIN_ID} from '#contract';
import {PluginLife} from '../../../server-proxy/src/plugin_process/plugin_life';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {metricsOnDemand} from '../../../server-proxy/src/telemetry/metrics_on_demand';
import {MuxBroker, RpcServer} from '../../../server-proxy/src/wire';
import {stringOf, structOf} from '../../../server-proxy/src/wire/go_values';
import {RecordingLogger} from '../../support/app/fakes';
import {DoubleServer} from '../../support/mattermost/server';
import {VERSION_RULES} from '../../support/mattermost/version_rules';
import {KvTable} from '../../support/plugin_host/kv_table';
import {pluginApi} from '../../support/plugin_host/plugin_api';
import {waitFor} from '../../support/wait_for';
import {sessionPair} from '../../support/wire/sessions';

it('is answered before anything is done that no hook needs', async () => {
    const written: string[] = [];
    const {client, server: ours} = sessionPair();
    const services = pluginApi({
        pluginId: PLUGIN_ID,
        server: new DoubleServer({
            rules: VERSION_RULES['11.6'],
            integrationTimeoutMs: 1000,
            triggerLifetimeMs: 1000,
        }),
        kv: new KvTable(),
        settings: () => ({SigningSecret: 'signing-secret-of-the-tests', DefaultChannel: 'ops/alerts'}),
        log: () => undefined,
        commands: [],
        auditRecords: [],
        calls: [],
        files: [],
        beforeAnswer: async (name, argument) => {
            if (name === 'KVSetWithOptions') {
                written.push(stringOf(structOf(argument).A));
            }
        },
    });
    const [host, plugin] = [new MuxBroker(client), new MuxBroker(ours)];
    const [APIMuxId, DriverMuxId] = [host.nextId(), host.nextId()];
    void host.accept(DriverMuxId);
    void host.accept(APIMuxId).then((accepted) => new RpcServer(accepted, services));
    const {metrics, read} = metricsOnDemand();
    const life = new PluginLife(plugin, {
        clock: systemClock,
        logger: Object.assign(new RecordingLogger(), {setLevel: () => undefined, recent: () => []}),
        metrics,
        readMetrics: read,
        machineZone: 'UTC',
        version: '0.0.0',
        onApiLost: () => undefined,
    });
    onTestFinished(async () => {
        await life.deactivate();
        ours.close();
    });
    await life.activate({APIMuxId, DriverMuxId});
    // Made with the settings, if none was generated yet.
    expect(written.filter((key) => key !== 'signing_secret')).toEqual([]);
    await waitFor(async () => written.includes('watch'));
});
