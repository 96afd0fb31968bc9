import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';

const FOLDER = 'test/support/model';

/** Whoever decides what is true must not ask the one who is on trial. */
describe('the model', () => {
    it('imports nothing of the handler but the types of its ports', () => {
        const imported = readdirSync(inRepository(FOLDER)).flatMap((name) =>
            [...readFileSync(inRepository(FOLDER, name), 'utf8').matchAll(/^import[^']*'([^']*)'/gm)].map(
                ([line, from = '']) => ({name, line, from}),
            ),
        );
        const foreign = imported.filter(({from}) => !from.startsWith('./'));
        expect(imported.length).toBeGreaterThan(5);
        expect(foreign.filter(({line}) => !line.startsWith('import type ')).map(({line}) => line)).toEqual([]);
        expect(foreign.map(({from}) => from.split('/').at(-1))).toEqual([
            'command_port',
            'readings_port',
            'monitoring_port',
        ]);
    });
});
