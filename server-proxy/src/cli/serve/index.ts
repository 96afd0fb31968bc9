// `server-proxy serve`, door 1: the handler as a service of its own.
import {parseArgs} from 'node:util';
import {AppError, asAppError} from '../../domain/errors';
import {startService} from './service';

export interface ServeCommand {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly version: string;
    readonly log: (line: string) => void;
    /** Registers a callback that ends the service. */
    readonly onStop: (stop: () => void) => void;
}

const USAGE_ERROR = 64;
const CONFIG_ERROR = 78;
/** Starting again may help, as systemd and Docker then do. */
const TEMPORARY_FAILURE = 75;

/** Runs until stopped. @returns exit code */
export const runServe = async ({argv, env, version, log, onStop}: ServeCommand): Promise<number> => {
    const settingsFile = readArguments(argv, log);
    if (settingsFile === null) {
        return USAGE_ERROR;
    }
    try {
        const service = await startService({
            env,
            settingsFile: settingsFile ?? env.OITC_MATTERMOST_CONFIG,
            version,
            log,
        });
        await new Promise<void>((stop) => {
            onStop(stop);
            service.lost.addEventListener('abort', () => stop());
        });
        await service.stop();
        if (service.lost.aborted) {
            throw new AppError('busy', 'Another handler has taken over DATA_FOLDER.');
        }
        return 0;
    } catch (error) {
        const {code, message} = asAppError(error);
        log(`serve: ${message}\n`);
        return code === 'busy' ? TEMPORARY_FAILURE : CONFIG_ERROR;
    }
};

/** @returns null for wrong arguments, already reported */
const readArguments = (argv: readonly string[], log: (line: string) => void): string | undefined | null => {
    try {
        return parseArgs({args: [...argv], options: {config: {type: 'string'}}}).values.config;
    } catch (error) {
        log(`serve: ${(error as Error).message}\n`);
        return null;
    }
};
