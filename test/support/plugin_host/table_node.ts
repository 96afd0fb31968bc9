import {onTestFinished} from 'vitest';
import type {PluginApi} from '../../../server-proxy/src/plugin_api/plugin_api';
import {KeyValues} from '../../../server-proxy/src/store/kv/key_values';
import {DoubleServer} from '../mattermost/server';
import {VERSION_RULES} from '../mattermost/version_rules';
import type {KvTable} from './kv_table';
import {linkedApi} from './linked_api';

/** The plugin API as one node's plugin process has it, with this table, until the test ends. */
export const apiOn = async (table: KvTable): Promise<{readonly api: PluginApi; readonly calls: string[]}> => {
    const rules = VERSION_RULES['11.6'];
    const server = new DoubleServer({rules, integrationTimeoutMs: 1000, triggerLifetimeMs: 1000});
    const {api, calls, close} = await linkedApi(server, table);
    onTestFinished(close);
    return {api, calls};
};

/** The table as that node sees it. */
export const keyValuesOn = async (table: KvTable): Promise<KeyValues> => new KeyValues((await apiOn(table)).api);
