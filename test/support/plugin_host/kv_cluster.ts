import {KvStore} from '../../../server-proxy/src/store/kv/store';
import {systemClock} from '../../../server-proxy/src/telemetry/clock';
import {Cluster} from '../app/node';
import {KvTable} from './kv_table';
import {keyValuesOn} from './table_node';

/** Some nodes' view of one plugin table. */
export const kvCluster = async (nodes = 2) => {
    const table = new KvTable();
    const open = async (): Promise<KvStore> => new KvStore(await keyValuesOn(table), systemClock);
    const stores = [await open(), ...(await Promise.all(Array.from({length: nodes - 1}, open)))] as const;
    return {cluster: new Cluster(stores), table, stores};
};
