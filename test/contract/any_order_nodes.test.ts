import {describe, expect, it} from 'vitest';
import {randomHistory, shuffledWithRepeats} from '../support/app/histories';
import type {Cluster} from '../support/app/node';
import {kvCluster} from '../support/plugin_host/kv_cluster';
import {Random} from '../support/wire/random';

const cluster = async (nodes: number): Promise<Cluster> => (await kvCluster(nodes)).cluster;

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
