import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, test} from 'vitest';
import {buildGoProgram} from '../support/peer/go_program';
import {listChecks, type RunningChecks, runChecks} from '../support/peer/host_program';

const host = buildGoProgram('test/peer/mattermosthost');
const plugin = buildGoProgram('test/bench/plugin/go_plugin');
const skip = host.skip || plugin.skip;
const checks = skip === '' ? listChecks(host.file).filter(({any}) => any) : [{name: 'everything'}];

/** A plugin made with the SDK itself passes too: what is checked is what Mattermost wants, not what we do. */
describe.skipIf(skip !== '')(`a plugin in Go, the same checks${skip && ` (skipped: ${skip})`}`, () => {
    let directory: string;
    let running: RunningChecks;

    beforeAll(() => {
        directory = mkdtempSync(join(tmpdir(), 'plugins-'));
        mkdirSync(join(directory, 'benchplugin'));
        copyFileSync(plugin.file, join(directory, 'benchplugin/plugin'));
        const manifest = {id: 'benchplugin', name: 'Bench', version: '1.0.0', server: {executable: 'plugin'}};
        writeFileSync(join(directory, 'benchplugin/plugin.json'), JSON.stringify(manifest));
        running = runChecks(host.file, {pluginDir: directory, stored: {}, monitoring: {}, secrets: []}, 'any');
    });
    afterAll(async () => {
        await running?.stop();
        rmSync(directory, {recursive: true, force: true});
    });

    test.each(checks.map(({name}) => name))('%s', (name) => running.result(name));
});
