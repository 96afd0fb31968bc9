import {existsSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {type CommandForm, commandLine, hasCurl, SHIPPED} from '../support/command_lines';
import {type NotifyTarget, type Reply, startNotifyTarget} from '../support/notify_target';
import {notificationMacros} from '../support/openitcockpit/macros';
import {World} from '../support/openitcockpit/world';
import {handlerProgram} from '../support/program';
import {HOST_FLAGS} from '../support/run_notify';
import {runProgram} from '../support/run_program';
import {TLS} from '../support/tls_fixtures';

let target: NotifyTarget;

beforeEach(async () => {
    target = await startNotifyTarget();
});
afterEach(() => target.close());

const endpoint = (): Record<string, string> => ({NOTIFICATION_URL: target.origin, NOTIFICATION_TOKEN: 'token'});

const notify = (argv: readonly string[], env: Readonly<Record<string, string>> = endpoint()) =>
    runProgram([...handlerProgram(), 'notify', ...argv], env);

describe('notify as a process', () => {
    it('posts, and says nothing', async () => {
        expect(await notify([...HOST_FLAGS, '--output', 'DOWN x'])).toEqual({code: 0, stdout: '', stderr: ''});
        expect(target.received[0]?.fields).toMatchObject({output: 'DOWN x', state: '1'});
    });

    it('reads its settings from the file that --config names', async () => {
        const folder = mkdtempSync(join(tmpdir(), 'notify-'));
        const file = join(folder, 'settings.env');
        writeFileSync(file, `NOTIFICATION_URL=${target.origin}\nNOTIFICATION_TOKEN=from-file\n`);
        const {code} = await notify([...HOST_FLAGS, '--config', file], {});
        rmSync(folder, {recursive: true});
        expect(code).toBe(0);
        expect(target.received[0]?.headers['notification-token']).toBe('from-file');
    });

    it.each([
        ['empty', '', ''],
        ['as long as a command line can hold', 'x'.repeat(120_000), 'x'.repeat(12_000)],
        ['of several lines', 'a\nb', 'a\nb'],
    ])('takes an output that is %s', async (_name, output, posted) => {
        expect((await notify([...HOST_FLAGS, '--output', output])).code).toBe(0);
        expect(target.received[0]?.fields.output).toBe(posted);
    });

    it('takes an output that is no UTF-8', async () => {
        const script = 'exec "$@" --output "$(printf \'a\\377\\001b\')"';
        const program = [...handlerProgram(), 'notify', ...HOST_FLAGS];
        expect((await runProgram(['/bin/sh', '-c', script, 'sh', ...program], endpoint())).code).toBe(0);
        expect(target.received[0]?.fields.output).toBe('a\ufffd\u0001b');
    });

    it('loses none of 20 at once', async () => {
        const outputs = Array.from({length: 20}, (_, index) => `output ${index}`);
        const results = await Promise.all(outputs.map((output) => notify([...HOST_FLAGS, '--output', output])));
        expect(results.every(({code}) => code === 0)).toBe(true);
        expect(target.received.map(({fields}) => fields.output).sort()).toEqual(outputs.sort());
    });
});

describe('exit codes of the process', () => {
    const run = async (code: number, argv: readonly string[], env: Readonly<Record<string, string>>) => {
        const result = await notify(argv, env);
        expect(result).toMatchObject({code, stdout: ''});
        expect(result.stderr).toMatch(/^notify: [^\n]+\n$/);
    };
    const answering = async (reply: Reply) => {
        await target.close();
        target = await startNotifyTarget({replies: [reply]});
        return {...endpoint(), NOTIFY_TIMEOUT: '2'};
    };

    it('64: command line', () => run(64, ['--what'], endpoint()));
    it('69: unreachable', async () => {
        await target.close();
        await run(69, HOST_FLAGS, {...endpoint(), NOTIFY_TIMEOUT: '1'});
    });
    it('74: TLS', async () => {
        await target.close();
        target = await startNotifyTarget({certificate: TLS.certificate});
        await run(74, HOST_FLAGS, endpoint());
    });
    it('75: time-out', async () => run(75, HOST_FLAGS, await answering('hang')));
    it('76: bad answer', async () => run(76, HOST_FLAGS, await answering({status: 404})));
    it('77: rejected', async () => run(77, HOST_FLAGS, await answering({status: 401})));
    it('78: settings', () => run(78, HOST_FLAGS, {}));
});

/** What a real core proves in monitoring_core.test.ts where one is installed, on every machine. */
describe('a line as Naemon hands it to the shell', () => {
    let folder: string;
    let canary: string;

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'notify-'));
        canary = join(folder, 'canary');
    });
    afterEach(() => rmSync(folder, {recursive: true}));

    /** An acknowledgement whose author, comment and plugin output are hostile. */
    const acknowledge = async (form: CommandForm) => {
        const hostile = `x"$(touch ${canary})"'; touch ${canary}; \`touch ${canary}\` '`;
        const world = new World();
        world.close();
        const host = world.hosts.find(({core}) => core.inMonitoring);
        if (!host) {
            throw new Error('The double has no host.');
        }
        Object.assign(host.core, {state: 1, output: hostile});
        const macros = notificationMacros(host, 'ACKNOWLEDGEMENT', {author: hostile, comment: hostile}, 0);
        const expanded = commandLine(form, 'host').replace(/\$(\w+)\$/g, (_macro, name) => macros[name] ?? '');
        const curlConfig = join(folder, 'curl.conf');
        writeFileSync(curlConfig, `url = "${target.origin}"\nsilent\n`);
        const program = handlerProgram().map((word) => `'${word}'`);
        const line = expanded.replace(SHIPPED.program, program.join(' ')).replace(SHIPPED.curlConfig, curlConfig);
        return runProgram(['/bin/sh', '-c', line], endpoint());
    };

    it.each<CommandForm>(hasCurl ? ['safe', 'curl'] : ['safe'])('%s: runs nothing and posts', async (form) => {
        expect((await acknowledge(form)).code).toBe(0);
        expect(existsSync(canary)).toBe(false);
        expect(target.received[0]?.fields).toMatchObject({
            notificationtype: 'ACKNOWLEDGEMENT',
            output: `x(touch ${canary}); touch ${canary}; touch ${canary} `,
            ackcomment: `x(touch ${canary}); touch ${canary}; touch ${canary} `,
        });
    });

    it('seed: runs the comment, which is why the safe line exists', async () => {
        await acknowledge('seed');
        expect(existsSync(canary)).toBe(true);
    });
});
