import {RpcError} from '../errors';
import {string, struct, uint} from '../gob/types';
import {type GobValue, isStruct} from '../gob/values';
import type {WireType} from '../gob/wire_type';

/** The header before every argument. */
export const REQUEST = struct('Request', {ServiceMethod: string, Seq: uint});
export const RESPONSE = struct('Response', {ServiceMethod: string, Seq: uint, Error: string});
/** The body of an error reply, which is read and ignored. */
export const EMPTY = struct('', {});

export interface Header {
    readonly method: string;
    readonly seq: number;
    readonly error: string;
}

/** @throws RpcError `bad_header` */
export const readHeader = (value: GobValue): Header => {
    if (!isStruct(value)) {
        throw new RpcError('bad_header', 'The peer sent a value that is no net/rpc header.');
    }
    const method = value.ServiceMethod ?? '';
    const seq = value.Seq ?? 0;
    const error = value.Error ?? '';
    // the peer defines its own field types: a sequence number may as well be a float
    const isSeq = typeof seq === 'number' && Number.isSafeInteger(seq) && seq >= 0;
    if (typeof method !== 'string' || !isSeq || typeof error !== 'string') {
        throw new RpcError('bad_header', 'The peer sent a net/rpc header with fields of wrong types.');
    }
    return {method, seq, error};
};

/**
 * Whether a type is the request header itself. A Go client that cannot encode an argument has already sent the header
 * before it, so the next value is another call's header instead of the argument.
 */
export const isRequestType = (type: WireType | undefined): boolean =>
    type?.kind === 'struct' &&
    type.name === 'Request' &&
    type.fields.length === 2 &&
    type.fields[0]?.name === 'ServiceMethod' &&
    type.fields[1]?.name === 'Seq';
