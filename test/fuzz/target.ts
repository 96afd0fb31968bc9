import {WireError, YamuxError} from '../../server-proxy/src/wire';
import type {Random} from '../support/wire/random';

/** One parser under attack. */
export interface Target {
    readonly name: string;
    /** A mutated input. */
    input(random: Random): Buffer;
    /** Feeds it and says how it ended: "ok" or the code of a typed error. Anything thrown is a finding. */
    run(input: Buffer, random: Random): string | Promise<string>;
}

/** Codes that stand for a bug caught at the last moment, not for a violation by the peer. */
const CAUGHT_BUGS = new Set(['internal', 'decoder_broken']);

/** The label of a typed error. @throws whatever else it is */
export const labelOf = (error: unknown): string => {
    if (!(error instanceof WireError) || CAUGHT_BUGS.has(error.code)) {
        throw error instanceof YamuxError || error instanceof WireError ? (error.cause ?? error) : error;
    }
    const cause = error.cause instanceof WireError ? ` (${labelOf(error.cause)})` : '';
    return `${error.name} ${error.code}${cause}`;
};
