import {execFile} from 'node:child_process';
import {createRequire} from 'node:module';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import {inRepository} from '../../build/paths';
import {stepsOf, type WayFigures, waysBack, wayTable} from '../support/house/way_table';

const step = (file: string, name: string) => ({file, name, at: 0});
const STEPS = [step('http/a.ts', ''), step('app/b.ts', 'b'), step('app/b.ts', 'c'), step('store/d.ts', 'd')];
const BACK = [...STEPS, step('app/b.ts', 'e')];
const RAN = {files: ['app/b.ts', 'domain/x.ts', 'store/d.ts'], functions: 9};

test('a way back enters a file that it had left', () => {
    expect(waysBack(STEPS)).toBe(0);
    expect(waysBack(BACK)).toBe(1);
    // What has no name is part of the function around it.
    expect(waysBack([...STEPS, step('app/b.ts', '')])).toBe(0);
});

test('a way has a row, and can be read', () => {
    expect(wayTable([{name: 'one way', steps: BACK, ran: RAN}]).at(-1)).toBe('| one way | 4 | 3 | 1 | 3 | 2 |');
    expect(stepsOf({name: 'one way', steps: STEPS, ran: RAN})).toContain('    app/b.ts  c\n    store/d.ts  d\n');
});

/** What was reached. Lower them when a path becomes shorter; a path that grows needs a reason. */
const MOST: Readonly<Record<string, Omit<WayFigures, 'name' | 'ran' | 'files'>>> = {
    // One step and two files more than before: what arrives is compared with what the event stream says was sent, and followed.
    // Then: subscriptions decide where it goes, and whether it is part of a storm, or explained by another problem.
    'one notification → posted': {functions: 19, waysBack: 1, acting: 46},
    // Two files more than before: whoever pressed is answered in their language, for which Mattermost is asked.
    // Then: a press may be for a storm, and what it changes may be shown in a list.
    'one click → command sent': {functions: 17, waysBack: 0, acting: 73},
    'one click → posted': {functions: 23, waysBack: 1, acting: 73},
};

/** In a process of its own, because Vitest changes the code that it loads. */
const measured = async (): Promise<readonly WayFigures[]> => {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const args = ['--import', tsx, inRepository('test/support/house/main.ts'), '--json'];
    const {stdout} = await promisify(execFile)(process.execPath, args, {cwd: inRepository()});
    return JSON.parse(stdout) as readonly WayFigures[];
};

test('no path is longer than it was', async () => {
    const ways = await measured();
    expect(ways.map(({name}) => name)).toEqual(Object.keys(MOST));
    for (const {name, functions, waysBack: back, acting} of ways) {
        const most = MOST[name];
        expect(functions, `${name}: functions`).toBeLessThanOrEqual(most?.functions ?? 0);
        expect(back, `${name}: ways back`).toBeLessThanOrEqual(most?.waysBack ?? 0);
        expect(acting, `${name}: files`).toBeLessThanOrEqual(most?.acting ?? 0);
    }
});
