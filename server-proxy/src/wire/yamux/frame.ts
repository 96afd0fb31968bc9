/** yamux's 12 byte header, all fields big endian. */
export const HEADER_BYTES = 12;
export const VERSION = 0;
export const FRAME = {data: 0, windowUpdate: 1, ping: 2, goAway: 3} as const;
export const FLAG = {syn: 1, ack: 2, fin: 4, rst: 8} as const;

/** Bytes each side may send on a fresh stream before it needs credit. */
export const INITIAL_WINDOW = 256 * 1024;
export const MAX_UINT32 = 0xffff_ffff;

/** Writes a header at `at`. Byte by byte: this runs for every frame and needs no range checks. */
export const putHeader = (
    target: Buffer,
    at: number,
    type: number,
    flags: number,
    id: number,
    length: number,
): void => {
    target[at] = VERSION;
    target[at + 1] = type;
    target[at + 2] = flags >>> 8;
    target[at + 3] = flags;
    target[at + 4] = id >>> 24;
    target[at + 5] = id >>> 16;
    target[at + 6] = id >>> 8;
    target[at + 7] = id;
    target[at + 8] = length >>> 24;
    target[at + 9] = length >>> 16;
    target[at + 10] = length >>> 8;
    target[at + 11] = length;
};
