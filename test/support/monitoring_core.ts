import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync} from 'node:fs';
import {constants, mkdir, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {connect} from 'node:net';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';
import {vi} from 'vitest';
import {nagiosPath} from '../../build/nagios';

export interface CoreContact {
    readonly name: string;
    readonly hostCommand: string;
    readonly serviceCommand: string;
}

/** A running monitoring core with one host and one service, checked only by us. */
export interface Core {
    /** Its own folder, removed by `stop`. */
    readonly folder: string;
    /** Sends an external command (without its timestamp), e.g. `PROCESS_HOST_CHECK_RESULT;…`. */
    command(text: string): Promise<void>;
    log(): Promise<string>;
    stop(): Promise<void>;
}

const NAEMON = ['/usr/bin/naemon', '/usr/sbin/naemon', '/opt/openitc/nagios/bin/naemon'];

export type CoreName = 'Nagios' | 'Naemon';
export type FoundCore = {readonly path: string} | {readonly missing: string};

/** Naemon, openITCOCKPIT's own core: an installed one, or the one in NAEMON_BINARY. */
export const findNaemon = (): FoundCore => {
    const path = [process.env.NAEMON_BINARY ?? '', ...NAEMON].find((file) => file !== '' && existsSync(file));
    return path ? {path} : {missing: 'Naemon is not installed (NAEMON_BINARY may name one)'};
};

/** Nagios Core: an installed one, or the one `npm test` fetched. */
export const findNagios = (): FoundCore => {
    const path = nagiosPath();
    return path ? {path} : {missing: 'Nagios core is not installed (package nagios4-core)'};
};

export const CORE_HOST = '1cce5642-9fc4-451d-8c4a-69dde74728af';
export const CORE_SERVICE = 'b17ea1f5-ce31-4fe9-9b69-a9a350ed6e6c';

/** The core and notification commands usually take moments, but a busy machine may need longer. */
export const PATIENCE = {timeout: 50_000, interval: 25};

/**
 * Starts a core in the foreground, as the user who runs the tests.
 * @param check command line that the core runs every second to check the service; default: only we check it
 */
export const startCore = async (
    name: CoreName,
    program: string,
    contacts: readonly CoreContact[],
    check?: string,
): Promise<Core> => {
    const folder = await mkdtemp(join(tmpdir(), 'core-'));
    const logFile = join(folder, 'nagios.log');
    await mkdir(join(folder, 'spool'));
    await writeFile(join(folder, 'objects.cfg'), objects(contacts, check));
    const users = name === 'Nagios' ? [`nagios_user=${userInfo().username}`, 'nagios_group=root'] : [];
    await writeFile(join(folder, 'nagios.cfg'), mainConfig(folder, users));
    const asRoot = name === 'Naemon' && userInfo().uid === 0 ? ['--allow-root'] : [];
    const core = spawn(program, [...asRoot, join(folder, 'nagios.cfg')], {stdio: ['ignore', 'pipe', 'pipe']});
    const output = collect(core);
    const log = () => readFile(logFile, 'utf8').catch(() => '');
    const commandFile = join(folder, 'nagios.cmd');
    await vi.waitUntil(async () => {
        if (core.exitCode !== null) {
            throw new Error(`The core ended at once: ${output().slice(-1000)}`);
        }
        const pipe = await stat(commandFile).catch(() => undefined);
        return pipe?.isFIFO() && (await hasWorkers(join(folder, 'nagios.qh')));
    }, PATIENCE);
    return {
        folder,
        command: (text) =>
            writeFile(commandFile, `[${Math.floor(Date.now() / 1000)}] ${text}\n`, {flag: constants.O_WRONLY}),
        log,
        stop: async () => {
            core.kill('SIGTERM');
            await (core.exitCode === null && core.signalCode === null ? once(core, 'exit') : undefined);
            await rm(folder, {recursive: true, force: true});
        },
    };
};

/** A notification due before the core's workers are ready is lost; its query socket shows whether they are. */
const hasWorkers = (querySocket: string): Promise<boolean> =>
    new Promise((resolve) => {
        const query = connect(querySocket, () => query.write('#wproc wpstats\0'));
        query.setTimeout(1000, () => query.destroy());
        query.on('data', (answer) => {
            query.destroy();
            resolve(answer.includes('Core Worker'));
        });
        query.on('error', () => resolve(false));
        query.on('close', () => resolve(false));
    });

const collect = (child: ChildProcess): (() => string) => {
    let text = '';
    const add = (chunk: Buffer) => {
        text += chunk.toString();
    };
    child.stdout?.on('data', add);
    child.stderr?.on('data', add);
    return () => text;
};

/** openITCOCKPIT's own configuration, as far as it matters for notification commands. */
const mainConfig = (folder: string, users: readonly string[]): string =>
    Object.entries({
        log_file: 'nagios.log',
        cfg_file: 'objects.cfg',
        object_cache_file: 'objects.cache',
        precached_object_file: 'objects.precache',
        status_file: 'status.dat',
        temp_file: 'nagios.tmp',
        temp_path: '',
        check_result_path: 'spool',
        command_file: 'nagios.cmd',
        query_socket: 'nagios.qh',
        lock_file: 'nagios.lock',
        state_retention_file: 'retention.dat',
    })
        .map(([name, file]) => `${name}=${join(folder, file)}`)
        .concat([
            ...users,
            'check_external_commands=1',
            'event_broker_options=0',
            'use_syslog=0',
            'interval_length=1',
            'check_result_reaper_frequency=1',
            'notification_timeout=30',
            'illegal_macro_output_chars=`~$&|\'"<>',
            '',
        ])
        .join('\n');

const define = (kind: string, fields: Readonly<Record<string, string | number>>): string =>
    `define ${kind} {\n${Object.entries(fields)
        .map(([name, value]) => `    ${name} ${value}\n`)
        .join('')}}\n`;

const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const objects = (contacts: readonly CoreContact[], check: string | undefined): string => {
    const checked = {
        max_check_attempts: 1,
        check_period: 'always',
        check_command: 'nothing',
        active_checks_enabled: 0,
        contacts: contacts.map(({name}) => name).join(','),
        notification_interval: 0,
        notification_period: 'always',
    };
    return [
        define('timeperiod', {
            timeperiod_name: 'always',
            alias: 'always',
            ...Object.fromEntries(DAYS.map((day) => [day, '00:00-24:00'])),
        }),
        define('command', {command_name: 'nothing', command_line: '/bin/true'}),
        ...(check === undefined ? [] : [define('command', {command_name: 'check', command_line: check})]),
        ...contacts.flatMap(contactObjects),
        // the display names would break out of single quotes: our lines must not use them
        define('host', {
            host_name: CORE_HOST,
            display_name: "web'01",
            address: '127.0.0.1',
            notification_options: 'd,u,r,f,s',
            ...checked,
        }),
        define('service', {
            host_name: CORE_HOST,
            service_description: CORE_SERVICE,
            display_name: "Ping's",
            notification_options: 'w,u,c,r,f,s',
            ...checked,
            ...(check === undefined ? {} : {check_command: 'check', active_checks_enabled: 1, check_interval: 1}),
        }),
    ].join('\n');
};

const contactObjects = ({name, hostCommand, serviceCommand}: CoreContact): string[] => [
    define('command', {command_name: `${name}-host`, command_line: hostCommand}),
    define('command', {command_name: `${name}-service`, command_line: serviceCommand}),
    define('contact', {
        contact_name: name,
        host_notifications_enabled: 1,
        service_notifications_enabled: 1,
        host_notification_period: 'always',
        service_notification_period: 'always',
        host_notification_options: 'd,u,r,f,s',
        service_notification_options: 'w,u,c,r,f,s',
        host_notification_commands: `${name}-host`,
        service_notification_commands: `${name}-service`,
    }),
];
