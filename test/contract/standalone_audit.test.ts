import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, it, onTestFinished} from 'vitest';
import {ACTION, type AlertProps} from '#contract';
import type {AuditEntry} from '../../server-proxy/src/app/people/audit_log';
import {problemOf} from '../support/loop/loop_suite';
import {MattermostSite} from '../support/loop/mattermost_site';
import {startLoopService} from '../support/loop/service';
import {startMattermostDouble} from '../support/mattermost/double';
import {startOpenitcockpitDouble} from '../support/openitcockpit/double';
import {UUID} from '../support/openitcockpit/recorded_objects';
import {waitFor} from '../support/wait_for';

it('serve writes who did what into audit.jsonl, and no secret', async () => {
    const mattermost = await startMattermostDouble({version: '11.6'});
    const site = await MattermostSite.setUp(mattermost.url, mattermost.adminToken);
    const monitoring = await startOpenitcockpitDouble();
    monitoring.world.setState(UUID.web01Ping, 2, 'CRITICAL - lost');
    const service = await startLoopService({
        MATTERMOST_URL: mattermost.url,
        MATTERMOST_BOT_TOKEN: site.bot.token,
        OPENITCOCKPIT_URL: monitoring.url,
        OPENITCOCKPIT_API_KEY: monitoring.apiKeys.bot,
        DEFAULT_CHANNEL: `${site.team.name}/${site.channel.name}`,
        ACTION_POLICY: 'mapped',
        IDENTITY_MAP: 'nobody = Nobody',
    });
    onTestFinished(async () => {
        await service.remove();
        await monitoring.stop();
        await mattermost.stop();
    });
    const jane = await site.person('jane', 'Jane Roe');
    const {post_id} = (await (await service.notify(problemOf())).json()) as {post_id: string};
    await site.press(jane, post_id, ACTION.quickReason, 'Known issue');
    const read = async (): Promise<{text: string; entries: AuditEntry[]}> => {
        const text = await readFile(join(service.env.DATA_FOLDER ?? '', 'audit.jsonl'), 'utf8');
        const lines = text.split('\n').filter((line) => line !== '');
        return {text, entries: lines.map((line) => JSON.parse(line) as AuditEntry)};
    };
    // An address that Mattermost shows but does not vouch for maps nobody.
    const refused = await waitFor(async () => (await read()).entries.at(0));
    expect(refused).toMatchObject({username: jane.username, result: 'refused', postId: post_id, hostName: 'web01'});
    expect(refused.detail).toContain('is not verified in Mattermost');
    expect(monitoring.commands).toEqual([]);

    Object.assign(service.env, {IDENTITY_MAP: `${jane.username} = Jane Roe`});
    await service.restart();
    await site.press(jane, post_id, ACTION.quickReason, 'Known issue');
    await waitFor(async () => ((await site.post(post_id)).props.oitc_alert as AlertProps).look === 'acknowledged');
    const {text, entries} = await waitFor(async () => {
        const found = await read();
        return found.entries.length === 3 && found;
    });
    expect(entries.map(({result, comment}) => [result, comment])).toEqual([
        ['refused', ''],
        ['asked', 'Known issue'],
        ['confirmed', 'Known issue'],
    ]);
    for (const secret of [monitoring.apiKeys.bot, site.bot.token, service.env.SIGNING_SECRET ?? '?']) {
        expect(text).not.toContain(secret);
    }
});
