import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'vitest';
import {freePort} from '../demo/free_port';
import {waitFor} from '../wait_for';
import {jobsOf} from './broker_jobs';
import {asRoot, Daemon} from './daemon';
import {GearmanClient} from './gearman';

export const STREAM_KEY = 'stream-key';
export const COMMAND_KEY = 'command-key';

const DEBIAN = {gearmand: 'gearman-job-server', mariadbd: 'mariadb-server', 'mariadb-install-db': 'mariadb-server'};

/** Suites that need a real worker: skipped with one line if there is none. */
export const withRealWorker = (what: string, define: () => void): void => {
    const missing = workerMissing();
    if (missing === '') {
        describe(`a real Statusengine Worker: ${what}`, define);
    } else {
        it.skip(`a real Statusengine Worker: ${what} (skipped: ${missing})`);
    }
};

/** Why there is no real worker to test against; empty: there is one. */
const workerMissing = (): string => {
    const worker = process.env.STATUSENGINE_WORKER ?? '';
    if (worker === '') {
        return 'STATUSENGINE_WORKER names no Statusengine Worker; its double is held to the recordings instead';
    }
    if (!existsSync(worker)) {
        return `STATUSENGINE_WORKER: there is no ${worker}`;
    }
    const missing = Object.entries(DEBIAN).find(([program]) => spawnSync(program, ['--version']).error !== undefined);
    return missing ? `${missing[0]} is not installed (package ${missing[1]})` : '';
};

/** Ports on loopback. */
interface Ports {
    readonly gearman: number;
    readonly mysql: number;
    readonly stream: number;
    readonly metrics: number;
    readonly commands: number;
}

/** A real Statusengine Worker with a gearmand and a MariaDB of its own, in a temporary folder. */
export class RealWorker {
    private broker: GearmanClient | undefined;

    private constructor(
        private readonly folder: string,
        private readonly ports: Ports,
        private readonly gearmand: Daemon,
        readonly database: Daemon,
        private readonly worker: Daemon,
    ) {}

    static async start(): Promise<RealWorker> {
        const folder = await mkdtemp(join(tmpdir(), 'statusengine-'));
        const [gearman, mysql, stream, metrics, commands] = await freePorts();
        const ports: Ports = {gearman, mysql, stream, metrics, commands};
        const config = join(folder, 'worker-config.yml');
        await writeFile(config, configuration(ports));
        const peer = new RealWorker(
            folder,
            ports,
            new Daemon('gearmand', gearmandArguments(folder, gearman), gearman),
            new Daemon('mariadbd', databaseArguments(folder, mysql), mysql),
            new Daemon(process.env.STATUSENGINE_WORKER ?? '', ['-config', config], stream),
        );
        try {
            await peer.startAll();
        } catch (error) {
            await peer.close();
            throw error;
        }
        return peer;
    }

    get url(): string {
        return `ws://127.0.0.1:${this.ports.stream}/ws`;
    }

    /** Clients that are served. */
    get connected(): Promise<number> {
        return this.metric('statusengine_websocket_clients_active');
    }

    get log(): string {
        return this.worker.log;
    }

    /** The broker hands it in; the worker makes one frame of it. @param topic without `statusngin_` */
    async publish(topic: string, payload: readonly object[]): Promise<void> {
        const jobs = jobsOf(topic, payload as readonly Record<string, unknown>[]);
        await Promise.all(jobs.map(({queue, data}) => this.submit(queue, data)));
    }

    /** Whatever a broker may hand in instead. */
    publishText(topic: string, data: string): Promise<void> {
        return this.submit(`statusngin_${topic}`, data);
    }

    /** The sum over all labels. @throws when it is not running */
    async metric(name: string): Promise<number> {
        const answer = await fetch(`http://127.0.0.1:${this.ports.metrics}/metrics`);
        const lines = (await answer.text()).split('\n').filter((line) => line.startsWith(name));
        return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    }

    /** kill -9. */
    kill(): Promise<void> {
        return this.worker.end('SIGKILL');
    }

    /** As the service manager stops it. */
    stop(): Promise<void> {
        return this.worker.end('SIGTERM');
    }

    /** It hangs: connections stay, and nothing comes over them. */
    freeze(): void {
        this.worker.signal('SIGSTOP');
    }

