/** Limits and times of a session; the defaults are those of the Go implementation where it has one. */
export interface SessionOptions {
    /** `client` opens odd stream ids, `server` even ones; the two sides of a session must differ. */
    readonly role: 'client' | 'server';
    /** Streams of the peer that nobody accepted yet; more are reset. 256 in Go, which never has more unanswered. */
    readonly acceptBacklog?: number;
    /** Own streams the peer has not acknowledged; further opens wait. The peer resets streams beyond its backlog. */
    readonly maxUnacknowledged?: number;
    /** Streams alive at once, of both sides. */
    readonly maxStreams?: number;
    /** Received and unread bytes of all streams together; more end the session. */
    readonly maxUnreadBytes?: number;
    /** Bytes `write` may keep waiting on one stream. */
    readonly maxQueuedBytes?: number;
    /** Interval of own pings in milliseconds; 0 sends none. */
    readonly keepAliveMs?: number;
    /** A ping unanswered for this long ends the session. */
    readonly pingTimeoutMs?: number;
    /** A stream closed here whose peer does not finish is reset after this time. */
    readonly lingerMs?: number;
}

export const SESSION_DEFAULTS = {
    acceptBacklog: 256,
    maxUnacknowledged: 256,
    maxStreams: 8192,
    maxUnreadBytes: 64 * 1024 * 1024,
    maxQueuedBytes: 64 * 1024 * 1024,
    keepAliveMs: 30_000,
    pingTimeoutMs: 10_000,
    lingerMs: 300_000,
} as const satisfies Omit<Required<SessionOptions>, 'role'>;
