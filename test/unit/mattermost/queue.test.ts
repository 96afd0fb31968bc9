import {expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {restChat} from '../../support/rest_chat';

const AT_ONCE = 32;
const WAITING = 2000;

it('requests that Mattermost is too slow for are refused once too many wait, and the others are answered', async () => {
    const url = await startCannedServer({body: {message: 'one'}});
    const chat = restChat(url, 'token');
    const asked = Array.from({length: AT_ONCE + WAITING + 50}, () => chat.readPost('x'.repeat(26)));
    const results = await Promise.allSettled(asked);
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as Error] : []));
    expect(refused).toHaveLength(50);
    expect(refused[0]).toMatchObject({
        code: 'mattermost_unreachable',
        message: `Mattermost at ${url} is too slow: 2000 requests are waiting for it. Check the load of its server.`,
    });
    await expect(chat.readPost('x'.repeat(26))).resolves.toMatchObject({message: 'one'});
});
