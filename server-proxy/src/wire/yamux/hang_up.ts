import type {Duplex} from 'node:stream';

const LAST_WORDS_MS = 1_000;

/** Lets the last frames leave, but does not wait for a peer that no longer reads. */
export const hangUp = (socket: Duplex): void => {
    if (socket.destroyed) {
        return;
    }
    const timer = setTimeout(() => socket.destroy(), LAST_WORDS_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
    socket.resume();
    socket.end(() => socket.destroy());
};
