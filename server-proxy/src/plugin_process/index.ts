import type {Socket} from 'node:net';
import {machineZone} from '../config/machine_zone';
import {REGISTRY} from '../plugin_api/mattermost_types';
import {systemClock} from '../telemetry/clock';
import {createLogger, type LevelledLogger} from '../telemetry/logger';
import {metricsOnDemand} from '../telemetry/metrics_on_demand';
import {gob, MuxBroker, method, RpcServer, YamuxSession} from '../wire';
import {isPluginEnvironment, listenForHost} from './handshake';
import {pluginHooks} from './plugin_hooks';
import {PluginLife} from './plugin_life';
import {REQUESTS_AT_ONCE} from './request_limit';

export interface PluginProcessCall {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly platform: NodeJS.Platform;
    readonly version: string;
    /** Writes to the real stdout; exactly one line may go there. */
    readonly stdout: (text: string) => void;
    /** Mattermost reads our stderr and turns JSON lines into lines of its own log. */
    readonly log: (line: string) => void;
    readonly onStop: (stop: () => void) => void;
    /** A host that has not connected by then is gone: it connects at once or gives up after 3 s. */
    readonly calledWithinMs?: number;
}

export {isPluginEnvironment};

const EMPTY = gob.struct('', {});
/** go-plugin's name for the stream that carries the hook calls. */
const HOOKS = 'hooks';
/** The host closes the session right after our answer to Quit; if it does not, we exit all the same. */
const QUIT_MS = 500;
const CALLED_WITHIN_MS = 60_000;

/** Door 2: the plugin process. Runs until the host is done with it. @returns exit code */
export const runPluginProcess = async (call: PluginProcessCall): Promise<number> => {
    const logger = createLogger('info', call.log);
    const listening = await listenForHost(call.env, call.platform);
    let end: (reason: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => {
        end = resolve;
    });
    call.onStop(() => end('told to stop'));
    call.stdout(listening.line);
    const nobody = setTimeout(() => end('nobody called'), call.calledWithinMs ?? CALLED_WITHIN_MS);
    void listening.socket.then((socket) => {
        clearTimeout(nobody);
        return serveHost(socket, call, logger, end);
    });
    logger.info('Plugin process ends', {reason: await ended});
    await listening.close();
    return 0;
};

/** Far more than requests that are answered at once: hooks for the posts that these make must not wait behind others. */
const HOOKS_AT_ONCE = 8 * REQUESTS_AT_ONCE;

const serveHost = async (
    socket: Socket,
    call: PluginProcessCall,
    logger: LevelledLogger,
    end: (reason: string) => void,
): Promise<void> => {
    const session = new YamuxSession(socket, {role: 'server'});
    void session.closed.then((error) => end(error?.message ?? 'the session ended'));
    try {
        // In this order: control, stdout, stderr. The last two carry what a Go plugin would print.
        const control = await session.accept();
        await session.accept();
        await session.accept();
        const broker = new MuxBroker(session);
        const {metrics, read} = metricsOnDemand();
        const life = new PluginLife(broker, {
            clock: systemClock,
            logger,
            metrics,
            readMetrics: read,
            version: call.version,
            machineZone: machineZone(call.env.TZ),
            onApiLost: () => end('the API connection was lost'),
        });
        const onMethodError = (name: string, error: unknown) => logger.error('A hook failed', {hook: name, error});
        const serveHooks = async (id: number): Promise<void> => {
            new RpcServer(await broker.accept(id), pluginHooks(life, broker, logger), {
                onMethodError,
                registry: REGISTRY,
                maxConcurrent: HOOKS_AT_ONCE,
            });
        };
        new RpcServer(control, {
            Control: {
                Ping: method(EMPTY, () => ({})),
                Quit: method(EMPTY, () => {
                    setTimeout(() => end('Mattermost said Quit'), QUIT_MS).unref();
                    return {};
                }),
            },
            Dispenser: {
                Dispense: method(gob.uint, (name) => {
                    if (name !== HOOKS) {
                        throw new Error(`unknown plugin type: ${String(name)}`);
                    }
                    const id = broker.nextId();
                    serveHooks(id).catch((error: unknown) => end(`the hooks stream did not come: ${String(error)}`));
                    return id;
                }),
            },
        });
    } catch (error) {
        end(`the handshake failed: ${String(error)}`);
    }
};
