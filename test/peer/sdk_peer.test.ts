import {afterAll, beforeAll, describe, test} from 'vitest';
import {type Control, startControl} from '../support/peer/control';
import {buildGoProgram} from '../support/peer/go_program';
import {listChecks, type RunningChecks, runChecks} from '../support/peer/host_program';
import {installPlugin, type PluginFolder} from '../support/peer/plugin_folder';

const {file, skip} = buildGoProgram('test/peer/mattermosthost');
const checks = skip === '' ? listChecks(file) : [{name: 'everything', any: false}];

describe.skipIf(skip !== '')(`our plugin in Mattermost's own plugin SDK${skip && ` (skipped: ${skip})`}`, () => {
    let control: Control;
    let plugin: PluginFolder;
    let running: RunningChecks;

    beforeAll(async () => {
        control = await startControl();
        plugin = await installPlugin();
        running = runChecks(file, {...control.settings, pluginDir: plugin.directory}, 'all');
    });
    afterAll(async () => {
        await running?.stop();
        await plugin?.remove();
        await control?.stop();
    });

    test.each(checks.map(({name}) => name))('%s', (name) => running.result(name));
});
