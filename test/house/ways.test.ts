import {expect, test} from 'vitest';
import {stepsOf, waysBack, wayTable} from '../support/house/way_table';

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
