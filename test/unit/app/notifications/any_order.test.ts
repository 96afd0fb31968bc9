import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {AlertStore} from '../../../../server-proxy/src/app/posts/alert_store';
import {openFileStore} from '../../../../server-proxy/src/store/file/store';
import {type Fields, HISTORY_END, randomHistory, shuffledWithRepeats} from '../../../support/app/histories';
import {Cluster} from '../../../support/app/node';
import {Random} from '../../../support/wire/random';

const fileStore = async (): Promise<AlertStore> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-order-'));
    const store = await openFileStore(folder, () => HISTORY_END);
    onTestFinished(async () => {
        await store.close();
        await rm(folder, {recursive: true, force: true});
    });
    return store;
};

const ordered = async (history: readonly Fields[]): Promise<Cluster> => {
    const cluster = new Cluster([await fileStore()]);
    for (const fields of history) {
        await cluster.notify(fields);
    }
    await cluster.idle();
    return cluster;
};

const SEEDS = Array.from({length: 12}, (_, seed) => seed);

describe('a history of some problems', () => {
    it.each(SEEDS)('ends in the same posts when it comes shuffled and repeated (seed %i)', async (seed) => {
        const random = new Random(seed);
        const history = randomHistory(random, 3);
        const truth = await ordered(history);
        const cluster = new Cluster([await fileStore()]);
        for (const fields of shuffledWithRepeats(random, history)) {
            await cluster.notify(fields);
        }
        await cluster.idle();
        expect(cluster.problemPosts()).toEqual(truth.problemPosts());
        expect(truth.problemPosts()).toHaveLength(3);
    });

    it.each(SEEDS)('ends in the same posts when it comes all at once (seed %i)', async (seed) => {
        const random = new Random(1000 + seed);
        const history = randomHistory(random, 3);
        const truth = await ordered(history);
        const cluster = new Cluster([await fileStore()]);
        await Promise.all(shuffledWithRepeats(random, history).map((fields) => cluster.notify(fields)));
        await cluster.idle();
        expect(cluster.problemPosts()).toEqual(truth.problemPosts());
    });

    it.each(SEEDS)('says nothing twice in the threads (seed %i)', async (seed) => {
        const random = new Random(2000 + seed);
        const history = randomHistory(random, 2);
        const repeated = history.flatMap((fields) => (random.chance(0.5) ? [fields, fields] : [fields]));
        const [once, twice] = [await ordered(history), await ordered(repeated)];
        const linesOf = ({chat}: Cluster) => chat.replies.map(({message}) => message);
        expect(linesOf(twice)).toEqual(linesOf(once));
        expect(twice.chat.posts.size).toBe(once.chat.posts.size);
    });
});
