import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {NO_SUBSCRIPTIONS} from '../../../../server-proxy/src/domain/subscription/subscriptions';
import {openSubscriptionsFile} from '../../../../server-proxy/src/store/file/subscriptions';
import {subscription} from '../../../support/app/subscriptions';

let folder: string;
let path: string;
const write = (value: unknown) => writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
const right = {version: 1, subscriptions: [subscription('ops/network', {hosts: ['sw-*']})]};

beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oitc-subscriptions-'));
    path = join(folder, 'subscriptions.json');
});
afterEach(() => rm(folder, {recursive: true}));

describe('the file with subscriptions', () => {
    it('is read at the start, and is no longer needed then', async () => {
        await write(right);
        const store = await openSubscriptionsFile(path);
        await rm(path);
        expect(await store.read()).toEqual(right);
    });

    it('may be left out: nobody has subscribed', async () => {
        expect(await (await openSubscriptionsFile('')).read()).toBe(NO_SUBSCRIPTIONS);
    });

    it('cannot be changed from Mattermost', async () => {
        await write(right);
        const store = await openSubscriptionsFile(path);
        await expect(store.update((state) => state)).rejects.toMatchObject({code: 'misconfigured'});
    });

    it('is the example of the documentation', async () => {
        const page = await readFile('docs/subscriptions.md', 'utf8');
        await write(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
        const {subscriptions} = await (await openSubscriptionsFile(path)).read();
        expect(subscriptions).toMatchObject([{channelId: 'ops/network', escalation: {afterMinutes: 15}}]);
    });

    const [one] = right.subscriptions;
    it.each([
        ['is no JSON', '{', 'it is not JSON'],
        [
            'has a wrong field',
            {...right, subscriptions: [{...one, filter: {...one?.filter, hosts: [7]}}]},
            'subscriptions.0.filter.hosts.0',
        ],
        ['has an unknown field', {...right, subscriptions: [{...one, colour: 'red'}]}, 'colour'],
        ['lacks a field', {...right, subscriptions: [{...one, shadow: undefined}]}, 'subscriptions.0.shadow'],
        ['has another version', {...right, version: 2}, 'version'],
        [
            'holds 1001 subscriptions',
            {...right, subscriptions: Array.from({length: 1001}, () => one)},
            'subscriptions: at most 1000',
        ],
        [
            'has a field with 101 patterns',
            {...right, subscriptions: [{...one, filter: {...one?.filter, tags: Array.from({length: 101}, String)}}]},
            'subscriptions.0.filter.tags: at most 100',
        ],
    ])('stops the start when it %s, and says where', async (_, content, where) => {
        await write(content);
        const opening = openSubscriptionsFile(path);
        await expect(opening).rejects.toMatchObject({code: 'misconfigured'});
        await expect(opening).rejects.toThrow(`SUBSCRIPTIONS_FILE (${path})`);
        await expect(opening).rejects.toThrow(where);
    });

    it('stops the start when it is missing', async () => {
        await expect(openSubscriptionsFile(path)).rejects.toThrow(`SUBSCRIPTIONS_FILE (${path}): `);
    });
});
