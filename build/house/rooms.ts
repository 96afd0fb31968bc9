// The architecture's rules, checked and drawn: which room may import what (dependency-cruiser), and how large
// everything is.
/** A folder, or a file that is a room by itself. */
export interface Room {
    /** As in the picture and in the names of the rules. */
    readonly name: string;
    /**
     * From the root of the repository. Rooms inside it are rooms of their own, which may import it but not the reverse.
     */
    readonly path: string;
    /** A room may import the rooms of all lower levels; of its own level only those in `beside`. */
    readonly level: number;
    /** Node modules it may import, without `node:`. */
    readonly node: 'any' | readonly string[];
    /** Packages (or `package/part`) it may import. */
    readonly libraries: readonly string[];
    /** The only rooms it may import, if fewer than its level allows. */
    readonly only?: readonly string[];
    /** Exceptions: rooms of the same level, each with its reason. */
    readonly beside?: Readonly<Record<string, string>>;
}

const SERVER = 'server-proxy/src';
/** Pure ones. */
const DOMAIN = ['croner', 'fastest-levenshtein', 'temporal-polyfill', 'zod/mini'];
const NET = ['axios', 'cockatiel', 'http-proxy-agent', 'https-proxy-agent'];
const WEBAPP = [
    '@floating-ui/core',
    '@tanstack/react-virtual',
    'zod/mini',
    'react',
    'react-intl',
    'react-redux',
    'redux',
    'mattermost-redux',
    '@mattermost/types',
];

/** Allowed in every room that keeps state or runs work in parallel. */
const COMMON = ['lru-cache', 'p-map'];

/** A new room is one line here. A folder without a line fails, and so does a line without a folder. */
export const ROOMS: readonly Room[] = [
    {name: 'contract', path: `${SERVER}/contract`, level: 0, node: [], libraries: ['zod/mini']},
    {name: 'domain', path: `${SERVER}/domain`, level: 1, node: ['crypto', 'util'], libraries: DOMAIN},
    {name: 'webapp', path: 'webapp/src', level: 1, node: [], libraries: WEBAPP, only: ['contract']},
    {name: 'app', path: `${SERVER}/app`, level: 2, node: [], libraries: ['pngjs', ...COMMON]},
    {name: 'net', path: `${SERVER}/net`, level: 3, node: 'any', libraries: NET, only: []},
    {name: 'wire', path: `${SERVER}/wire`, level: 3, node: 'any', libraries: [], only: []},
    {name: 'telemetry', path: `${SERVER}/telemetry`, level: 3, node: 'any', libraries: ['pino', 'prom-client']},
    {
        name: 'config',
        path: `${SERVER}/config`,
        level: 3,
        node: 'any',
        libraries: ['zod'],
        beside: {net: 'whether the proxy is used for openITCOCKPIT is told to people'},
    },
    {
        name: 'plugin_api',
        path: `${SERVER}/plugin_api`,
        level: 3,
        node: 'any',
        libraries: COMMON,
        beside: {wire: 'the calls to Mattermost go over the wire'},
    },
    {name: 'http', path: `${SERVER}/http`, level: 4, node: 'any', libraries: ['hono', 'zod', ...COMMON]},
    {
        name: 'openitcockpit',
        path: `${SERVER}/openitcockpit`,
        level: 4,
        node: 'any',
        libraries: ['cockatiel', 'entities', 'ws', 'zod/mini', ...COMMON],
    },
    {name: 'mattermost', path: `${SERVER}/mattermost`, level: 4, node: 'any', libraries: COMMON},
    {
        name: 'mattermost/rest',
        path: `${SERVER}/mattermost/rest`,
        level: 4,
        node: 'any',
        libraries: ['cockatiel', ...COMMON],
    },
    {
        name: 'mattermost/plugin_api',
        path: `${SERVER}/mattermost/plugin_api`,
        level: 4,
        node: 'any',
        libraries: COMMON,
    },
    {name: 'store/file', path: `${SERVER}/store/file`, level: 4, node: 'any', libraries: []},
    {name: 'store/kv', path: `${SERVER}/store/kv`, level: 4, node: 'any', libraries: COMMON},
    {name: 'compose', path: `${SERVER}/compose.ts`, level: 5, node: 'any', libraries: []},
    {name: 'plugin_process', path: `${SERVER}/plugin_process`, level: 6, node: 'any', libraries: []},
    {name: 'cli', path: `${SERVER}/cli`, level: 6, node: 'any', libraries: []},
    {name: 'cli/serve', path: `${SERVER}/cli/serve`, level: 6, node: 'any', libraries: ['@hono/node-server']},
    {
        name: 'cli/notify',
        path: `${SERVER}/cli/notify`,
        level: 6,
        node: 'any',
        libraries: [],
        only: ['contract', 'domain', 'net', 'telemetry', 'config', 'openitcockpit'],
    },
    {
        name: 'cli/check',
        path: `${SERVER}/cli/check`,
        level: 6,
        node: 'any',
        libraries: [],
        only: ['contract', 'domain', 'net', 'config'],
        beside: {'cli/notify': 'it asks over the same connections, and has to start as fast'},
    },
    {name: 'main', path: `${SERVER}/main.ts`, level: 7, node: 'any', libraries: []},
];
