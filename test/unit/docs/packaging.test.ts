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

    it('names the flag that the long-running doors set, and when', () => {
        const memory = source('server-proxy/src/telemetry/small_memory.ts');
        const [, flag] = /setFlagsFromString\('([^']+)'\)/.exec(memory) ?? [];
        expect(page).toContain(`set \`${flag}\` three seconds later`);
        expect(memory).toContain('START_UP_MS = 3000');
    });
});
