import {beforeEach, describe, expect, it} from 'vitest';
import type {AlertStore} from '../../server-proxy/src/app/posts/alert_store';
import type {Clock} from '../../server-proxy/src/app/telemetry';
import type {AlertRecord} from '../../server-proxy/src/domain/alert/record';
import {KeyValues} from '../../server-proxy/src/store/kv/key_values';
import {KvStore} from '../../server-proxy/src/store/kv/store';
import {systemClock} from '../../server-proxy/src/telemetry/clock';
import {FakeClock} from '../support/app/fakes';
import {eventually} from '../support/eventually';
import {KvTable} from '../support/plugin_host/kv_table';
import {apiOn, keyValuesOn} from '../support/plugin_host/table_node';
import {defineRolledBackSuite} from '../support/rolled_back_suite';
import {defineStoreSuite, pendingAction, postedAs, recordOf} from '../support/store_suite';
import {storedRows} from '../support/stored';
import {defineStoredSuite} from '../support/stored_suite';

const storeOn = async (table: KvTable, clock: Clock = systemClock): Promise<KvStore> =>
    new KvStore(await keyValuesOn(table), clock);

defineStoreSuite('the plugin’s key-value table', (clock) => storeOn(new KvTable(), clock));

const asked = (key: string, id: string): AlertRecord => recordOf(key, {pending: [pendingAction(id)]});

const behindPost: Pick<AlertRecord, 'posts'> = {
    posts: [{channelId: 'c1', postId: 'p1', nonce: 'nonce', wanted: 2, shown: 1}],
};

/** Nothing is asked for any more. */
const ended = (current: AlertRecord | undefined): AlertRecord | undefined => {
    const {pending: _pending, ...rest} = current ?? recordOf('none');
    return current && rest;
};

