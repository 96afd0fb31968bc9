import {setTimeout as sleep} from 'node:timers/promises';
import type {GobValue} from '../../../server-proxy/src/wire';
import {bytesOf, stringOf, structOf} from '../../../server-proxy/src/wire/go_values';
import type {InstalledPlugin} from './installed_plugin';

/** Calls of the plugin API by name; those of the key-value table with the kind of key. */
export type Counts = ReadonlyMap<string, number>;

/** Timers of the handler that have nothing to do with an alert: locks of turns, and what they read. */
const TURNS =
    /lock\/(repair|reconcile|catch_up|catch up|watch|stream|authority|setup|.*turn)|^(KV\w+ )?(watch|authority|damaged|setup)/;
const QUIET_MS = 1300;

/** Counts what a plugin asks of Mattermost, by name. */
export class CallCounter {
    private counts = new Map<string, number>();
    private lastAt = performance.now();

    constructor(plugin: InstalledPlugin) {
        const before = plugin.beforeAnswer;
        plugin.beforeAnswer = async (name, argument) => {
            this.count(name, argument);
            await before(name, argument);
        };
    }

    /** @returns calls while it runs, and until there have been none for a while */
    async during(work: () => Promise<unknown>): Promise<Counts> {
        await this.quiet();
        this.counts = new Map();
        await work();
        await this.quiet();
        return this.counts;
    }

    private async quiet(): Promise<void> {
        while (performance.now() - this.lastAt < QUIET_MS) {
            await sleep(20);
        }
    }

    private count(name: string, argument: GobValue): void {
        const called = nameOf(name, argument);
        if (!TURNS.test(called)) {
            this.lastAt = performance.now();
            this.counts.set(called, (this.counts.get(called) ?? 0) + 1);
        }
    }
}

const nameOf = (name: string, argument: GobValue): string => {
    const {A, B} = structOf(argument);
    switch (name) {
        case 'KVGet':
            return `KVGet ${kindOf(stringOf(A))}`;
        case 'KVSetWithOptions':
            return `${bytesOf(B) === undefined ? 'KVSetWithOptions (removes)' : 'KVSetWithOptions'} ${kindOf(stringOf(A))}`;
        case 'CreatePost':
            return stringOf(structOf(A).RootId) === '' ? 'CreatePost' : 'CreatePost (line in the thread)';
        default:
            return name;
    }
};

/** What a row of the key-value table is for. */
const kindOf = (key: string): string => {
    const [room, name = ''] = key.split('/');
    switch (room) {
        case 'alert':
            return key.includes('#~post') ? 'intent' : key.endsWith('~notices') ? 'notices' : 'record';
        case 'lock':
            return name.includes('-') ? 'lock' : key;
        case 'index':
            return `index ${name}`;
        default:
            return key;
    }
};

export const totalOf = (counts: Counts): number => [...counts.values()].reduce((sum, one) => sum + one, 0);

/** Per alert, when `count` of them were handled. */
export const perAlert = (counts: Counts, count: number): Counts =>
    new Map([...counts].map(([name, all]) => [name, all / count]));

export const printed = (counts: Counts): string =>
    [...counts].map(([name, number]) => `${number.toFixed(2)} ${name}`).join('\n');
