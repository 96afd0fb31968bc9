import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {TESTED_SDK_VERSIONS} from '../../build/sdk_versions';
import {type Control, startControl} from '../support/peer/control';
import {buildHost} from '../support/peer/go_program';
import {hostVersion, listChecks, type RunningChecks, runChecks} from '../support/peer/host_program';
import {installPlugin, type PluginFolder} from '../support/peer/plugin_folder';

/** The oldest and the newest; `npm run peers` runs all. */
const hosts = TESTED_SDK_VERSIONS.map((version) => {
    const program = buildHost(version);
    const checks = program.skip === '' ? listChecks(program.file) : [{name: 'everything', any: false}];
    const title = `Mattermost ${version.mattermost}${program.skip && ` (skipped: ${program.skip})`}`;
    return {...version, ...program, checks, title};
});

describe.each(hosts)('our plugin in the plugin SDK of $title', ({file, skip, checks, mattermost}) => {
    let control: Control;
    let plugin: PluginFolder;
    let running: RunningChecks;

    beforeAll(async () => {
        if (skip === '') {
            control = await startControl();
            plugin = await installPlugin();
            running = runChecks(file, {...control.settings, pluginDir: plugin.directory}, 'all');
        }
    });
    afterAll(async () => {
        await running?.stop();
        await plugin?.remove();
        await control?.stop();
    });

    test.skipIf(skip !== '')('which is what the host tells the plugin', () => {
        expect(hostVersion(file)).toBe(`${mattermost}.0`);
    });

    test.skipIf(skip !== '').each(checks.map(({name}) => name))('%s', (name) => running.result(name));
});
