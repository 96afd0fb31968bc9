import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {emulatorOf} from '../../build/release/dist_parts';
import {entryExecutable} from '../../build/release/entry';
import {hostPlatform, PLATFORMS, type Platform} from '../../build/release/platforms';

/** What runs an executable of this platform here, and why nothing does. */
const runnerOf = (platform: Platform): {readonly before: readonly string[]; readonly reason: string} => {
    if (platform === hostPlatform()) return {before: [], reason: ''};
    const emulator = emulatorOf(platform);
    const isThere = process.platform === 'linux' && spawnSync(emulator, ['--version']).status === 0;
    return {before: [emulator], reason: isThere ? '' : `needs ${emulator}, of Debian's qemu-user`};
};

const SCRIPT = '#!/bin/sh\nprintf "%s|" "$0" "$ONE" "$TWO" "$@"; exit 7\n';

describe.each(PLATFORMS)('the small executable for $name', (platform) => {
    const {before, reason} = runnerOf(platform);
    const because = reason === '' ? '' : ` (skipped: ${reason})`;

    test('is made for its processor, with memory that is never both written and executed', () => {
        const file = entryExecutable(platform.machine, 'program');
        expect(file.readUInt16LE(18)).toBe(platform.machine === 'x64' ? 62 : 183);
        const segments = [0, 1].map((index) => file.readUInt32LE(64 + index * 56 + 4));
        const [readExecute, readWrite] = [5, 6];
        expect(segments).toEqual([readExecute, readWrite]);
    });

    describe.skipIf(reason !== '')(`started${because}`, () => {
        let folder = '';

        beforeEach(() => {
            folder = mkdtempSync(join(tmpdir(), 'entry-'));
            install(folder);
        });
        afterEach(() => rmSync(folder, {recursive: true, force: true}));

        const install = (into: string, mode = 0o755): void => {
            mkdirSync(into, {recursive: true});
            writeFileSync(join(into, 'entry'), entryExecutable(platform.machine, 'program'), {mode: 0o755});
            writeFileSync(join(into, 'program'), SCRIPT);
            chmodSync(join(into, 'program'), mode);
        };
        const run = (file: string, ...argv: readonly string[]) => {
            const [command = '', ...rest] = [...before, file, ...argv];
            const env = {PATH: process.env.PATH ?? '', ONE: '1', TWO: 'two words'};
            const {status, stdout, stderr} = spawnSync(command, rest, {encoding: 'utf8', cwd: folder, env});
            return {status, stdout, stderr};
        };

        test('is replaced by the program, with arguments and environment; its exit code is the program’s', () => {
            expect(run(join(folder, 'entry'), 'notify', '', 'a b')).toEqual({
                status: 7,
                stdout: `${join(folder, 'program')}|1|two words|notify||a b|`,
                stderr: '',
            });
        });

        test.each([[[]], [['ONE=1', 'TWO=two words']]])(
            'tells the C library to have one heap for all threads, at the end of the environment %j',
            (given) => {
                writeFileSync(join(folder, 'program'), '#!/bin/cat /proc/self/environ\n');
                const started = spawnSync('env', ['-i', ...given, ...before, join(folder, 'entry')], {
                    encoding: 'utf8',
                });
                const [environment = ''] = started.stdout.split('#!');
                // An emulator changes the order of those before.
                const [end, setting, ...rest] = environment.split('\0').reverse();
                expect({end, setting, rest: rest.sort()}).toEqual({
                    end: '',
                    setting: 'MALLOC_ARENA_MAX=1',
                    rest: given,
                });
            },
        );

        test('finds the program by a path from the current folder, by a linked folder and by a very long path', () => {
            expect(run('./entry').stdout).toBe('./program|1|two words|');
            symlinkSync(folder, join(folder, 'linked'));
            expect(run('linked/entry').stdout).toBe('linked/program|1|two words|');
            const long = join(folder, ...Array<string>(15).fill('x'.repeat(250)));
            install(long);
            expect(run(join(long, 'entry')).stdout).toBe(`${join(long, 'program')}|1|two words|`);
        });

        test('says what to do if the program is not there, or must not be executed', () => {
            const refusal = {
                status: 127,
                stdout: '',
                stderr: 'Unpack the whole bundle: program must be in the same folder, and executable.\n',
            };
            install(folder, 0o644);
            expect(run('./entry')).toEqual(refusal);
            rmSync(join(folder, 'program'));
            expect(run('./entry')).toEqual(refusal);
        });
    });
});

test('a name for which there is no room is refused', () => {
    expect(() => entryExecutable('x64', 'p'.repeat(56))).toThrow(/too long/);
    expect(entryExecutable('x64', 'p'.repeat(55)).includes('p'.repeat(55))).toBe(true);
});
