import {KV_OPTIONS} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';
import {boolOf, bytesOf, stringsOf} from '../../wire/go_values';

const LIST = gob.struct('Z_Args', {A: gob.int, B: gob.int});
const LIST_PAGE = 1000;
const SET = gob.struct('Z_Args', {A: gob.string, B: gob.bytes, C: KV_OPTIONS});

/** The plugin's key-value table in Mattermost's database: shared by all nodes, keys of at most 150 characters. */
export class KeyValues {
    constructor(private readonly api: PluginApi) {}

    async get(key: string): Promise<Buffer | undefined> {
        return bytesOf((await this.api.find('KVGet', key)).A);
    }

    /** @param expireInSeconds 0 = never */
    async set(key: string, value: Buffer, expireInSeconds = 0): Promise<void> {
        await this.api.call('KVSetWithOptions', SET, {
            A: key,
            B: value,
            C: {Atomic: false, ExpireInSeconds: expireInSeconds},
        });
    }

    /**
     * Compare-and-set. @param old undefined = must not exist yet
     * @returns false if another node was faster
     */
    async swap(key: string, old: Buffer | undefined, value: Buffer, expireInSeconds = 0): Promise<boolean> {
        const options = {Atomic: true, OldValue: old, ExpireInSeconds: expireInSeconds};
        return boolOf((await this.api.call('KVSetWithOptions', SET, {A: key, B: value, C: options})).A);
    }

    /** All keys, history included: too slow for anything but one-off work. */
    async keys(): Promise<readonly string[]> {
        const keys: string[] = [];
        for (let page = 0; ; page += 1) {
            const listed = stringsOf((await this.api.call('KVList', LIST, {A: page, B: LIST_PAGE})).A);
            keys.push(...listed);
            if (listed.length < LIST_PAGE) {
                return keys;
            }
        }
    }

    /** Before the process ends. */
    flush(): Promise<void> {
        return Promise.resolve();
    }

    async delete(key: string): Promise<void> {
        await this.api.call('KVSetWithOptions', SET, {A: key, C: {Atomic: false}});
    }

    /** Only if this is still its value. */
    async remove(key: string, value: Buffer): Promise<void> {
        await this.api.call('KVSetWithOptions', SET, {A: key, C: {Atomic: true, OldValue: value}});
    }
}
