import {describe, expect, it, onTestFinished} from 'vitest';
import {ROOMS, type Room} from '../../build/house/rooms';
import {
    allWalls,
    type Breach,
    breachesIn,
    cruiseHouse,
    cruiseNotify,
    mayImport,
    uncovered,
} from '../../build/house/walls';
import {TemporaryTree, type Tree} from '../support/house/temporary_tree';

const S = 'server-proxy/src';
const homeOf = (room: Room): string => (room.path.endsWith('.ts') ? room.path : `${room.path}/home.ts`);
/** A house in which every room has one file, and nobody imports anything. */
const EMPTY: Tree = Object.fromEntries(
    ROOMS.map((room) => [homeOf(room), 'export const home = 1;\nexport type Home = 1;\n']),
);

const PACKAGE =
    '{"name": "house", "type": "module", "imports": {"#contract": "./server-proxy/src/contract/home.ts"}}\n';

const treeOf = (files: Tree): string => {
    const tree = new TemporaryTree({'package.json': PACKAGE, ...EMPTY, ...files});
    onTestFinished(() => tree.remove());
    return tree.root;
};

const breaches = async (files: Tree, rooms = ROOMS): Promise<readonly Breach[]> => {
    const house = await cruiseHouse(treeOf(files), rooms);
    return [...breachesIn(house), ...uncovered(house, rooms)];
};

const upTo = (from: string, to: string): string =>
    `${'../'.repeat(from.split('/').length - 1)}${to.replace(/\.ts$/, '')}`;

