/**
 * The wire between a Go program and this one: yamux, go-plugin's stream broker, net/rpc and gob.
 * Knows nothing of Mattermost and imports nothing outside this folder.
 */
export type {ByteSink, ByteStream} from './byte_stream';
export {BrokerError, GobError, RpcError, WireError, YamuxError} from './errors';
export type {DecoderLimits} from './gob/decoder';
export {GobDecoder} from './gob/decoder';
export {GobEncoder} from './gob/encoder';
export type {GobType} from './gob/types';
export * as gob from './gob/types';
export type {GobStruct, GobValue} from './gob/values';
export {Complex, isStruct, Named, Opaque, withoutNames} from './gob/values';
export type {BrokerOptions} from './mux_broker';
export {MuxBroker} from './mux_broker';
export type {RpcClientOptions} from './net_rpc/client';
export {RpcClient} from './net_rpc/client';
export type {RpcServerOptions, RpcServices} from './net_rpc/server';
export {method, RpcServer} from './net_rpc/server';
export type {SessionOptions} from './yamux/options';
export {YamuxSession} from './yamux/session';
export type {YamuxStream} from './yamux/stream';
