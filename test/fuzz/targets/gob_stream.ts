import {GobDecoder} from '../../../server-proxy/src/wire';
import type {Random} from '../../support/wire/random';
import {loadVectors} from '../../support/wire/vectors';
import {mutate} from '../mutate';
import {labelOf, type Target} from '../target';

/** The messages of a stream made by Go, without their lengths. */
const messagesOf = (stream: Buffer): Buffer[] => {
    const messages: Buffer[] = [];
    for (let at = 0; at < stream.length; ) {
        const first = stream[at++] as number;
        const size = first < 128 ? 0 : 256 - first;
        const length = size === 0 ? first : stream.readUIntBE(at, size);
        at += size;
        messages.push(stream.subarray(at, at + length));
        at += length;
    }
    return messages;
};

const withLength = (message: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(message.length);
    return Buffer.concat([
        message.length < 128 ? Buffer.of(message.length) : Buffer.concat([Buffer.of(0xfc), length]),
        message,
    ]);
};

/** Go's streams with changes anywhere, or inside messages whose lengths stay right, which get deeper. */
export const gobStreams = (only: (name: string) => boolean = () => true): ((random: Random) => Buffer) => {
    const corpus = loadVectors()
        .filter(({name}) => only(name))
        .map(({hex}) => Buffer.from(hex, 'hex'));
    const messages = corpus.map(messagesOf);
    const all = messages.flat();
    return (random) => {
        const pick = random.int(0, corpus.length - 1);
        if (random.chance(0.3)) {
            return mutate(corpus[pick] as Buffer, random, corpus);
        }
        const parts = [...(messages[pick] as Buffer[])];
        for (let left = random.int(1, 3); left > 0; left--) {
            const at = random.int(0, parts.length - 1);
            parts[at] = mutate(parts[at] as Buffer, random, all);
        }
        if (random.chance(0.2)) {
            parts.splice(random.int(0, parts.length), 0, random.pick(all));
        }
        return Buffer.concat(parts.map(withLength));
    };
};

export const gobStream = (): Target => ({
    name: 'gob stream',
    input: gobStreams(),
    run: (input, random) => {
        const decoder = new GobDecoder({maxMessage: 1024 * 1024});
        try {
            for (const piece of random.chance(0.3) ? random.pieces(input) : [input]) {
                decoder.push(piece);
                while (decoder.next() !== undefined) {
                    // values are thrown away
                }
            }
            return 'ok';
        } catch (error) {
            return labelOf(error);
        }
    },
});
