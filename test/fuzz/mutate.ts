import type {Random} from '../support/wire/random';

const INTERESTING = [0x00, 0x01, 0x02, 0x7f, 0x80, 0x81, 0xf8, 0xfe, 0xff];

type Mutation = (bytes: Buffer, random: Random, corpus: readonly Buffer[]) => Buffer;

const at = (bytes: Buffer, random: Random): number => random.int(0, Math.max(0, bytes.length - 1));

const change =
    (value: (random: Random, before: number) => number): Mutation =>
    (bytes, random) => {
        if (bytes.length > 0) {
            const index = at(bytes, random);
            bytes[index] = value(random, bytes[index] as number);
        }
        return bytes;
    };

const part = (bytes: Buffer, random: Random, most = 64): Buffer => {
    const from = at(bytes, random);
    return bytes.subarray(from, from + random.int(1, most));
};

const insert = (bytes: Buffer, random: Random, what: Buffer): Buffer => {
    const index = at(bytes, random);
    return Buffer.concat([bytes.subarray(0, index), what, bytes.subarray(index)]);
};

const MUTATIONS: readonly Mutation[] = [
    change((random, before) => before ^ (1 << random.int(0, 7))),
    change((random) => random.pick(INTERESTING)),
    change((random) => random.int(0, 255)),
    change((random, before) => before + random.pick([-1, 1, -2, 2])),
    (bytes, random) => insert(bytes, random, Buffer.of(random.pick(INTERESTING))),
    (bytes, random) => insert(bytes, random, random.bytes(random.int(1, 9))),
    (bytes, random) => insert(bytes, random, Buffer.from(part(bytes, random))),
    (bytes, random, corpus) => insert(bytes, random, part(random.pick(corpus), random, 200)),
    (bytes, random) => bytes.subarray(0, at(bytes, random)),
    (bytes, random) => {
        const from = at(bytes, random);
        return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random.int(1, 20))]);
    },
    (bytes, random, corpus) => Buffer.concat([bytes, random.pick(corpus)]),
    (bytes, random) => {
        const index = at(bytes, random);
        random.bytes(random.pick([2, 4, 8])).copy(bytes, index);
        return bytes;
    },
];

/** A copy of `bytes` with one to six changes; never longer than 64 KiB. */
export const mutate: Mutation = (bytes, random, corpus) => {
    let changed: Buffer = Buffer.from(bytes);
    for (let left = random.int(1, 6); left > 0; left--) {
        changed = Buffer.from(random.pick(MUTATIONS)(changed, random, corpus).subarray(0, 65_536));
    }
    return changed;
};
