import {expect, it} from 'vitest';
import {startCannedServer} from '../../support/canned_server';
import {restChat} from '../../support/rest_chat';

it.each([
    ['levels', 200, `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`],
    ['values', 200, `[${'{},'.repeat(1_000_000)}{}]`],
    ['levels, refusing', 403, `${'{"message":'.repeat(1_000_000)}1${'}'.repeat(1_000_000)}`],
    ['bytes', 200, `"${'x'.repeat(11_000_000)}"`],
])('an answer of Mattermost with too many %s is refused, naming the setting', async (_what, status, body) => {
    const url = await startCannedServer({status, body});
    await expect(restChat(url, 'token').whoAmI()).rejects.toMatchObject({
        code: 'mattermost_bad_answer',
        message: `${url} answered with far more data than Mattermost does: check MATTERMOST_URL.`,
    });
});
