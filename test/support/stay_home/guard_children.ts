import childProcess from 'node:child_process';
import {replace, type Undo, undoAll} from './replace';

const VARIABLE = 'NODE_OPTIONS';

/**
 * Loads the guard into every Node process that is started, directly or through a shell or another program, through its
 * environment, unless the caller sets NODE_OPTIONS.
 */
export const guardChildren = (nodeOptions: string): Undo => {
    const before = process.env[VARIABLE];
    process.env[VARIABLE] = nodeOptions;
    const spawns = replace(childProcess.ChildProcess.prototype, 'spawn', (call, [options]) => {
        const {envPairs = []} = options as {envPairs?: readonly string[]};
        const sets = envPairs.some((pair) => pair.startsWith(`${VARIABLE}=`));
        return call([
            {...(options as object), envPairs: sets ? envPairs : [...envPairs, `${VARIABLE}=${nodeOptions}`]},
        ]);
    });
    const others = ['spawnSync', 'execFileSync', 'execSync'].map((name) =>
        replace(childProcess, name, (call, args) =>
            call(args.map((argument) => guardedOptions(argument, nodeOptions))),
        ),
    );
    return undoAll([() => setVariable(before), spawns, ...others]);
};

const setVariable = (value: string | undefined): void => {
    if (value === undefined) {
        delete process.env[VARIABLE];
    } else {
        process.env[VARIABLE] = value;
    }
};

/** Synchronous calls take their environment from an options object among the arguments, otherwise from this process. */
const guardedOptions = (argument: unknown, nodeOptions: string): unknown => {
    const env: unknown = typeof argument === 'object' && argument !== null && Reflect.get(argument, 'env');
    return typeof env === 'object' && env !== null
        ? {...(argument as object), env: {[VARIABLE]: nodeOptions, ...env}}
        : argument;
};
