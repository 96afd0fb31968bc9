import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';
import {describe, expect, it, onTestFinished} from 'vitest';
import {runPluginProcess} from '../../server-proxy/src/plugin_process';
import {gob} from '../../server-proxy/src/wire';
import {DoubleServer} from '../support/mattermost/server';
import {VERSION_RULES} from '../support/mattermost/version_rules';
import {KvTable} from '../support/plugin_host/kv_table';
import {PluginHost} from '../support/plugin_host/plugin_host';
import {COOKIE, PluginProcess} from '../support/plugin_host/process';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {handlerProgram} from '../support/program';
import {waitFor} from '../support/wait_for';

const CLEAN = {code: 0, signal: null};

const startHost = async (): Promise<PluginHost> => {
    const server = new DoubleServer({
        rules: VERSION_RULES['11.6'],
        integrationTimeoutMs: 1000,
        triggerLifetimeMs: 1000,
    });
    const host = await PluginHost.activated({server, kv: new KvTable(), settings: () => ({})});
    onTestFinished(() => host.kill());
    return host;
};

/** It ended by itself, said why, and left nothing behind. */
const expectCleanEnd = async ({process}: PluginHost, reason: string): Promise<void> => {
    const socket = await process.address();
    expect(await process.ended).toEqual(CLEAN);
    expect(process.stderr).toContain(`"reason":"${reason}`);
    expect(process.stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(socket)).toBe(false);
};

describe('the process ends, and removes its socket', () => {
    it('when Mattermost says goodbye', async () => {
        const host = await startHost();
        expect(await host.deactivate()).toBe('');
        await host.quit();
        await expectCleanEnd(host, '');
    });

    it('when Mattermost says goodbye and does not hang up', async () => {
        const host = await startHost();
        await host.session.control.call('Control.Quit', gob.bool, true);
        await expectCleanEnd(host, 'Mattermost said Quit');
    });

    it('on SIGTERM', async () => {
        const host = await startHost();
        host.process.child.kill('SIGTERM');
        await expectCleanEnd(host, 'told to stop');
    });

    it('when the connection is lost', async () => {
        const host = await startHost();
        host.session.socket.destroy();
        await expectCleanEnd(host, '');
    });

    it('when the host speaks nonsense', async () => {
        const host = await startHost();
        host.session.socket.write('GET / HTTP/1.1\r\nHost: nonsense\r\n\r\n');
        await expectCleanEnd(host, '');
    });

    it('when the API connection is lost, so that the server starts it anew', async () => {
        const scene = await Scene.start();
        const {host} = scene.plugin;
        host.loseApi();
        await expectCleanEnd(host, 'the API connection was lost');
    });

    it('on SIGTERM before anybody called', async () => {
        const process = PluginProcess.start();
        const socket = await process.address();
        expect(existsSync(socket)).toBe(true);
        process.child.kill('SIGTERM');
        expect(await process.ended).toEqual(CLEAN);
        expect(existsSync(socket)).toBe(false);
    });

    it('when nobody calls', async () => {
        const lines: string[] = [];
        const code = await runPluginProcess({
            env: {MATTERMOST_PLUGIN: COOKIE},
            platform: 'linux',
            version: 'test',
            stdout: (text) => void lines.push(text),
            log: (line) => void lines.push(line),
            onStop: () => undefined,
            calledWithinMs: 50,
        });
        expect(code).toBe(0);
        expect(lines.join('')).toContain('nobody called');
        expect(existsSync(lines[0]?.split('|')[3] ?? '')).toBe(false);
    });

    it('when the server that started it is killed', async () => {
        const [program, ...args] = handlerProgram();
        // A host of its own: starts the plugin, connects, tells its process id, and waits to be killed.
        const script = `
            const {spawn} = require('node:child_process');
            const {connect} = require('node:net');
            const plugin = spawn(${JSON.stringify(program)}, ${JSON.stringify(args)}, {
                env: {...process.env, MATTERMOST_PLUGIN: ${JSON.stringify(COOKIE)}},
                stdio: ['ignore', 'pipe', 'ignore'],
            });
            plugin.stdout.once('data', (line) => {
                const path = String(line).split('|')[3];
                connect(path).once('connect', () => console.log(plugin.pid + ' ' + path));
            });
            setInterval(() => undefined, 1000);`;
        const host = spawn(process.execPath, ['-e', script], {stdio: ['ignore', 'pipe', 'inherit']});
        const [said] = await once(createInterface({input: host.stdout}), 'line');
        const [pid, socket] = String(said).split(' ') as [string, string];
        expect(isAlive(Number(pid))).toBe(true);
        host.kill('SIGKILL');
        await waitFor(() => !isAlive(Number(pid)));
        expect(existsSync(socket)).toBe(false);
    });
});

describe('the process goes on', () => {
    it('on SIGINT, which a terminal sends to server and plugins alike', async () => {
        const host = await startHost();
        host.process.child.kill('SIGINT');
        expect(await host.deactivate()).toBe('');
        expect(host.process.child.exitCode).toBeNull();
    });
});

describe('deactivation', () => {
    it('does not wait for an openITCOCKPIT that hangs', async () => {
        const scene = await Scene.start();
        const {post_id} = (await (await scene.notify(PROBLEM)).json()) as {post_id: string};
        scene.monitoring.faults.set({hangAll: true});
        await scene.site.press(scene.jane, post_id, 'quickreason', 'Known issue');
        await waitFor(() => scene.monitoring.load.inFlight > 0);
        const {host} = scene.plugin;
        await scene.plugin.disable();
        await expectCleanEnd(host, '');
    });
});

/** Also of a process that is no child of ours; a zombie counts as dead. */
const isAlive = (pid: number): boolean => {
    try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        return !/\) [ZX] /.test(stat);
    } catch {
        return false;
    }
};
