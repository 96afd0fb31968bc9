import {once} from 'node:events';
import {afterEach, expect, test} from 'vitest';
import {activatePlugin} from '../../build/release/activation';
import {PluginProcess} from '../support/plugin_host/process';

let plugin: PluginProcess | undefined;
afterEach(() => void plugin?.child.kill('SIGKILL'));

test('the plugin starts with the settings that the build gives it, and ends with the connection', async () => {
    plugin = PluginProcess.start();
    const [line] = await once(plugin.child.stdout ?? plugin.child, 'data');
    const end = await activatePlugin(String(line).trim());
    expect(plugin.stderr).toContain('Settings are in use');
    expect(plugin.stderr).not.toMatch(/"@level":"(warn|error)"/);
    end();
    expect(await plugin.ended).toEqual({code: 0, signal: null});
});

test('what is no handshake is refused', async () => {
    await expect(activatePlugin('ready')).rejects.toThrow('This is no handshake of a plugin: ready');
});
