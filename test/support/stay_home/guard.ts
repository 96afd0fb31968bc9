import {appendFileSync} from 'node:fs';
import {syncBuiltinESMExports} from 'node:module';
import {guardChildren} from './guard_children';
import {guardFiles} from './guard_files';
import {guardNetwork} from './guard_network';

export interface Guarded {
    /** The clone and the temporary folder. */
    readonly homes: readonly string[];
    /** File that gets one line for each breach. */
    readonly report: string;
    /** Who broke the rule, as the sentence begins. */
    readonly who: string;
    /** NODE_OPTIONS that put the guard into a process of Node; for the processes this one starts. */
    readonly nodeOptions: string;
}

/** Writes down what was done against the rule. @returns the error to fail the call with */
export type Tell = (deed: string) => Error;

/**
 * From now on this process and those it starts neither read settings outside `homes` nor connect beyond loopback: the call
 * fails, and a line in the report says so even when the code under test swallows the error.
 */
export const stayHome = ({homes, report, who, nodeOptions}: Guarded): void => {
    const write = appendFileSync;
    const tell: Tell = (deed) => {
        const sentence = `${who} ${deed}`;
        write(report, `${sentence}\n`);
        return new Error(sentence);
    };
    guardFiles(homes, tell);
    guardNetwork(tell);
    guardChildren(nodeOptions);
    // What was imported by name gets the guarded functions, too.
    syncBuiltinESMExports();
};
