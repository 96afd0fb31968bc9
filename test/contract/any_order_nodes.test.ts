import {describe, expect, it, onTestFinished} from 'vitest';
import {KeyValues} from '../../server-proxy/src/store/kv/key_values';
import {KvStore} from '../../server-proxy/src/store/kv/store';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {randomHistory, shuffledWithRepeats} from '../support/app/histories';
import {Cluster} from '../support/app/node';
import {DoubleServer} from '../support/mattermost/server';
import {VERSION_RULES} from '../support/mattermost/version_rules';
import {KvTable} from '../support/plugin_host/kv_table';
import {linkedApi} from '../support/plugin_host/linked_api';
import {Random} from '../support/wire/random';

/** Some nodes' view of one plugin table. */
const cluster = async (nodes: number): Promise<Cluster> => {
    const server = new DoubleServer({
        rules: VERSION_RULES['11.6'],
        integrationTimeoutMs: 1000,
        triggerLifetimeMs: 1000,
    });
    const table = new KvTable();
    const stores = await Promise.all(
        Array.from({length: nodes}, async () => {
            const {api, close} = await linkedApi(server, table);
            onTestFinished(close);
            return new KvStore(new KeyValues(api), systemClock);
        }),
    );
    return new Cluster(stores);
};

describe('a history of some problems that two nodes get, shuffled and repeated, at once', () => {
    it.each(Array.from({length: 8}, (_, seed) => seed))('ends in the true posts (seed %i)', async (seed) => {
        const random = new Random(seed);
        const history = randomHistory(random, 2);
        const truth = await cluster(1);
        for (const fields of history) {
            await truth.notify(fields);
        }
        await truth.idle();
        const two = await cluster(2);
        const parallel = shuffledWithRepeats(random, [...history, ...history]);
        await Promise.all(parallel.map((fields) => two.notify(fields, random.int(0, 1))));
        await two.idle();
        expect(two.problemPosts()).toEqual(truth.problemPosts());
        expect(truth.problemPosts()).toHaveLength(2);
        const lines = two.chat.replies.map(({postId, message}) => `${postId} ${message}`);
        const recoveries = lines.filter((line) => line.includes('recovered'));
        expect(new Set(recoveries).size).toBe(recoveries.length);
    });
});
