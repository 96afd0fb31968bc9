import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {inRepository} from '../../build/paths';

const ROOM = inRepository('server-proxy/src/wire');
const files = readdirSync(ROOM, {recursive: true, encoding: 'utf8'}).filter((file) => file.endsWith('.ts'));

test.each(files)('%s imports nothing outside the wire but Node', (file) => {
    const source = readFileSync(join(ROOM, file), 'utf8');
    const imports = [...source.matchAll(/from '([^']+)'/g)].map(([, target]) => target as string);
    const outside = imports.filter((target) =>
        target.startsWith('.')
            ? relative(ROOM, resolve(ROOM, dirname(file), target)).startsWith('..')
            : !target.startsWith('node:'),
    );
    expect(outside).toEqual([]);
});
