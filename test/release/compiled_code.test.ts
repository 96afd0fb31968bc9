import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {text} from 'node:stream/consumers';
import {Script} from 'node:vm';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {asFunction, CODE, PROGRAM, recordCode} from '../../build/release/compiled_code';

const FLAGS = ['--max-semi-space-size=1'];

const program = (more: string): Buffer =>
    asFunction(Buffer.from(`const called = () => { ${'globalThis.n = 1;'.repeat(200)} };\n${more}`));

/** Whether V8 takes the code, and how long it is. */
const CHECK = `const {readFileSync} = require('node:fs');
const {Script} = require('node:vm');
const cachedData = readFileSync('${CODE}');
const script = new Script(readFileSync('${PROGRAM}', 'utf8'), {filename: '${PROGRAM}', cachedData});
console.log(script.cachedDataRejected);`;

describe('asFunction', () => {
    test('has nothing beyond ASCII, for which V8 would keep every character at two bytes, and means the same', () => {
        const text = asFunction(Buffer.from('module.exports = [/[“”＠]/u.test("@＠"), "ß–", `μ`];')).toString();
        expect(text).toMatch(/^[\0-\x7f]*$/);
        const module = {exports: undefined as unknown};
        (new Script(text).runInThisContext() as (...given: unknown[]) => void)({}, undefined, module);
        expect(module.exports).toEqual([true, 'ß–', 'μ']);
    });
});

describe('recordCode', () => {
    let folder = '';

    beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), 'compiled-code-'));
    });
    afterEach(() => rmSync(folder, {recursive: true, force: true}));

    const recorded = async (
        more: string,
        use: (line: string) => Promise<() => void> = async () => () => undefined,
    ): Promise<Buffer> => {
        writeFileSync(join(folder, PROGRAM), program(`${more}\nsetInterval(() => undefined, 1000);`));
        await recordCode({node: process.execPath, folder, flags: FLAGS, use});
        return readFileSync(join(folder, CODE));
    };

    test('has what a start calls, and nothing else', async () => {
        const idle = await recorded("process.stdout.write('ready');");
        const busy = await recorded("called(); process.stdout.write('ready');");
        expect(busy.length).toBeGreaterThan(idle.length + 1000);
    });

    test('fits an executable with the same flags, and is the same every time', async () => {
        const first = await recorded("called(); process.stdout.write('ready');");
        const argv = [...FLAGS, '-e', CHECK];
        expect(execFileSync(process.execPath, argv, {cwd: folder, encoding: 'utf8'})).toBe('false\n');
        expect(await recorded("called(); process.stdout.write('ready');")).toEqual(first);
    });

    test('starts the program as Mattermost does', async () => {
        const cookie = 'Securely message teams, anywhere.';
        await recorded(
            `if (process.env.MATTERMOST_PLUGIN === '${cookie}' && process.argv.length === 1) process.stdout.write('ready');`,
        );
    });

    test('has what it is used for after its first line as well, which its user gets', async () => {
        const waits = `require('node:net')
            .createServer((socket) => { called(); socket.end('done'); })
            .listen(0, '127.0.0.1', function () { process.stdout.write(this.address().port + '\\n'); });`;
        const idle = await recorded(waits);
        const used = await recorded(waits, async (line) => {
            const socket = connect(Number(line), '127.0.0.1');
            expect(await text(socket)).toBe('done');
            return () => undefined;
        });
        expect(used.length).toBeGreaterThan(idle.length + 1000);
    });

    test('fails if the program does not start, or its user finds fault with it', async () => {
        await expect(recorded("throw new Error('it is broken');")).rejects.toThrow('it is broken');
        await expect(recorded('process.exit(0);')).rejects.toThrow(CODE);
        const broken = () => Promise.reject(new Error('it refuses'));
        await expect(recorded("process.stdout.write('ready');", broken)).rejects.toThrow('it refuses');
    });
});
