// `npm run peers`: our plugin in a host of every plugin SDK that can be had, one after the other. `--write` puts the results
// into test/peer/results.json and README's table. `npm run peers -- 10.5 11.1` runs, and writes, those versions only;
// with `--again` only the checks that failed in the results that were written last.
import {fetchGoModules, HOST_PROGRAM} from '../../build/go_modules';
import {SDK_VERSIONS, type SdkVersion} from '../../build/sdk_versions';
import {compatibilityTable, type PeerResult, readResults, writeResult} from '../support/peer/compatibility';
import {startControl} from '../support/peer/control';
import {buildHost} from '../support/peer/go_program';
import {listChecks, runChecks} from '../support/peer/host_program';
import {installPlugin} from '../support/peer/plugin_folder';
import {putFigures} from '../support/put_figures';

const named = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const isAgain = process.argv.includes('--again');
const unknown = named.filter((name) => !SDK_VERSIONS.some(({mattermost}) => mattermost === name));
if (unknown.length > 0) {
    throw new Error(`There is no ${unknown.join(', ')}, only ${SDK_VERSIONS.map((one) => one.mattermost).join(', ')}.`);
}

/** Of a check that failed. The SDK waits three seconds for a plugin to start, which a busy machine does not always keep. */
const TRIES_ALONE = 3;

const control = await startControl();
const plugin = await installPlugin();

const settings = {...control.settings, pluginDir: plugin.directory};

/** @returns names of the checks that failed */
const failuresOf = async (file: string, mattermost: string, names: readonly string[], only?: string) => {
    const running = runChecks(file, settings, 'all', only);
    const failed: string[] = [];
    for (const name of names) {
        await running.result(name).catch((error: unknown) => {
            failed.push(name);
            console.error(`${mattermost}, ${name}: ${error instanceof Error ? error.message : error}`);
        });
    }
    await running.stop();
    return failed;
};

const checked = async (version: SdkVersion): Promise<PeerResult> => {
    const {mattermost, sdk, modFile} = version;
    const missing = fetchGoModules([{folder: HOST_PROGRAM, modFile}]);
    if (missing !== undefined) {
        return {mattermost, sdk, checks: 0, failed: [], again: [], missing};
    }
    const {file} = buildHost(version);
    const names = listChecks(file).map(({name}) => name);
    const earlier = isAgain ? readResults().find((one) => one.mattermost === mattermost) : undefined;
    const first = earlier?.failed ?? (await failuresOf(file, mattermost, names));
    const late = [...(earlier?.again ?? []), ...first];
    let failed = first;
    for (let tries = 0; tries < TRIES_ALONE && failed.length > 0; tries++) {
        const still: string[] = [];
        for (const name of failed) {
            still.push(...(await failuresOf(file, `${mattermost} again`, [name], name)));
        }
        failed = still;
    }
    return {mattermost, sdk, checks: names.length, failed, again: late.filter((name) => !failed.includes(name))};
};

let isGood = true;
for (const version of SDK_VERSIONS.filter(({mattermost}) => named.length === 0 || named.includes(mattermost))) {
    const result = await checked(version);
    isGood &&= result.failed.length === 0;
    console.log(
        `${result.mattermost}: ${result.missing ?? `${result.checks - result.failed.length} of ${result.checks}`}`,
    );
    if (process.argv.includes('--write')) {
        putFigures('README.md', 'npm run peers -- --write', compatibilityTable(writeResult(result)));
    }
}
await plugin.remove();
await control.stop();
process.exit(isGood ? 0 : 1);
