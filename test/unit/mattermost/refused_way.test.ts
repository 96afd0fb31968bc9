import {expect, it, onTestFinished} from 'vitest';
import {startHttpProxy} from '../../support/http_proxy';
import {restChat} from '../../support/rest_chat';

it.each([
    [403, {refuse: 403}],
    [407, {credentials: 'user:secret'}],
])('a proxy that answers %i refuses the way; it is not Mattermost that refuses', async (status, options) => {
    const proxy = await startHttpProxy(options);
    onTestFinished(() => proxy.stop());
    const chat = restChat('https://chat.example.org', 'token', {proxy: {url: proxy.url, noProxy: []}});
    await expect(chat.whoAmI()).rejects.toMatchObject({
        code: 'mattermost_unreachable',
        message: expect.stringContaining(`https://chat.example.org (proxy: ${status})`),
    });
});
