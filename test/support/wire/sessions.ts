import {type SessionOptions, YamuxSession} from '../../../server-proxy/src/wire';
import {type LinkedEnd, linkedPair} from './linked_pair';
import type {Random} from './random';
import {RawPeer} from './raw_peer';

/** Two sessions connected in memory. */
export const sessionPair = (
    options: Partial<SessionOptions> = {},
    random?: Random,
): {client: YamuxSession; server: YamuxSession; ends: [LinkedEnd, LinkedEnd]} => {
    const ends = linkedPair(random);
    return {
        client: new YamuxSession(ends[0], {...options, role: 'client'}),
        server: new YamuxSession(ends[1], {...options, role: 'server'}),
        ends,
    };
};

/** A session (by default role server) whose peer sends frames by hand. */
export const sessionWithRawPeer = (
    options: Partial<SessionOptions> = {},
): {session: YamuxSession; peer: RawPeer; end: LinkedEnd} => {
    const [end, far] = linkedPair();
    return {session: new YamuxSession(end, {role: 'server', ...options}), peer: new RawPeer(far), end};
};
