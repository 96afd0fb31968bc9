import {type ICruiseResult, type IForbiddenRuleType, cruise as runCruiser} from 'dependency-cruiser';
import {ROOMS, type Room} from './rooms';

export interface Breach {
    /** The rule, e.g. `app: rooms`. */
    readonly wall: string;
    /** What broke it: files from the root, modules, packages. */
    readonly what: string;
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const roomsInside = (room: Room, rooms: readonly Room[]): readonly Room[] =>
    rooms.filter((other) => other.path.startsWith(`${room.path}/`));

/** Matches a room's files, except those of the rooms inside it. */
export const patternOf = (room: Room, rooms: readonly Room[] = ROOMS): string => {
    if (room.path.endsWith('.ts')) {
        return `^${escaped(room.path)}$`;
    }
    const inside = roomsInside(room, rooms).map((other) => `${escaped(other.path.slice(room.path.length + 1))}/`);
    return `^${escaped(room.path)}/${inside.length === 0 ? '' : `(?!${inside.join('|')})`}`;
};

export const roomOf = (file: string, rooms: readonly Room[] = ROOMS): Room | undefined =>
    rooms.find((room) => new RegExp(patternOf(room, rooms)).test(file));

export const mayImport = (from: Room, to: Room): boolean => {
    if (from === to || from.path.startsWith(`${to.path}/`) || from.beside?.[to.name] !== undefined) {
        return true;
    }
    return to.level < from.level && (from.only === undefined || from.only.includes(to.name));
};

const wallsOf = (room: Room, rooms: readonly Room[]): readonly IForbiddenRuleType[] => {
    const from = {path: patternOf(room, rooms)};
    const allowed = rooms.filter((other) => mayImport(room, other)).map((other) => patternOf(other, rooms));
    const modules = room.node === 'any' ? ['(?!process$)'] : room.node;
    return [
        {
            name: `${room.name}: rooms`,
            severity: 'error',
            from,
            to: {path: '^(?!.*node_modules/)', pathNot: [...allowed], dependencyTypesNot: ['core', 'unknown']},
        },
        {
            name: `${room.name}: node`,
            severity: 'error',
            from,
            to: {dependencyTypes: ['core'], pathNot: modules.map((name) => `^${name}${name.endsWith(')') ? '' : '$'}`)},
        },
        {
            name: `${room.name}: libraries`,
            severity: 'error',
            from,
            to: {
                path: '(^|/)node_modules/',
                pathNot: room.libraries.map((name) => `(^|/)node_modules/${escaped(name)}/`),
            },
        },
    ];
};

/** The rules between rooms, and those of the whole repository. */
export const allWalls = (rooms: readonly Room[] = ROOMS): readonly IForbiddenRuleType[] => [
    ...rooms.flatMap((room) => wallsOf(room, rooms)),
    {name: 'no circle', severity: 'error', from: {pathNot: 'node_modules/'}, to: {circular: true}},
    {name: 'every import is found', severity: 'error', from: {}, to: {couldNotResolve: true}},
];

/** Never loaded by the notification command, directly or indirectly. */
const NOTIFY_IS_LIGHT: IForbiddenRuleType = {
    name: 'notify loads neither app nor compose',
    severity: 'error',
    from: {path: '^server-proxy/src/cli/notify/'},
    to: {path: '^server-proxy/src/(app/|compose\\.ts$)', reachable: true},
};

interface Cruise {
    readonly root: string;
    readonly folders: readonly string[];
    readonly walls: readonly IForbiddenRuleType[];
    /** Whether imports that disappear in compilation count. */
    readonly types: boolean;
}

const cruise = async ({root, folders, walls, types}: Cruise): Promise<ICruiseResult> => {
    const {output} = await runCruiser([...folders], {
        baseDir: root,
        validate: true,
        ruleSet: {forbidden: [...walls]},
        tsPreCompilationDeps: types,
        doNotFollow: {path: 'node_modules'},
        enhancedResolveOptions: {
            exportsFields: ['exports'],
            conditionNames: ['types', 'import'],
            extensions: ['.ts', '.tsx', '.d.ts', '.json', '.css'],
        },
    });
    if (typeof output === 'string') {
        throw new Error(output);
    }
    return output;
};

/** Files, imports and broken rules. @param root absolute; holds `server-proxy/src` and `webapp/src` */
export const cruiseHouse = (root: string, rooms: readonly Room[] = ROOMS): Promise<ICruiseResult> =>
    cruise({root, folders: ['server-proxy/src', 'webapp/src'], walls: allWalls(rooms), types: true});

/** Everything `notify` may load, types excepted. */
export const cruiseNotify = (root: string): Promise<ICruiseResult> =>
    cruise({root, folders: ['server-proxy/src/cli/notify'], walls: [NOTIFY_IS_LIGHT], types: false});

export const breachesIn = (result: ICruiseResult): readonly Breach[] =>
    result.summary.violations.map(({rule, from, to, cycle, via}) => {
        const way = [from, ...(cycle ?? via ?? [{name: to}]).map(({name}) => name)];
        return {wall: rule.name, what: way.join(' → ')};
    });

/** Files without a room, and rooms without files. */
export const uncovered = (result: ICruiseResult, rooms: readonly Room[] = ROOMS): readonly Breach[] => {
    const files = result.modules
        .map(({source}) => source)
        .filter((source) => /^(server-proxy|webapp)\/src\//.test(source));
    const homeless = files.filter((file) => roomOf(file, rooms) === undefined);
    const empty = rooms.filter((room) => !files.some((file) => roomOf(file, rooms) === room));
    return [
        ...homeless.map((file) => ({wall: 'every file has a room', what: file})),
        ...empty.map(({name, path}) => ({wall: 'every room has files', what: `${name}: ${path}`})),
    ];
};
