import {GobDecoder} from '../../../server-proxy/src/wire';
import type {GobValue} from '../../../server-proxy/src/wire/gob/values';

export interface Decoded {
    readonly values: GobValue[];
    /** Type id of each value. */
    readonly types: number[];
    readonly decoder: GobDecoder;
}

/** Decodes a stream that arrives in these pieces. */
export const decodeAll = (pieces: readonly Buffer[], decoder = new GobDecoder()): Decoded => {
    const values: GobValue[] = [];
    const types: number[] = [];
    for (const piece of pieces) {
        decoder.push(piece);
        for (let value = decoder.next(); value !== undefined; value = decoder.next()) {
            values.push(value);
            types.push(decoder.lastType);
        }
    }
    return {values, types, decoder};
};
