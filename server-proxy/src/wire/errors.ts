/** Reason in yamux's go-away frame when a violation ends the session. */
export const GO_AWAY = {normal: 0, protocolError: 1, internalError: 2} as const;
export type GoAwayCode = (typeof GO_AWAY)[keyof typeof GO_AWAY];

/** Base of all errors thrown here: `code` is stable, the message is one sentence for the log. */
export class WireError<Code extends string = string> extends Error {
    constructor(
        readonly code: Code,
        message: string,
        options?: {cause?: unknown},
    ) {
        super(message, options);
        this.name = new.target.name;
    }
}

export type YamuxErrorCode =
    // violations by the peer: end the session, with a go-away
    | 'invalid_version'
    | 'invalid_frame_type'
    | 'invalid_stream_id'
    | 'duplicate_stream'
    | 'unexpected_fin'
    | 'window_exceeded'
    | 'window_overflow'
    | 'receive_buffer_full'
    // other ends of a session
    | 'peer_go_away'
    | 'keep_alive_timeout'
    | 'session_closed'
    | 'socket_failed'
    | 'internal'
    // one stream refused or ended
    | 'remote_go_away'
    | 'streams_exhausted'
    | 'too_many_streams'
    | 'stream_reset'
    | 'stream_closed'
    | 'unexpected_end'
    | 'concurrent_read'
    | 'write_queue_full'
    | 'too_many_pings';

/** `goAway` is set if the error ends the session: what to tell the peer. */
export class YamuxError extends WireError<YamuxErrorCode> {
    constructor(
        code: YamuxErrorCode,
        message: string,
        readonly goAway?: GoAwayCode,
        options?: {cause?: unknown},
    ) {
        super(code, message, options);
    }
}

export type GobErrorCode =
    // decoding
    | 'truncated'
    | 'bad_number'
    | 'number_too_large'
    | 'empty_message'
    | 'trailing_bytes'
    | 'message_too_large'
    | 'too_deep'
    | 'too_many_values'
    | 'too_fragmented'
    | 'bad_definition'
    | 'duplicate_type'
    | 'unknown_type'
    | 'too_many_types'
    | 'bad_field'
    | 'bad_length'
    | 'decoder_broken'
    // encoding
    | 'wrong_value'
    | 'out_of_range'
    | 'not_registered';

/** A gob stream that cannot be read, or a value that does not fit its description. Reading cannot resume. */
export class GobError extends WireError<GobErrorCode> {}

export type RpcErrorCode =
    | 'server_error'
    | 'bad_header'
    | 'bad_stream'
    | 'too_many_calls'
    | 'connection_lost'
    | 'closed'
    | 'aborted';

/** A failed call. With `server_error` the message is the peer's own text. */
export class RpcError extends WireError<RpcErrorCode> {
    /** The peer does not know the method or service: an older or newer program than ours. */
    get isUnknownMethod(): boolean {
        return this.code === 'server_error' && this.message.startsWith("rpc: can't find ");
    }
}

export type BrokerErrorCode =
    | 'accept_timeout'
    | 'dial_timeout'
    | 'duplicate_accept'
    | 'duplicate_dial'
    | 'bad_echo'
    | 'invalid_id'
    | 'session_closed';

export class BrokerError extends WireError<BrokerErrorCode> {}
