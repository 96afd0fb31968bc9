import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {NO_SETTINGS} from './no_settings';

export interface ProgramResult {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** Runs a program to its end, with nothing in its environment but `env`, PATH and NO_SETTINGS. */
export const runProgram = async (
    [program, ...args]: readonly [string, ...string[]],
    env: Readonly<Record<string, string>> = {},
): Promise<ProgramResult> => {
    const child = spawn(program, args, {
        env: {PATH: process.env.PATH ?? '', ...NO_SETTINGS, ...env},
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const text = {stdout: '', stderr: ''};
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
        text.stdout += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
        text.stderr += part;
    });
    const [code] = await once(child, 'close');
    return {code, ...text};
};
