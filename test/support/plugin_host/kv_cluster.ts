import {onTestFinished} from 'vitest';
import {KeyValues} from '../../../server-proxy/src/store/kv/key_values';
import {KvStore} from '../../../server-proxy/src/store/kv/store';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {Cluster} from '../app/node';
import {DoubleServer} from '../mattermost/server';
import {VERSION_RULES} from '../mattermost/version_rules';
import {KvTable} from './kv_table';
import {linkedApi} from './linked_api';

/** Two or more nodes' view of one plugin table. */
export const kvCluster = async (nodes = 2) => {
    const rules = VERSION_RULES['11.6'];
    const server = new DoubleServer({rules, integrationTimeoutMs: 1000, triggerLifetimeMs: 1000});
    const table = new KvTable();
    const open = async (): Promise<KvStore> => {
        const {api, close} = await linkedApi(server, table);
        onTestFinished(close);
        return new KvStore(new KeyValues(api), systemClock);
    };
    const stores = [await open(), await open(), ...(await Promise.all(Array.from({length: nodes - 2}, open)))] as const;
    return {cluster: new Cluster(stores), table, stores};
};
