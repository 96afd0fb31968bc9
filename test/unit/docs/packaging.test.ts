import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {readDocument} from '../../support/documents';

const source = (path: string): string => readFileSync(inRepository(path), 'utf8');
const page = readDocument('docs/packaging.md').text.replace(/\s+/g, ' ');

describe('docs/packaging.md, Memory', () => {
    it('names the flag with which the executable starts', () => {
        const [, flag] = /execArgv: \['([^']+)'\]/.exec(source('build/release/single_executable.ts')) ?? [];
        expect(page).toContain(`The executable starts with \`${flag}\`.`);
    });

    it('names the flags that the long-running doors set, and when', () => {
        const main = source('server-proxy/src/main.ts');
        const [atOnce, later] = [...main.matchAll(/setFlagsFromString\('([^']+)'\)/g)].map(([, flag]) => flag);
        expect(page).toContain(`set \`${atOnce}\` at once, and \`${later}\` three seconds later`);
        expect(main).toContain('START_UP_MS = 3000');
    });
});
