/** Limits and times of a session; the defaults are the Go implementation's where it has one. */
export interface SessionOptions {
    /** `client` opens odd stream ids, `server` even ones; the two sides of a session must differ. */
    readonly role: 'client' | 'server';
    /** Streams of the peer not accepted yet; more are reset. 256 in Go, which never has more unanswered. */
    readonly acceptBacklog?: number;
    /** Own streams not acknowledged yet; further opens wait. The peer resets streams beyond its backlog. */
    readonly maxUnacknowledged?: number;
    readonly maxStreams?: number;
    /** Received and unread bytes of all streams together; more end the session. */
    readonly maxUnreadBytes?: number;
    /** Bytes `write` may hold back per stream. */
    readonly maxQueuedBytes?: number;
    /** Milliseconds between own pings; 0 sends none. */
    readonly keepAliveMs?: number;
    /** A ping unanswered for this long ends the session. */
    readonly pingTimeoutMs?: number;
    /** A stream closed here but not by its peer is reset after this time. */
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
