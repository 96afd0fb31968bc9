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

/**
 * What was reached. Lower them when a path becomes shorter; a
 * path that grows needs a reason.
 */
const MOST: Readonly<Record<string, Omit<WayFigures, 'name' | 'ran' | 'files'>>> = {
    // Four steps and eighteen files more than before: who wants the alert is decided and traced, whether it is part of a storm or
    // explained by another problem, whom it calls and whether it is collected; and there are posts in further channels. The line about a
    // downtime says whose it is. One file more:
    // what is asked of openITCOCKPIT goes by urgency. The history of problems looks at each change,
    // through the store that tells of changes.
    'one notification → posted': {functions: 22, waysBack: 1, acting: 56},
    // Three steps and fifteen files more than before: a press may be for many, for a storm, for the next page of a list, or the answer to a question, and who may
    // submit a dialog is decided in one place for all of them. One step and two files more: actions get the next free connection to
    // openITCOCKPIT before others do, and reading a page is shared with the details of a problem. Five more files since it may be a hand-over's, and acknowledgements are
    // written down: the history, its store, and the file that it shares with the audit.
    'one click → command sent': {functions: 20, waysBack: 0, acting: 90},
    // And each post of an alert is updated by itself.
    'one click → posted': {functions: 25, waysBack: 1, acting: 90},
};

/** In a process of its own, because Vitest changes the code that it loads. */
const measured = async (): Promise<readonly WayFigures[]> => {
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const args = ['--import', tsx, inRepository('test/support/house/main.ts'), '--json'];
    const {stdout} = await promisify(execFile)(process.execPath, args, {cwd: inRepository()});
    return JSON.parse(stdout) as readonly WayFigures[];
};

// On a busy machine, a timer may come in between: in one file more, or, now and then, in several.
test('no path is longer than it was', {retry: 2}, async () => {
    const ways = await measured();
    expect(ways.map(({name}) => name)).toEqual(Object.keys(MOST));
    for (const {name, functions, waysBack: back, acting} of ways) {
        const most = MOST[name];
        expect(functions, `${name}: functions`).toBeLessThanOrEqual(most?.functions ?? 0);
        expect(back, `${name}: ways back`).toBeLessThanOrEqual(most?.waysBack ?? 0);
        expect(acting, `${name}: files`).toBeLessThanOrEqual(most?.acting ?? 0);
    }
});
