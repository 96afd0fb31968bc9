import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';

/** A check as listed by test/peer/mattermosthost. */
export interface ListedCheck {
    readonly name: string;
    /** Applies to every plugin, not only to ours. */
    readonly any: boolean;
}

interface Result {
    readonly name: string;
    readonly ok: boolean;
    readonly detail?: string;
}

/** Lists the host program's checks without running them. */
export const listChecks = (program: string): readonly ListedCheck[] =>
    JSON.parse(execFileSync(program, ['list'], {encoding: 'utf8'})) as ListedCheck[];

/** The Mattermost whose SDK the program is made of, e.g. `10.5.0`. */
export const hostVersion = (program: string): string => execFileSync(program, ['version'], {encoding: 'utf8'}).trim();

export interface RunningChecks {
    /** Waits until the check has run. @throws Error with what was wrong, or if the program ended before */
    result(name: string): Promise<void>;
    stop(): Promise<void>;
}

/**
 * Runs the checks one after the other in a program of their own.
 * @param settings as `Settings` in test/peer/mattermosthost/check.go
 * @param which `any`: those that apply to every plugin
 * @param only the name of the one that is run, if not all of them
 */
export const runChecks = (program: string, settings: object, which: 'all' | 'any', only = ''): RunningChecks => {
    const temp = mkdtempSync(join(tmpdir(), 'peer-'));
    const file = join(temp, 'settings.json');
    writeFileSync(file, JSON.stringify(settings));
    const child = spawn(program, ['check', file, ...(which === 'any' ? ['any'] : [])], {
        env: {...process.env, TMPDIR: temp, PEER_ONLY: only},
        stdio: ['ignore', 'pipe', 'pipe'],
    });
    const results = new Map<string, Result>();
    const words: string[] = [];
    const wake: (() => void)[] = [];
    const changed = (): void => {
        for (const each of wake.splice(0)) each();
    };
    createInterface({input: child.stdout}).on('line', (line) => {
        const result = JSON.parse(line) as Result;
        results.set(result.name, result);
        changed();
    });
    child.stderr.on('data', (chunk: Buffer) => words.push(chunk.toString()));
    let ended = false;
    child.on('close', () => {
        ended = true;
        changed();
    });
    return {
        result: async (name) => {
            for (let result = results.get(name); result?.ok !== true; result = results.get(name)) {
                if (result) {
                    throw new Error(result.detail);
                }
                if (ended) {
                    throw new Error(`The host ended before this check:\n${words.join('').slice(-4000)}`);
                }
                await new Promise<void>((resolve) => wake.push(resolve));
            }
        },
        stop: async () => {
            await end(child, () => ended);
            rmSync(temp, {recursive: true, force: true});
        },
    };
};

const end = async (child: ChildProcess, ended: () => boolean): Promise<void> => {
    if (!ended()) {
        child.kill('SIGKILL');
        await once(child, 'close');
    }
};
