import {expect, it} from 'vitest';
import {withRequestLimit} from '../../../server-proxy/src/plugin_process/request_limit';

const CONNECTION = {address: '127.0.0.1'};

it('asks further requests to come back while it is busy, and takes them again afterwards', async () => {
    const waiting: (() => void)[] = [];
    const fetch = withRequestLimit(async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return new Response('done');
    }, 2);
    const ask = () => fetch(new Request('http://plugin/'), CONNECTION);
    const [first, second] = [ask(), ask()];
    const refused = await ask();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    waiting.shift()?.();
    expect((await first).status).toBe(200);
    const third = ask();
    for (const release of waiting) {
        release();
    }
    expect((await Promise.all([second, third])).map(({status}) => status)).toEqual([200, 200]);
});

it('is free again after a request that failed', async () => {
    const fetch = withRequestLimit(() => Promise.reject(new Error('broken')), 1);
    for (let times = 0; times < 3; times += 1) {
        await expect(fetch(new Request('http://plugin/'), CONNECTION)).rejects.toThrow('broken');
    }
});
