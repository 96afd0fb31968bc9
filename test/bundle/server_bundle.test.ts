import {execFileSync} from 'node:child_process';
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {inRepository} from '../../build/paths';
import {BundleError, runWebpack} from '../../build/run_webpack';
import {webpackServer} from '../../build/webpack_server';

let folder = '';

beforeEach(() => {
    // Outside the repository: what runs here finds no node_modules.
    folder = mkdtempSync(join(tmpdir(), 'server-bundle-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

const run = (file: string, ...argv: readonly string[]): string =>
    execFileSync(process.execPath, [file, ...argv], {encoding: 'utf8', cwd: folder});

describe('dist/server/main.js', () => {
    test('is one file that runs with nothing installed and knows its version', async () => {
        await runWebpack(webpackServer(folder));
        expect(readdirSync(folder)).toEqual(['main.js']);
        const {version} = JSON.parse(readFileSync(inRepository('package.json'), 'utf8')) as {version: string};
        expect(run(join(folder, 'main.js'), '--version').trim()).toBe(version);
    });
});

describe('the configuration of the server bundle', () => {
    const build = async (sources: Readonly<Record<string, string>>): Promise<string> => {
        for (const [name, source] of Object.entries(sources)) {
            writeFileSync(join(folder, name), source);
        }
        await runWebpack({...webpackServer(join(folder, 'out')), entry: join(folder, 'entry.ts')});
        expect(readdirSync(join(folder, 'out'))).toEqual(['main.js']);
        return join(folder, 'out/main.js');
    };

    test('keeps what is imported on demand in the file, and evaluates it on demand', async () => {
        const file = await build({
            'entry.ts': `
                process.stdout.write('entry ');
                if (process.argv[2] === 'go') {
                    void import('./lazy').then(({say}) => say());
                }`,
            'lazy.ts': `
                process.stdout.write('evaluated ');
                export const say = (): boolean => process.stdout.write('called');`,
        });
        expect(run(file)).toBe('entry ');
        expect(run(file, 'go')).toBe('entry evaluated called');
    });

    test('axios does not make Node load its own fetch in the plugin', async () => {
        const file = await build({
            'entry.ts': `
                import {installLightFetch} from '${inRepository('server-proxy/src/plugin_process/light_fetch')}';
                if (process.argv[2] === 'plugin') installLightFetch();
                void import('${inRepository('node_modules/axios')}').then(({default: axios}) => {
                    const loaded = process.moduleLoadList.some((name) => name.includes('undici'));
                    process.stdout.write(typeof axios.request + ' ' + loaded);
                });`,
        });
        expect(run(file)).toBe('function true');
        expect(run(file, 'plugin')).toBe('function false');
    });

    test('a source that does not build says which file and why', async () => {
        const broken = build({'entry.ts': "import './missing'; export const x = 1;"});
        await expect(broken).rejects.toBeInstanceOf(BundleError);
        await expect(broken).rejects.toThrow(/entry\.ts[\s\S]*Can't resolve '\.\/missing'/);
    });
});
