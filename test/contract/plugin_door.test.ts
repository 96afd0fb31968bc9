import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {gob} from '../../server-proxy/src/wire';
import {DoubleServer} from '../support/mattermost/server';
import {VERSION_RULES} from '../support/mattermost/version_rules';
import {EMPTY} from '../support/plugin_host/go_types';
import {KvTable} from '../support/plugin_host/kv_table';
import {type HostOptions, PluginHost} from '../support/plugin_host/plugin_host';
import {PROBLEM, Scene} from '../support/plugin_host/scene';
import {handlerProgram} from '../support/program';
import {runProgram} from '../support/run_program';

const options = (): HostOptions => ({
    server: new DoubleServer({rules: VERSION_RULES['11.6'], integrationTimeoutMs: 1000, triggerLifetimeMs: 1000}),
    kv: new KvTable(),
    settings: () => ({}),
});

/** Started, not activated. */
const startHost = async (): Promise<PluginHost> => {
    const host = await PluginHost.start(options());
    onTestFinished(() => host.kill());
    return host;
};

const get = (path: string, init: RequestInit = {}): Request => new Request(`http://plugin${path}`, init);

describe('the handshake', () => {
    it('is one line, and nothing follows it', async () => {
        const scene = await Scene.start();
        await scene.notify(PROBLEM);
        await scene.command('/openitcockpit status');
        const {process} = scene.plugin.host;
        await scene.plugin.disable();
        expect(process.stdout).toMatch(/^1\|1\|unix\|\/[^|\n]+\|netrpc\|\n$/);
    });

    it('puts its socket where the server wants it', async () => {
        const folder = await mkdtemp(join(tmpdir(), 'oitc-sockets-'));
        onTestFinished(() => rm(folder, {recursive: true}));
        const host = await PluginHost.start({...options(), env: {PLUGIN_UNIX_SOCKET_DIR: folder}});
        onTestFinished(() => host.kill());
        expect(await host.process.address()).toMatch(new RegExp(`^${folder}/`));
    });

    it.each([
        ['no cookie', {}],
        ['a wrong cookie', {MATTERMOST_PLUGIN: 'Let me in.'}],
    ])('is refused with %s: exit code 64 and a hint', async (_, env) => {
        const {code, stdout, stderr} = await runProgram(handlerProgram(), env);
        expect([code, stdout]).toEqual([64, '']);
        expect(stderr).toContain('This is a Mattermost plugin; Mattermost starts it.');
        expect(stderr).toContain('serve');
    });
});

describe('before it is activated', () => {
    it('offers its hooks', async () => {
        const {session} = await startHost();
        expect(await session.hooks.call('Plugin.Implemented', EMPTY, {})).toEqual([
            'OnActivate',
            'OnDeactivate',
            'OnConfigurationChange',
            'ServeHTTP',
            'ServeMetrics',
            'GenerateSupportData',
            'ExecuteCommand',
            'MessageWillBePosted',
            'MessageWillBeUpdated',
            'MessageHasBeenPosted',
        ]);
    });

    it('answers requests with 503 and why', async () => {
        const host = await startHost();
        const answer = await host.serve(get('/api/v1/notifications', {method: 'POST', body: '{}'}));
        expect(answer.status).toBe(503);
        expect(await answer.json()).toEqual({
            error: {code: 'misconfigured', message: 'The plugin is not activated yet; try again in a moment.'},
        });
    });

    it('says so in its health and in the command', async () => {
        const host = await startHost();
        const health = await host.serve(get('/api/v1/health'));
        expect(await health.json()).toEqual({status: 'down', version: expect.any(String)});
        expect(await host.command({userId: 'u', channelId: 'c', line: '/openitcockpit status'})).toContain(
            'not activated',
        );
    });

    it('survives changed settings and a goodbye', async () => {
        const host = await startHost();
        expect(await host.configurationChanged()).toBe('');
        expect(await host.stop()).toEqual({code: 0, signal: null});
    });
});

describe('a call it does not know', () => {
    it.each([
        ['Plugin.OnSomethingNew', "rpc: can't find method Plugin.OnSomethingNew"],
        ['Other.Thing', "rpc: can't find service Other.Thing"],
    ])('%s is refused in Go’s words, and the next one is answered', async (name, words) => {
        const {session} = await startHost();
        await expect(session.hooks.call(name, gob.string, 'x')).rejects.toMatchObject({message: words});
        await expect(session.control.call('Dispenser.Dispense', gob.string, 'other')).rejects.toThrow(
            'unknown plugin type',
        );
        expect(await session.control.call('Control.Ping', gob.bool, true)).toEqual({});
        expect(await session.hooks.call('Plugin.Implemented', EMPTY, {})).toContain('ServeHTTP');
    });
});

describe('activation', () => {
    it('makes the bot and registers the command once', async () => {
        const scene = await Scene.start();
        const {calls, commands} = scene.plugin.host;
        expect(calls.filter((name) => name === 'EnsureBotUser' || name === 'RegisterCommand')).toHaveLength(2);
        expect(commands).toHaveLength(1);
        expect(commands[0]).toMatchObject({Trigger: 'openitcockpit', AutoComplete: true});
        const bot = scene.double.server.directory.userByName('openitcockpit');
        expect(bot).toMatchObject({isBot: true, firstName: 'openITCOCKPIT', ownerId: 'openitcockpit'});
        await scene.plugin.disable();
        await scene.plugin.enable();
        expect(scene.double.server.directory.userByName('openitcockpit')?.id).toBe(bot?.id);
    });

    it('says why it fails, in one sentence', async () => {
        const opted = options();
        const host = await PluginHost.start({
            ...opted,
            beforeAnswer: (name) =>
                name === 'EnsureBotUser' ? Promise.reject(new Error('no bots here')) : Promise.resolve(),
        });
        onTestFinished(() => host.kill());
        expect(await host.activate()).toContain('EnsureBotUser');
        expect(await host.stop()).toEqual({code: 0, signal: null});
    });

    it('signs with the same secret on every node although nobody filled one in', async () => {
        const scene = await Scene.start({SigningSecret: ''}, {mayHaveNodes: true});
        await scene.notify(PROBLEM);
        const other = await scene.plugin.anotherNode();
        onTestFinished(() => other.kill());
        const [post] = await scene.site.alerts();
        const token = JSON.stringify(scene.double.storedPost(post?.id ?? '')?.props);
        const context = JSON.parse(/"context":(\{[^}]*\})/.exec(token)?.[1] ?? '{}');
        const press = {
            user_id: scene.jane.id,
            post_id: post?.id,
            channel_id: scene.site.channel.id,
            trigger_id: 'none',
            context,
        };
        const headers = {'Mattermost-User-Id': scene.jane.id, 'Content-Type': 'application/json'};
        const answer = await other.serve(
            get('/api/v1/actions', {method: 'POST', body: Buffer.from(JSON.stringify(press)), headers}),
            'server',
        );
        // the dialog cannot be opened with that trigger, but the signature was believed
        expect(await answer.json()).toMatchObject({error: {code: 'mattermost_trigger_expired'}});
    });
});
