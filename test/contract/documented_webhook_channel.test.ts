import {describe, expect, it, onTestFinished} from 'vitest';
import {startMattermostDouble} from '../support/mattermost/double';
import {MATTERMOST_VERSIONS} from '../support/mattermost/version_rules';
import {HOST_FLAGS, notify} from '../support/run_notify';

/** A team's channels `alerts` and `database`, and a webhook for the first one; posts to what `--channel` names. */
const openSite = async (version: (typeof MATTERMOST_VERSIONS)[number], locked: boolean) => {
    const chat = await startMattermostDouble({version});
    onTestFinished(() => chat.stop());
    const alerts = chat.createChannel('alerts');
    const database = chat.createChannel('database');
    const hook = chat.createWebhook({channel: alerts.id, locked});
    const post = async (channel: string): Promise<number> => {
        const flags = [...HOST_FLAGS, '--hostname', 'web01', '--output', 'DOWN', '--channel', channel];
        const settings = {WEBHOOK_URL: hook.url, ENABLE_TWO_WAY: 'false', TIME_ZONE: 'UTC', NOTIFY_TIMEOUT: '5'};
        return (await notify(flags, settings)).code;
    };
    return {post, posts: () => [chat.posts(alerts.id).length, chat.posts(database.id).length]};
};

describe.each(MATTERMOST_VERSIONS)(
    'docs/notification_commands.md: --channel with a webhook of Mattermost %s',
    (version) => {
        it('takes the name of a channel in the team of the webhook', async () => {
            const {post, posts} = await openSite(version, false);
            expect(await post('database')).toBe(0);
            expect(posts()).toEqual([0, 1]);
        });

        it('does not take team/channel: code 64', async () => {
            const {post, posts} = await openSite(version, false);
            expect(await post('ops/database')).toBe(64);
            expect(posts()).toEqual([0, 0]);
        });

        it('takes no other channel when the webhook is locked: code 77', async () => {
            const {post, posts} = await openSite(version, true);
            expect(await post('database')).toBe(77);
            expect(await post('alerts')).toBe(0);
            expect(posts()).toEqual([1, 0]);
        });
    },
);
