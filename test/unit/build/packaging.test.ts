import {cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {parseEnv} from 'node:util';
import {describe, expect, it, onTestFinished} from 'vitest';
import {inRepository} from '../../../build/paths';
import {runServe} from '../../../server-proxy/src/cli/serve';
import {readSettings, requireSettings} from '../../../server-proxy/src/config/read_settings';
import {SETTING_NAMES} from '../../../server-proxy/src/config/schema';
import {lockFolder} from '../../../server-proxy/src/store/file/folder_lock';
import {thisProcess} from '../../../server-proxy/src/store/file/lock_holder';
import {PLUGIN_ONLY} from '../../support/plugin_only';
import {runProgram} from '../../support/run_program';

const packaged = (name: string): string => readFileSync(inRepository('build/packaging', name), 'utf8');

describe('settings.env.example', () => {
    const text = packaged('settings.env.example');
    const everything = parseEnv(text.replace(/^# (?=[A-Z_]+=)/gm, ''));

    it('shows every setting once, and nothing else', () => {
        const names = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
        expect(names.sort()).toEqual(SETTING_NAMES.filter((name) => !PLUGIN_ONLY.includes(name)).sort());
    });

    it('shows values that the program takes', () => {
        // People are either listed or mapped.
        const {CUSTOM_CA: _aFileOfTheReader, WHO_MAY_ACT, IDENTITY_MAP, ...settings} = everything;
        expect(() => readSettings({...settings, ACTION_POLICY: 'listed', WHO_MAY_ACT})).not.toThrow();
        expect(() => readSettings({...settings, ACTION_POLICY: 'mapped', IDENTITY_MAP})).not.toThrow();
    });

    it('sets what serve requires', () => {
        const settings = readSettings(parseEnv(text));
        requireSettings(settings, ['MATTERMOST_URL', 'MATTERMOST_BOT_TOKEN', 'NOTIFICATION_TOKEN', 'SIGNING_SECRET']);
    });

    it('uses no quotes, which Docker would take as part of the value', () => {
        expect(Object.values(everything).join('')).not.toMatch(/["']/);
        expect(text).not.toMatch(/^(?:# )?[A-Z_]+=.*["'#]/m);
    });
});

describe('the starter beside main.js', () => {
    it('starts it wherever it is called from, with all arguments as they are', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'install ed-'));
        try {
            cpSync(inRepository('build/packaging/server-proxy'), join(folder, 'server-proxy'));
            writeFileSync(join(folder, 'main.js'), 'console.log(JSON.stringify(process.argv.slice(2)))');
            symlinkSync(join(folder, 'server-proxy'), join(folder, 'link'));
            const result = await runProgram([join(folder, 'link'), 'notify', '--output', '', 'a "b" $c', '--help']);
            expect(JSON.parse(result.stdout)).toEqual(['notify', '--output', '', 'a "b" $c', '--help']);
        } finally {
            rmSync(folder, {recursive: true});
        }
    });
});

describe('the service and the container', () => {
    const unit = packaged('openitcockpit-mattermost.service');
    const dockerfile = packaged('Dockerfile');

    it('start the handler as somebody without rights', () => {
        expect(unit).toContain('ExecStart=/opt/openitcockpit-mattermost/server-proxy serve');
        expect(unit).toContain('DynamicUser=yes');
        expect(dockerfile).toMatch(/^USER node$/m);
        expect(dockerfile).toMatch(/^ENTRYPOINT \["node", "main\.js"\]\nCMD \["serve"\]$/m);
    });

    it('do not start again what a wrong setting ended', () => {
        expect(unit).toMatch(/^RestartPreventExitStatus=64 78$/m);
    });

    it('are started again, for as long as it takes, while another handler holds the data folder', async () => {
        expect(unit).toMatch(/^Restart=on-failure$/m);
        expect(unit).toMatch(/^StartLimitIntervalSec=0$/m);
        const folder = mkdtempSync(join(tmpdir(), 'oitc-taken-'));
        onTestFinished(() => rmSync(folder, {recursive: true}));
        const lock = await lockFolder(folder);
        const foreign = {...(await thisProcess()), pid: process.ppid, namespace: 'pid:[1]'};
        const file = join(folder, 'handler.lock');
        writeFileSync(file, JSON.stringify(foreign));
        const said: string[] = [];
        const code = await runServe({
            argv: [],
            env: {
                LISTEN_ADDRESS: '127.0.0.1:0',
                MATTERMOST_URL: 'http://127.0.0.1:9',
                MATTERMOST_BOT_TOKEN: 'bot-token',
                NOTIFICATION_TOKEN: 'notification-token-of-the-tests',
                SIGNING_SECRET: 'signing-secret-of-the-tests',
                DATA_FOLDER: folder,
            },
            version: '',
            log: (line) => void said.push(line),
            onStop: () => undefined,
        });
        expect([code, said.join('')]).toEqual([75, expect.stringContaining('is in use by another handler')]);
        await lock.release();
    });

    it('use names of settings that exist', () => {
        const used = [...`${unit}\n${dockerfile}`.matchAll(/\b([A-Z]+_[A-Z_]+)=/g)].map(([, name]) => name);
        expect(used.filter((name) => name !== 'NODE_ENV' && !SETTING_NAMES.some((known) => known === name))).toEqual(
            [],
        );
        expect(used).toContain('DATA_FOLDER');
    });
});
