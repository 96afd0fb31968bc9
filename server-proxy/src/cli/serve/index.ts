// `server-proxy serve`, door 1: the handler as a service of its own.
import {parseArgs} from 'node:util';
import {asAppError} from '../../domain/errors';
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
        await new Promise<void>((stop) => onStop(stop));
        await service.stop();
        return 0;
    } catch (error) {
        log(`serve: ${asAppError(error).message}\n`);
        return CONFIG_ERROR;
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
