import {appendFile, mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import type {EpisodeStore} from '../../server-proxy/src/app/shift/episode_store';
import type {Episode} from '../../server-proxy/src/domain/shift/episode';
import {openFileEpisodes} from '../../server-proxy/src/store/file/episodes';
import {KvEpisodes} from '../../server-proxy/src/store/kv/episodes';
import {FakeClock} from '../support/app/fakes';
import {KvTable} from '../support/plugin_host/kv_table';
import {keyValuesOn} from '../support/plugin_host/table_node';

const NOW = 1_795_490_000;
const DAY = 86_400;

const episode = (more: Partial<Episode> = {}): Episode => ({
    at: NOW,
    key: 'web01/ping',
    host: 'web01',
    service: 'Ping',
    state: 'CRITICAL',
    opened: NOW - 60,
    closed: NOW,
    end: 'recovered',
    channels: ['c'.repeat(26)],
    posted: ['c'.repeat(26)],
    ...more,
});

const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'oitc-episodes-'));
    onTestFinished(() => rm(folder, {recursive: true, force: true}));
    return folder;
};

const inFolder = async (folder: string, maxBytes?: number) => {
    const store = await openFileEpisodes(folder, () => NOW, undefined, maxBytes);
    onTestFinished(() => store.close().catch(() => undefined));
    return store;
};

const inTable = async (table: KvTable): Promise<KvEpisodes> => {
    return new KvEpisodes(await keyValuesOn(table), new FakeClock(NOW * 1000));
};

describe.each<[string, () => Promise<EpisodeStore>]>([
    ['the file', async () => inFolder(await newFolder())],
    ['the plugin’s key-value table', () => inTable(new KvTable())],
])('the history of problems in %s', (_name, open) => {
    it('is empty at first, and gives back what was written since a moment', async () => {
        const store = await open();
        expect(await store.since(0)).toEqual({episodes: [], isWhole: true});
        const episodes = [0, 1, 5, 20].map((days) => episode({at: NOW - days * DAY, key: `${days}`}));
        await store.write(episodes);
        const keysSince = async (days: number) =>
            (await store.since(NOW - days * DAY)).episodes.map(({key}) => key).toSorted();
        expect(await keysSince(0)).toEqual(['0']);
        expect(await keysSince(1)).toEqual(['0', '1']);
        expect(await keysSince(30)).toEqual(['0', '1', '20', '5']);
        expect((await store.since(NOW - 2 * DAY)).episodes).toContainEqual(episodes[1]);
    });

    it('keeps of a long history only what is wanted, and others have their turn while it is read', async () => {
        const store = await open();
        for (const days of [3, 2, 1, 0]) {
            const one = (at: number) => episode({at: NOW - days * DAY, key: `${days}-${at}`, opened: at});
            await store.write(Array.from({length: 1000}, (_, at) => one(at)));
        }
        let turn = 0;
        let next: NodeJS.Immediate;
        const tick = (): void => {
            turn += 1;
            next = setImmediate(tick);
        };
        next = setImmediate(tick);
        const asked = new Map<number, number>();
        const {episodes, isWhole} = await store.since(NOW - 3 * DAY, ({opened}) => {
            asked.set(turn, (asked.get(turn) ?? 0) + 1);
            return opened === 7;
        });
        clearImmediate(next);
        expect(episodes.map(({key}) => key).toSorted()).toEqual(['0-7', '1-7', '2-7', '3-7']);
        expect(isWhole).toBe(true);
        expect([...asked.values()].reduce((sum, count) => sum + count, 0)).toBe(4000);
        expect(Math.max(...asked.values())).toBeLessThan(2000);
    });

    it('takes hundreds at once, and from several at once', async () => {
        const store = await open();
        const many = (name: string) => Array.from({length: 300}, (_, at) => episode({key: `${name}${at}`}));
        await Promise.all([store.write(many('a')), store.write(many('b'))]);
        const {episodes, isWhole} = await store.since(NOW - 60);
        expect(new Set(episodes.map(({key}) => key)).size).toBe(600);
        expect(isWhole).toBe(true);
    });
});

describe('the file of the history', () => {
    it('says what layout it has, is there after a restart, and is for its owner only', async () => {
        const folder = await newFolder();
        const before = await inFolder(folder);
        await before.write([episode()]);
        await before.close();
        const path = join(folder, 'episodes.jsonl');
        expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({version: 1, ...episode()});
        expect((await stat(path)).mode & 0o777).toBe(0o600);
        expect((await (await inFolder(folder)).since(0)).episodes).toEqual([episode()]);
    });

    it('is bounded, and says when something is missing because of that', async () => {
        const store = await inFolder(await newFolder(), 2000);
        for (let at = 0; at < 40; at += 1) {
            await store.write([episode({at: NOW - 4000 + at * 100, key: `${at}`})]);
        }
        const {episodes, isWhole} = await store.since(NOW - DAY);
        expect(episodes.length).toBeLessThan(25);
        expect(episodes.map(({key}) => key)).toContain('39');
        expect(isWhole).toBe(false);
        expect((await store.since(NOW - 500)).isWhole).toBe(true);
    });

    it('holds what could be written only behind what came later', async () => {
        const store = await inFolder(await newFolder());
        await store.write([episode({at: NOW, key: 'in time'})]);
        await store.write(Array.from({length: 3000}, (_, at) => episode({at: NOW - 60, key: `late${at}`})));
        expect((await store.since(NOW - 30)).episodes.map(({key}) => key)).toEqual(['in time']);
    });

    it.each(['{"version":1,"at":', '{"version":2,"at":1}\n', '[]\n'])(
        'sets aside what it cannot read, and goes on: %s',
        async (line) => {
            const folder = await newFolder();
            const before = await inFolder(folder);
            await before.write([episode()]);
            await before.close();
            await appendFile(join(folder, 'episodes.jsonl'), line);
            expect((await (await inFolder(folder)).since(0)).episodes).toEqual([episode()]);
            expect((await readdir(folder)).join()).toMatch(/damaged/u);
        },
    );
});

describe('the history in the table', () => {
    it('is shared by the nodes, and loses nothing when they write at once', async () => {
        const table = new KvTable();
        const nodes = [await inTable(table), await inTable(table)];
        await Promise.all(
            nodes.flatMap((node, of) =>
                Array.from({length: 20}, (_, at) => node.write([episode({key: `${of}-${at}`})])),
            ),
        );
        expect((await (await inTable(table)).since(0)).episodes).toHaveLength(40);
    });

    it('takes 10 000 problems a day, and says that there were more', async () => {
        const store = await inTable(new KvTable());
        const day = Array.from({length: 10_000}, (_, at) => episode({key: `${at}`}));
        await store.write(day);
        await expect(store.write([episode({key: 'one more'})])).rejects.toThrow('The history of 2026-11-24 is full');
        const {episodes, isWhole} = await store.since(NOW - DAY);
        expect([episodes.length, isWhole]).toEqual([10_000, false]);
    });
});
