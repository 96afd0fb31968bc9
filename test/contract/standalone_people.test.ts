import {expect, it, onTestFinished} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import {startService} from '../../server-proxy/src/cli/serve/service';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {waitFor} from '../support/wait_for';

it('serve: an identity map grants nothing for a user who does not exist, and nothing the user may not edit', async () => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
    const monitoring = await startOpenitcockpitDouble();
    monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
    const jane = await site.person('jane', 'Jane Roe');
    let service = await startLoopService({
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        OPENITCOCKPIT_URL: monitoring.url,
        OPENITCOCKPIT_API_KEY: monitoring.apiKeys.admin,
        DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
        ACTION_POLICY: 'mapped',
        IDENTITY_MAP: `${jane.username} = nobody`,
    });
    onTestFinished(async () => {
        await service.remove();
        await monitoring.stop();
        await mattermost.stop();
    });
    const {post_id} = (await (await service.notify(problemOf())).json()) as {post_id: string};
    const lookOf = async () => ((await site.post(post_id)).props.oitc_alert as AlertProps).look;
    const answer = await site.press(jane, post_id, ACTION.quickReason, 'Known issue');
    expect(`${JSON.stringify(answer)}${service.log.join()}`).toContain('no such user');
    expect(await lookOf()).toBe('problem');

    Object.assign(service.env, {IDENTITY_MAP: `${jane.username} = Rea Donly`});
    service = await service.restart();
    await site.press(jane, post_id, ACTION.quickReason, 'Known issue');
    await waitFor(async () => (await lookOf()) === 'not_confirmed');
    expect(JSON.stringify((await site.post(post_id)).props)).toContain('may not edit Ping on web01');
    expect(monitoring.commands).toEqual([]);

    Object.assign(service.env, {IDENTITY_MAP: `${jane.username} = limited@example.org`});
    service = await service.restart();
    await site.press(jane, post_id, ACTION.retry);
    await waitFor(async () => (await lookOf()) === 'acknowledged');
});

it('serve does not start with the policy connected, and names the setting', async () => {
    const needed = {
        MATTERMOST_URL: 'http://127.0.0.1:9',
        MATTERMOST_BOT_TOKEN: 'token',
        NOTIFICATION_TOKEN: 'notification-token-of-the-tests',
        SIGNING_SECRET: 'signing-secret-of-the-tests',
    };
    for (const key of ['', 'an-encryption-key-of-the-tests']) {
        const env = {...needed, ACTION_POLICY: 'connected', ENCRYPTION_KEY: key};
        await expect(startService({env, version: 'test', log: () => undefined})).rejects.toMatchObject({
            code: 'misconfigured',
            message: expect.stringMatching(/ACTION_POLICY is connected, which works in the plugin only/),
        });
    }
});