    thaw(): void {
        this.worker.signal('SIGCONT');
    }

    /** Resolves when it takes jobs. */
    async restart(): Promise<void> {
        await this.worker.start();
        await this.takesJobs();
    }

    /**
     * All jobs that wait come while a client listens: without its database the worker serves clients, but takes no jobs yet.
     * It gives up after 5 s and is started again, as a service manager does.
     */
    async restartOnceHeard(): Promise<void> {
        this.database.signal('SIGSTOP');
        do {
            await this.worker.start();
            await waitFor(async () => !this.worker.isRunning || (await this.connected.catch(() => 0)) > 0);
        } while (!this.worker.isRunning);
        this.database.signal('SIGCONT');
        await this.takesJobs();
    }

    async close(): Promise<void> {
        this.broker?.close();
        await this.worker.end();
        await Promise.all([this.gearmand.end(), this.database.end()]);
        await rm(this.folder, {recursive: true, force: true});
    }

    private async startAll(): Promise<void> {
        makeDatabase(this.folder);
        await Promise.all([this.gearmand.start(), this.database.start()]);
        await fillDatabase(this.folder);
        this.broker = await GearmanClient.open(this.ports.gearman);
        await this.restart();
    }

    private takesJobs(): Promise<boolean> {
        return waitFor(() => {
            if (!this.worker.isRunning) {
                throw new Error(`The worker ended: ${this.worker.log.slice(-2000)}`);
            }
            return this.worker.log.includes('consumer started');
        });
    }

    private submit(queue: string, data: string): Promise<void> {
        return this.broker?.submit(queue, data) ?? Promise.reject(new Error('gearmand is not running'));
    }
}

const freePorts = async (): Promise<[number, number, number, number, number]> => [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
];

const gearmandArguments = (folder: string, port: number): string[] => [
    '--listen=127.0.0.1',
    `--port=${port}`,
    `--log-file=${join(folder, 'gearmand.log')}`,
    `--pid-file=${join(folder, 'gearmand.pid')}`,
    ...asRoot(),
];

const databaseArguments = (folder: string, port: number): string[] => [
    '--no-defaults',
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 'mysql.sock')}`,
    `--pid-file=${join(folder, 'mysql.pid')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--innodb-flush-log-at-trx-commit=0',
    ...asRoot(),
];

const makeDatabase = (folder: string): void => {
    const args = ['--no-defaults', `--datadir=${join(folder, 'data')}`, '--auth-root-authentication-method=normal'];
    execFileSync('mariadb-install-db', [...args, '--skip-test-db', '--skip-name-resolve', ...asRoot()], {
        stdio: 'ignore',
    });
};

/** With the worker's tables if STATUSENGINE_SCHEMA names them. Without them its writing fails, which the stream does not mind. */
const fillDatabase = async (folder: string): Promise<void> => {
    const file = process.env.STATUSENGINE_SCHEMA;
    const schema = file ? await readFile(file, 'utf8') : '';
    // The tables are written for MySQL 8, whose collation MariaDB learnt only in 11.4.
    const tables = schema.replaceAll('utf8mb4_0900_ai_ci', 'utf8mb4_general_ci');
    const login = ['--no-defaults', '--user=root', `--socket=${join(folder, 'mysql.sock')}`];
    const users =
        "CREATE USER worker@'127.0.0.1' IDENTIFIED BY 'worker'; GRANT ALL ON statusengine.* TO worker@'127.0.0.1';";
    execFileSync('mariadb', login, {input: `CREATE DATABASE statusengine; ${users} USE statusengine;\n${tables}`});
};

/** JSON is YAML. */
const configuration = ({gearman, mysql, stream, metrics, commands}: Ports): string =>
    JSON.stringify({
        gearman_addr: `127.0.0.1:${gearman}`,
        mysql_dsn: `worker:worker@tcp(127.0.0.1:${mysql})/statusengine?parseTime=true`,
        listen_addr: `127.0.0.1:${stream}`,
        metrics_listen_addr: `127.0.0.1:${metrics}`,
        command_listen_addr: `127.0.0.1:${commands}`,
        api_keys: [STREAM_KEY],
        command_api_keys: [COMMAND_KEY],
    });
