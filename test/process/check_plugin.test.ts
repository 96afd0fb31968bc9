import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished, vi} from 'vitest';
import {commandLines, hasCurl, SHIPPED} from '../support/command_lines';
import {findNaemon, findNagios, PATIENCE, startCore} from '../support/monitoring_core';
import {type Reply, startNotifyTarget} from '../support/notify_target';
import {handlerProgram} from '../support/program';

const found = [
    {name: 'Nagios', ...findNagios()},
    {name: 'Naemon', ...findNaemon()},
] as const;
const cores = found.flatMap((core) => ('path' in core ? [core] : []));
for (const core of found.flatMap((one) => ('missing' in one ? [one] : []))) {
    it.skip(`the check plugin run by a real ${core.name}: ${core.missing}`, () => undefined);
}

const health = (status: string, reasons: readonly string[]): Reply => ({
    status: 200,
    headers: {'content-type': 'application/json'},
    body: JSON.stringify({status, version: '1.2.3', reasons}),
});

/** Puts what the line needs into a folder, and points the line there. */
const installed = async (line: string, origin: string): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'check-'));
    onTestFinished(() => rm(folder, {recursive: true}));
    const [program, settings, curlConfig] = ['server-proxy', 'settings.env', 'curl.conf'].map((name) =>
        join(folder, name),
    ) as [string, string, string];
    await writeFile(settings, `NOTIFICATION_URL=${origin}/api/v1/notifications\nNOTIFICATION_TOKEN=token\n`);
    const start = handlerProgram().map((word) => `'${word}'`);
    await writeFile(program, `#!/bin/sh\nOITC_MATTERMOST_CONFIG='${settings}' exec ${start.join(' ')} "$@"\n`);
    await chmod(program, 0o755);
    const curl = commandLines('curl_heartbeat.conf.example')
        .replace(/^url = .*$/m, `url = "${origin}/api/v1/heartbeat"`)
        .replace('PUT-THE-NOTIFICATION-TOKEN-HERE', 'token');
    await writeFile(curlConfig, curl);
    return line
        .replace(SHIPPED.program, program)
        .replace('/etc/openitcockpit-mattermost/curl_heartbeat.conf', curlConfig);
};

/** A core does not start without anybody to notify. */
const NOBODY = {name: 'nobody', hostCommand: '/bin/true', serviceCommand: '/bin/true'};

describe.each(cores)('run by $name', ({name, path}) => {
    it('the check with the heartbeat: states, output, requests', async () => {
        const accepted: Reply = {status: 200, body: '{}'};
        const replies = [accepted, health('degraded', ['It is away.']), accepted, health('up', [])];
        const target = await startNotifyTarget({replies});
        onTestFinished(() => target.close());
        const core = await startCore(
            name,
            path,
            [NOBODY],
            await installed(commandLines('check_heartbeat.txt'), target.origin),
        );
        onTestFinished(() => core.stop());
        const logged = (text: RegExp) => vi.waitUntil(async () => text.test(await core.log()), PATIENCE);
        await logged(/SERVICE ALERT: .*;WARNING;.*;WARNING - degraded: It is away\./);
        await logged(/SERVICE ALERT: .*;OK;.*;OK - up, version 1\.2\.3/);
        expect(target.received.slice(0, 2).map(({path: asked}) => asked)).toEqual([
            '/api/v1/heartbeat',
            '/api/v1/health',
        ]);
        expect(target.received[0]?.headers['notification-token']).toBe('token');
    });

    it.runIf(hasCurl)('the heartbeat by curl: OK when it is taken, CRITICAL when not', async () => {
        const target = await startNotifyTarget({replies: [{status: 401, body: '{}'}]});
        onTestFinished(() => target.close());
        const core = await startCore(
            name,
            path,
            [NOBODY],
            await installed(commandLines('curl_heartbeat.txt'), target.origin),
        );
        onTestFinished(() => core.stop());
        const logged = (text: RegExp) => vi.waitUntil(async () => text.test(await core.log()), PATIENCE);
        await logged(/SERVICE ALERT: .*;CRITICAL;.*401/);
        await logged(/SERVICE ALERT: .*;OK;.*heartbeat: 202/);
        expect(target.received[0]).toMatchObject({
            path: '/api/v1/heartbeat',
            headers: {'notification-token': 'token'},
            body: '',
        });
    });
});
