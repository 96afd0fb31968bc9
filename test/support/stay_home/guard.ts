// Fails tests that read this machine's settings or connect beyond loopback, in child processes as well.
import {appendFileSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {guardChildren} from './guard_children';
import {guardFiles} from './guard_files';
import {guardNetwork} from './guard_network';
import {type Undo, undoAll} from './replace';

export interface Guarded {
    /** The clone and the temporary folder. */
    readonly homes: readonly string[];
    /** Receives one line per breach. */
    readonly report: string;
    /** The culprit, as the subject of the sentence. */
    readonly who: string;
    /** NODE_OPTIONS that load the guard into child processes. */
    readonly nodeOptions: string;
}

/** Reports a breach. @returns the error to fail the call with */
export type Tell = (deed: string) => Error;

/**
 * From now on this process and its children neither read settings outside `homes` nor connect beyond loopback: the call
 * fails and is reported, even if the code under test swallows the error.
 * @returns ends it
 */
export const stayHome = ({homes, report, who, nodeOptions}: Guarded): Undo => {
    const write = appendFileSync;
    const tell: Tell = (deed) => {
        const sentence = `${who} ${deed}`;
        write(report, `${sentence}\n`);
        return new Error(sentence);
    };
    const undo = undoAll([guardFiles(homes, tell), guardNetwork(tell), guardChildren(nodeOptions)]);
    // Applies to named imports, too.
    syncBuiltinESMExports();
    return () => {
        undo();
        syncBuiltinESMExports();
    };
};
