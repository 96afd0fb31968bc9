// An openITCOCKPIT for tests: API, core and database as recorded from several versions.
import {createHash} from 'node:crypto';
import {CommandQueue, type QueuedCommand} from './command_queue';
import type {Delay} from './delay_line';
import {createFaults, type Faults} from './faults';
import {FrontDoor, type RecordedRequest} from './front_door';
import {listen} from './listen';
import type {Installation} from './pipeline';
import {type ApiUser, CONTAINER, USERS, type UserName} from './recorded_objects';
import {loadTemplates} from './templates';
import {World, type WorldOptions} from './world';

/** As measured on a real openITCOCKPIT. By default, tests use a tenth of it. */
export const REAL_TIMES = {commandDelayMs: [300, 600], lagMs: [300, 1500]} as const;

export interface DoubleOptions extends WorldOptions {
    readonly version?: '4.8.7' | '5.0.1' | '5.3.0';
    /** From the HTTP answer until the core executes a command. Default 20 to 40 ms. */
    readonly commandDelayMs?: Delay;
    /** Ids of the containers the administrator may write to. Default: all; without /root no root privileges. */
    readonly adminContainers?: readonly number[];
    /** PEM; switches to https. */
    readonly tls?: {readonly key: string; readonly cert: string};
    /** Default: any free one. */
    readonly port?: number;
    /** Address to listen on, also used in `url`. Default `127.0.0.1`. */
    readonly host?: string;
    /** Language of every user, e.g. `de_DE`; default: each user's own. */
    readonly language?: string;
    /** By how many seconds its clock is ahead of ours; see `setClockAhead`. */
    readonly clockAheadSeconds?: number;
    /** Rights that every role has besides the recorded ones, e.g. `notifications.index`. */
    readonly granted?: readonly string[];
    /** Rights that no role has. */
    readonly denied?: readonly string[];
}

export interface OpenitcockpitDouble {
    /** Without a trailing slash. */
    readonly url: string;
    readonly apiKeys: Readonly<Record<UserName, string>>;
    readonly world: World;
    readonly requests: readonly RecordedRequest[];
    readonly commands: readonly QueuedCommand[];
    readonly faults: Faults;
    readonly load: {readonly inFlight: number; readonly maxInFlight: number};
    setUser(name: UserName, fields: Partial<Omit<ApiUser, 'name'>>): void;
    setClockAhead(seconds: number): void;
    /** Executes hanging commands and answers whoever still waits. */
    release(): void;
    stop(): Promise<void>;
}

/** A key in openITCOCKPIT's format (long hex), the same in every run. */
const keyOf = (name: UserName): string => createHash('sha256').update(`double ${name}`).digest('hex');

const withContainers = (user: ApiUser, ids: readonly number[] | undefined): ApiUser =>
    user.name === 'admin' && ids ? {...user, write: ids, read: [...new Set([CONTAINER.root, ...ids])]} : user;

/** Starts an openITCOCKPIT as a real HTTP(S) server (behaviour: recordings in test/fixtures/openitcockpit). */
export const startOpenitcockpitDouble = async (options: DoubleOptions = {}): Promise<OpenitcockpitDouble> => {
    let ahead = options.clockAheadSeconds ?? 0;
    const users = new Map<string, ApiUser>(
        USERS.map((user) => [keyOf(user.name), withContainers(user, options.adminContainers)]),
    );
    const world = new World({now: () => Date.now() + ahead * 1000, ...options});
    const queue = new CommandQueue(world, options.commandDelayMs ?? [20, 40]);
    const installation: Installation = {
        version: options.version ?? '5.3.0',
        world,
        queue,
        templates: loadTemplates(),
        users,
        language: options.language,
        granted: options.granted ?? [],
        denied: options.denied ?? [],
    };
    const front = new FrontDoor(installation, createFaults());
    const server = await listen((message, response) => front.serve(message, response), options);
    return {
        url: server.url,
        apiKeys: Object.fromEntries(USERS.map((user) => [user.name, keyOf(user.name)])) as Record<UserName, string>,
        world,
        requests: front.requests,
        commands: queue.commands,
        faults: front.faults,
        load: front.load,
        setUser: (name, fields) => {
            const key = keyOf(name);
            const user = users.get(key);
            if (user) {
                users.set(key, {...user, ...fields});
            }
        },
        setClockAhead: (seconds) => {
            ahead = seconds;
        },
        release: () => {
            queue.release();
            front.release();
        },
        stop: async () => {
            queue.close();
            world.close();
            await server.close();
        },
    };
};