describe('a house', () => {
    it('whose walls are whole is green', async () => {
        expect(await breaches({})).toEqual([]);
        expect(breachesIn(await cruiseNotify(treeOf({})))).toEqual([]);
    });

    it.each<[from: string, line: string, wall: string, to: string]>([
        ['contract/a.ts', "import {home} from '../domain/home';", 'contract: rooms', `${S}/domain/home.ts`],
        ['contract/a.ts', "import {z} from 'zod';", 'contract: libraries', 'node_modules/zod/'],
        ['contract/a.ts', "import {sep} from 'node:path';", 'contract: node', 'path'],
        ['domain/alert/a.ts', "import type {Home} from '../../app/home';", 'domain: rooms', `${S}/app/home.ts`],
        ['domain/alert/a.ts', "import {readFileSync} from 'node:fs';", 'domain: node', 'fs'],
        ['domain/a.ts', "import {get} from 'node:http';", 'domain: node', 'http'],
        ['domain/a.ts', "import {connect} from 'node:net';", 'domain: node', 'net'],
        ['domain/a.ts', "export const a = import('node:fs/promises');", 'domain: node', 'fs/promises'],
        ['domain/a.ts', "import axios from 'axios';", 'domain: libraries', 'node_modules/axios/'],
        ['app/actions/a.ts', "import {home} from '../../http/home';", 'app: rooms', `${S}/http/home.ts`],
        ['app/a.ts', "import type {Home} from '../config/home';", 'app: rooms', `${S}/config/home.ts`],
        ['app/a.ts', "import {createHash} from 'node:crypto';", 'app: node', 'crypto'],
        ['app/a.ts', "import {pino} from 'pino';", 'app: libraries', 'node_modules/pino/'],
        ['http/a.ts', "import {home} from '../openitcockpit/home';", 'http: rooms', `${S}/openitcockpit/home.ts`],
        ['http/a.ts', "import {env} from 'node:process';", 'http: node', 'process'],
        ['wire/a.ts', "import type {Home} from '../app/home';", 'wire: rooms', `${S}/app/home.ts`],
        ['wire/gob/a.ts', "import type {Home} from '../../contract/home';", 'wire: rooms', `${S}/contract/home.ts`],
        ['net/a.ts', "export {home} from '../config/home';", 'net: rooms', `${S}/config/home.ts`],
        ['telemetry/a.ts', "import {home} from '../store/kv/home';", 'telemetry: rooms', `${S}/store/kv/home.ts`],
        [
            'openitcockpit/a.ts',
            "import {home} from '../mattermost/home';",
            'openitcockpit: rooms',
            `${S}/mattermost/home.ts`,
        ],
        ['mattermost/a.ts', "import {home} from './rest/home';", 'mattermost: rooms', `${S}/mattermost/rest/home.ts`],
        ['store/file/a.ts', "import type {Home} from '../kv/home';", 'store/file: rooms', `${S}/store/kv/home.ts`],
        ['plugin_process/a.ts', "import {home} from '../cli/home';", 'plugin_process: rooms', `${S}/cli/home.ts`],
        [
            'plugin_process/a.ts',
            "import {home} from '../cli/serve/home';",
            'plugin_process: rooms',
            `${S}/cli/serve/home.ts`,
        ],
        ['cli/serve/a.ts', "import {home} from '../../main';", 'cli/serve: rooms', `${S}/main.ts`],
        ['cli/notify/a.ts', "import type {Home} from '../../app/home';", 'cli/notify: rooms', `${S}/app/home.ts`],
        ['http/a.ts', "import {home} from './nowhere';", 'every import is found', './nowhere'],
    ])('%s: %s is red', async (from, line, wall, to) => {
        const [first, ...others] = await breaches({[`${S}/${from}`]: `${line}\n`});
        expect(first).toEqual({wall, what: expect.stringContaining(`${S}/${from} → `)});
        expect(first?.what).toContain(to);
        expect(others).toEqual([]);
    });

    it.each([
        ["import {home} from '../../server-proxy/src/domain/home';", 'webapp: rooms'],
        ["import {sep} from 'node:path';", 'webapp: node'],
        ["import axios from 'axios';", 'webapp: libraries'],
    ])('whose webapp says %s is red', async (line, wall) => {
        expect((await breaches({'webapp/src/a.ts': `${line}\n`})).map((breach) => breach.wall)).toEqual([wall]);
    });

    it('whose code imports its tests or build scripts is red', async () => {
        const files = {
            'build/a.ts': 'export const a = 1;\n',
            [`${S}/cli/a.ts`]: "import {a} from '../../../build/a';\n",
        };
        expect((await breaches(files)).map(({wall}) => wall)).toEqual(['cli: rooms']);
    });

    it('with a circle is red, be it of types alone', async () => {
        const circle = (kind: string): Tree => ({
            [`${S}/app/a.ts`]: "import {b} from './actions/b';\nexport const a = b;\n",
            [`${S}/app/actions/b.ts`]: `import ${kind}{a} from '../a';\nexport const b = 1 as typeof a;\n`,
        });
        for (const kind of ['', 'type ']) {
            const walls = (await breaches(circle(kind))).map(({wall}) => wall);
            expect(new Set(walls)).toEqual(new Set(['no circle']));
        }
    });

    it('with a folder that is in no room, or a room without a folder, is red', async () => {
        const files = {[`${S}/attic/a.ts`]: 'export const a = 1;\n', [`${S}/b.ts`]: 'export const b = 1;\n'};
        const rooms = [...ROOMS, {name: 'cellar', path: `${S}/cellar`, level: 0, node: [], libraries: []}];
        expect(await breaches(files, rooms)).toEqual([
            {wall: 'every file has a room', what: `${S}/attic/a.ts`},
            {wall: 'every file has a room', what: `${S}/b.ts`},
            {wall: 'every room has files', what: `cellar: ${S}/cellar`},
        ]);
    });

    it.each([
        ['compose.ts', 'compose'],
        ['app/b.ts', 'app/b'],
    ])('whose notification command loads %s is red, whichever way round', async (file, path) => {
        const root = treeOf({
            [`${S}/${file}`]: 'export const b = 1;\n',
            [`${S}/openitcockpit/a.ts`]: `export {b} from '../${path}';\n`,
            [`${S}/cli/notify/a.ts`]: "export const a = () => import('../../openitcockpit/a');\n",
        });
        expect(breachesIn(await cruiseNotify(root))).toEqual([
            {
                wall: 'notify loads neither app nor compose',
                what: `${S}/cli/notify/a.ts → ${S}/openitcockpit/a.ts → ${S}/${file}`,
            },
        ]);
    });

    it('is red for each pair of rooms the table does not allow, and for no other', async () => {
        const files: Record<string, string> = {};
        const expected: string[] = [];
        for (const from of ROOMS.filter((room) => !room.path.endsWith('.ts'))) {
            for (const to of ROOMS.filter((room) => room !== from)) {
                const file = `${from.path}/to_${to.name.replace('/', '_')}.ts`;
                files[file] = `import type {Home} from '${upTo(file, homeOf(to))}';\n`;
                if (!mayImport(from, to)) {
                    expected.push(`${from.name}: rooms | ${file} → ${homeOf(to)}`);
                }
            }
        }
        const broken = (await breaches(files)).map(({wall, what}) => `${wall} | ${what}`);
        expect(broken.sort()).toEqual(expected.sort());
        const inward = ROOMS.filter((room) => ROOMS.some((other) => other !== room && mayImport(room, other)));
        expect(inward.length).toBeGreaterThan(10);
    });

    it('is red for every wall there is', async () => {
        const lines =
            "import 'node:process';\nimport 'typescript';\nimport '../../../b';\nimport '../../b';\nimport './b';\n";
        const files = Object.fromEntries(ROOMS.map((room) => [homeOf(room).replace('home.ts', 'a.ts'), lines]));
        const broken = new Set((await breaches({...files, 'b.ts': '', 'server-proxy/b.ts': ''})).map(({wall}) => wall));
        const whole = allWalls().filter(({name}) => !broken.has(name ?? ''));
        expect(whole.map(({name}) => name)).toEqual(['no circle']);
    });
});