describe('two nodes on one table', () => {
    let table: KvTable;
    let one: AlertStore;
    let other: AlertStore;

    beforeEach(async () => {
        table = new KvTable();
        [one, other] = [await storeOn(table), await storeOn(table)];
    });

    it('lose no update when both change the same alert at once', async () => {
        await one.update('a', () => recordOf('a', {updatedAt: 0}));
        const bump = (current: AlertRecord | undefined) => current && {...current, updatedAt: current.updatedAt + 1};
        await Promise.all(Array.from({length: 20}, () => [one.update('a', bump), other.update('a', bump)]).flat());
        expect((await one.get('a'))?.updatedAt).toBe(40);
        expect(await other.get('a')).toEqual(await one.get('a'));
    });

    it('let one of two make a record that both found missing', async () => {
        const made = await Promise.all(
            [one, other].map((store, node) =>
                store.update('a', (current) => current ?? recordOf('a', postedAs('', '', `node ${node}`))),
            ),
        );
        expect(made[0]?.posts).toEqual(made[1]?.posts);
    });

    it('run exclusive tasks of one alert one after the other, those of different alerts at once', async () => {
        let running = 0;
        let most = 0;
        const done: number[] = [];
        const task = (number: number) => async (): Promise<number> => {
            running += 1;
            most = Math.max(most, running);
            await systemClock.sleep(5);
            running -= 1;
            done.push(number);
            return number;
        };
        const numbers = Array.from({length: 8}, (_, number) => number);
        const results = await Promise.all(
            numbers.map((number) => (number % 2 ? one : other).exclusively('a', task(number))),
        );
        expect([results, most, done.toSorted()]).toEqual([numbers, 1, numbers]);
        await one.exclusively('a', () => other.exclusively('b', task(8)));
        expect(done.at(-1)).toBe(8);
    });

    it('pass the turn on when a task fails', async () => {
        await expect(one.exclusively('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
        expect(await other.exclusively('a', async () => 'mine')).toBe('mine');
    });

    it('do not wait for ever for a node that died in its turn', async () => {
        const clock = new FakeClock();
        const waiting = new KvStore(await keyValuesOn(table), clock);
        let die: () => void = () => undefined;
        const dying = one.exclusively('a', () => new Promise<void>((resolve) => (die = resolve)));
        await expect(waiting.exclusively('a', async () => 'mine')).rejects.toMatchObject({
            message: expect.stringContaining('Another node'),
        });
        table.advance(60_000);
        expect(await waiting.exclusively('a', async () => 'mine')).toBe('mine');
        die();
        await dying;
    });

    it('wait longer for a turn than a dead node’s lock lives', async () => {
        const clock = new FakeClock();
        const started = clock.now();
        const waiting = new KvStore(await keyValuesOn(table), {
            now: () => clock.now(),
            monotonic: () => clock.now(),
            sleep: async (milliseconds) => {
                table.advance(milliseconds);
                await clock.sleep(milliseconds);
            },
        });
        let die: () => void = () => undefined;
        const dying = one.exclusively('a', () => new Promise<void>((resolve) => (die = resolve)));
        expect(await waiting.exclusively('a', async () => 'mine')).toBe('mine');
        expect(clock.now() - started).toBeLessThan(25_000); // the notification command's patience
        die();
        await dying;
    });

    it('keep their turn for as long as a task takes', async () => {
        let renewals = 0;
        class Counting extends KeyValues {
            override async swap(
                key: string,
                old: Buffer | undefined,
                value: Buffer,
                seconds?: number,
            ): Promise<boolean> {
                const swapped = await super.swap(key, old, value, seconds);
                renewals += swapped && old !== undefined ? 1 : 0;
                return swapped;
            }
        }
        const {api} = await apiOn(table);
        const order: string[] = [];
        const long = new KvStore(new Counting(api), systemClock, 5).exclusively('a', async () => {
            order.push('long begins');
            for (let part = 0; part < 10; part += 1) {
                table.advance(5000); // half of a lock's life
                const before = renewals;
                // The first may have begun before the clock moved.
                while (renewals < before + 2) {
                    await systemClock.sleep(5);
                }
            }
            order.push('long ends');
        });
        while (order.length === 0) {
            await systemClock.sleep(5);
        }
        await Promise.all([long, other.exclusively('a', async () => order.push('next'))]);
        expect(order).toEqual(['long begins', 'long ends', 'next']);
    });

    it('need not wait for one that ends and says so', async () => {
        const ending = await storeOn(table);
        let release: () => void = () => undefined;
        let isOurs = false;
        const unfinished = ending.exclusively('a', () => {
            isOurs = true;
            return new Promise<void>((resolve) => (release = resolve));
        });
        while (!isOurs) {
            await systemClock.sleep(5);
        }
        await ending.letGo();
        expect(await other.exclusively('a', async () => 'mine')).toBe('mine');
        release();
        await unfinished;
    });

    it('leave the turn of the next one alone when a task outlived its own', async () => {
        const order: string[] = [];
        let finishSlow: () => void = () => undefined;
        let finishNext: () => void = () => undefined;
        const slow = one.exclusively('a', () => new Promise<void>((resolve) => (finishSlow = resolve)));
        await systemClock.sleep(20);
        table.advance(60_000);
        const next = other.exclusively('a', async () => {
            order.push('next begins');
            await new Promise<void>((resolve) => (finishNext = resolve));
            order.push('next ends');
        });
        while (order.length === 0) {
            await systemClock.sleep(5);
        }
        finishSlow();
        await slow;
        const third = one.exclusively('a', async () => order.push('third'));
        await systemClock.sleep(150);
        finishNext();
        await Promise.all([next, third]);
        expect(order).toEqual(['next begins', 'next ends', 'third']);
    });

    it('both know what is pending, and that it ended', async () => {
        await one.update('a', () => asked('a', '1'));
        await other.update('b', () => asked('b', '1'));
        const keysOf = async (store: AlertStore) => (await store.pending()).map(({key}) => key);
        expect([await keysOf(one), await keysOf(other)]).toEqual([
            ['a', 'b'],
            ['a', 'b'],
        ]);
        await other.update('a', ended);
        await one.update('b', ended);
        expect([await keysOf(one), await keysOf(other)]).toEqual([[], []]);
    });

    it('do not forget what is asked for while another node writes down the end of the last thing', async () => {
        let goOn: () => void = () => undefined;
        let reached: () => void = () => undefined;
        const isReached = new Promise<void>((resolve) => (reached = resolve));
        /** Goes on only when told: a node that is slow to take its entry away. */
        class Slow extends KeyValues {
            override async get(key: string): Promise<Buffer | undefined> {
                const isSecond = key.startsWith('index/pending/') && this.gets++ === 1;
                if (isSecond) {
                    reached();
                    await new Promise<void>((resolve) => (goOn = resolve));
                }
                return super.get(key);
            }
            private gets = 0;
        }
        const {api} = await apiOn(table);
        const slow = new KvStore(new Slow(api), systemClock);
        await one.update('a', () => asked('a', '1'));
        const ending = slow.update('a', ended);
        await isReached;
        await other.update('a', () => asked('a', '2'));
        goOn();
        await ending;
        expect((await one.pending()).map(({key}) => key)).toEqual(['a']);
    });

    it('take one turn between them, even when their clocks tick apart', async () => {
        const turns: string[] = [];
        const turn = (store: AlertStore, name: string) => store.unlessBusy('turn', async () => turns.push(name), 50);
        await Promise.all([turn(one, 'a'), turn(other, 'a')]);
        table.advance(30_000);
        await turn(other, 'b');
        expect(turns).toEqual(['a']);
        table.advance(30_000);
        await turn(other, 'c');
        await turn(one, 'c');
        expect(turns).toEqual(['a', 'c']);
    });

    it('find what is open and under way without reading the past, but for the first time after 0.1.0', async () => {
        const read: string[] = [];
        class Counting extends KeyValues {
            override get(key: string): Promise<Buffer | undefined> {
                read.push(key);
                return super.get(key);
            }
        }
        for (let number = 0; number < 2500; number += 1) {
            const record = JSON.stringify(recordOf(`old-${number}`, {look: 'recovered'}));
            table.set(`alert/old-${number}`, Buffer.from(record), {atomic: false, old: undefined, expireIn: 0});
        }
        await one.update('a', () => asked('a', '1'));
        const {api} = await apiOn(table);
        const third = new KvStore(new Counting(api), systemClock);
        expect(await third.followed()).toEqual(['a']);
        // Each once, open ones too: an earlier version did not know what is unshown.
        const once = read.filter((key) => !key.startsWith('index/'));
        expect([once.length, new Set(once).size]).toEqual([2501, 2501]);
        read.length = 0;
        const fourth = new KvStore(new Counting(api), systemClock);
        expect((await fourth.pending()).map(({key}) => key)).toEqual(['a']);
        expect(await fourth.followed()).toEqual(['a']);
        expect(read.filter((key) => !key.startsWith('index/'))).toEqual(['alert/a']);
    });

    it('find what an earlier version left unshown, once', async () => {
        const unshown = JSON.stringify(recordOf('a#1', {look: 'recovered', ...behindPost}));
        table.set('alert/a#1', Buffer.from(unshown), {atomic: false, old: undefined, expireIn: 0});
        expect((await one.unshown()).map(({key}) => key)).toEqual(['a#1']);
        expect((await other.unshown()).map(({key}) => key)).toEqual(['a#1']);
        table.set('alert/b#1', Buffer.from(unshown), {atomic: false, old: undefined, expireIn: 0});
        expect((await other.unshown()).map(({key}) => key)).toEqual(['a#1']);
    });

    it('find what an earlier version left unshown although it knew that it is open', async () => {
        await one.update('a', () => recordOf('a'));
        const behind = JSON.stringify(recordOf('a', behindPost));
        table.set('alert/a', Buffer.from(behind), {atomic: false, old: undefined, expireIn: 0});
        expect((await other.unshown()).map(({key}) => key)).toEqual(['a']);
    });

    it('both know what is unshown, and forget it some minutes after it was shown', async () => {
        const clock = new FakeClock(Date.now());
        const late = await storeOn(table, clock);
        await one.update('a', () => recordOf('a', behindPost));
        expect((await other.unshown()).map(({key}) => key)).toEqual(['a']);
        await other.update('a', (current) => current && {...current, ...postedAs('p1', 'c1')});
        expect(await one.unshown()).toEqual([]);
        const entries = () =>
            table
                .list(0, 1000)
                .filter((key) => key.startsWith('index/unshown/') && key !== 'index/unshown/complete')
                .flatMap((key) => JSON.parse(table.get(key)?.toString() ?? '[]') as unknown[]);
        expect(entries()).toHaveLength(1);
        await clock.sleep(400_000);
        expect(await late.unshown()).toEqual([]);
        expect(entries()).toEqual([]);
    });

    it('both know all that is open when both open and close many at once', async () => {
        const keys = Array.from({length: 300}, (_, number) => `host-${number}`);
        const nodeOf = (number: number) => (number % 2 ? one : other);
        await Promise.all(keys.map((key, number) => nodeOf(number).update(key, () => recordOf(key))));
        expect((await one.followed()).toSorted()).toEqual(keys.toSorted());
        const closed = (current: AlertRecord | undefined) =>
            current && {...current, look: 'recovered' as const, updatedAt: 0};
        await Promise.all(
            keys.filter((_, number) => number % 3 === 0).map((key, number) => nodeOf(number).update(key, closed)),
        );
        expect((await other.followed()).toSorted()).toEqual(keys.filter((_, number) => number % 3).toSorted());
    });

    it('follow what opens again although nothing keeps an entry of it, as after a node whose clock is ahead', async () => {
        const now = Math.floor(Date.now() / 1000);
        // The entries are completed once, after 0.1.0.
        expect(await one.followed()).toEqual([]);
        const closed = JSON.stringify(recordOf('a', {look: 'recovered', updatedAt: now}));
        table.set('alert/a', Buffer.from(closed), {atomic: false, old: undefined, expireIn: 0});
        expect(await one.followed()).toEqual([]);
        await one.update('a', (current) => current && {...current, look: 'problem'});
        expect((await other.readFollowed(await other.followed())).map(({key}) => key)).toEqual(['a']);
    });

    it('lose nothing when one of them dies between index and record', async () => {
        /** The next write of a record, or all after it, never happens. */
        class Dying extends KeyValues {
            dies: 'before the record' | 'after the record' | undefined;

            override async swap(key: string, old: Buffer | undefined, value: Buffer, ttl?: number): Promise<boolean> {
                if (this.dies === 'before the record' && key.startsWith('alert/')) {
                    throw new Error('killed');
                }
                const swapped = await super.swap(key, old, value, ttl);
                if (this.dies === 'after the record' && key.startsWith('alert/')) {
                    return new Promise(() => undefined);
                }
                return swapped;
            }
        }
        const {api} = await apiOn(table);
        const kv = new Dying(api);
        const dying = new KvStore(kv, systemClock);

        kv.dies = 'before the record';
        await expect(dying.update('a', () => recordOf('a'))).rejects.toThrow('killed');
        expect(await one.followed()).toEqual(['a']); // an entry too many
        expect(await one.readFollowed(['a'])).toEqual([]);

        kv.dies = 'after the record';
        void dying.update('b', () => recordOf('b'));
        await eventually(async () => expect((await one.readFollowed(['b'])).map(({key}) => key)).toEqual(['b']));

        void dying.update('b', (current) => current && {...current, look: 'recovered', updatedAt: 0});
        await eventually(async () => expect(await one.readFollowed(['b'])).toEqual([]));
        expect((await one.followed()).toSorted()).toEqual(['a', 'b']);

        const later = new KvStore(await keyValuesOn(table), new FakeClock(Date.now() + 600_000));
        expect(await later.readFollowed(await later.followed())).toEqual([]);
        expect(await one.followed()).toEqual([]);
    });

    it('keep an entry whose record another node is about to write', async () => {
        let goOn: () => void = () => undefined;
        let reached: () => void = () => undefined;
        const isReached = new Promise<void>((resolve) => (reached = resolve));
        class Slow extends KeyValues {
            override async swap(key: string, old: Buffer | undefined, value: Buffer, ttl?: number): Promise<boolean> {
                if (key.startsWith('alert/')) {
                    reached();
                    await new Promise<void>((resolve) => (goOn = resolve));
                }
                return super.swap(key, old, value, ttl);
            }
        }
        const {api} = await apiOn(table);
        const opening = new KvStore(new Slow(api), systemClock).update('a', () => recordOf('a'));
        await isReached;
        expect(await other.readFollowed(await other.followed())).toEqual([]);
        goOn();
        await opening;
        expect((await other.readFollowed(await other.followed())).map(({key}) => key)).toEqual(['a']);
    });

    it('forget a recovered alert after a week, an open one never', async () => {
        await one.update('open', () => recordOf('open', postedAs('p1')));
        await one.update('closed', () => recordOf('closed', {...postedAs('p2'), look: 'recovered'}));
        table.advance(6 * 86_400_000);
        expect((await other.get('closed'))?.look).toBe('recovered');
        table.advance(2 * 86_400_000);
        expect(await other.get('closed')).toBeUndefined();
        expect((await other.get('open'))?.posts).toMatchObject([{postId: 'p1'}]);
    });

    it('take a broken record for none', async () => {
        table.set('alert/a', Buffer.from('{'), {atomic: false, old: undefined, expireIn: 0});
        expect(await one.get('a')).toBeUndefined();
        expect((await one.update('a', (current) => current ?? recordOf('a')))?.key).toBe('a');
    });
});

defineRolledBackSuite('in the key-value table', async (lines) => {
    const table = new KvTable();
    for (const line of lines) {
        const {key} = JSON.parse(line) as AlertRecord;
        table.set(`alert/${key}`, Buffer.from(line.trim()), {atomic: false, old: undefined, expireIn: 0});
    }
    return storeOn(table);
});

defineStoredSuite('in the key-value table', async () => {
    const table = new KvTable();
    for (const [key, value] of Object.entries(storedRows().rows)) {
        table.set(key, Buffer.from(value), {atomic: false, old: undefined, expireIn: 0});
    }
    const kv = await keyValuesOn(table);
    return {
        open: async (clock) => new KvStore(kv, clock),
        close: async () => undefined,
        raw: async (key) => JSON.parse(table.get(`alert/${key}`)?.toString('utf8') ?? '{}'),
    };
});
