import {type GobDecoder, GobEncoder, type GobType, gob} from '../../../server-proxy/src/wire';
import type {Decoded} from './decode_all';

const BASIC: ReadonlyMap<number, GobType> = new Map<number, GobType>([
    [1, gob.bool],
    [2, gob.int],
    [3, gob.uint],
    [4, gob.float],
    [5, gob.bytes],
    [6, gob.string],
    [7, gob.complex],
    [8, gob.any],
]);

/** Makes descriptions for the encoder from the types that a decoded stream defined. */
export class Redescriber {
    readonly #decoder: GobDecoder;
    readonly #made = new Map<number, GobType>();

    constructor(decoder: GobDecoder) {
        this.#decoder = decoder;
    }

    describe(id: number): GobType {
        const basic = BASIC.get(id) ?? this.#made.get(id);
        if (basic !== undefined) {
            return basic;
        }
        this.#made.set(
            id,
            gob.lazy(() => this.#made.get(id) as GobType<never>),
        );
        const type = this.#make(id);
        this.#made.set(id, type);
        return type;
    }

    #make(id: number): GobType {
        const type = this.#decoder.typeOf(id);
        switch (type?.kind) {
            case 'struct':
                return gob.struct(
                    type.name,
                    Object.fromEntries(type.fields.map((field) => [field.name, this.describe(field.id)])),
                );
            case 'slice':
                return gob.slice(this.describe(type.elem), type.name);
            case 'array':
                return gob.array(type.length, this.describe(type.elem), type.name);
            case 'map':
                return gob.map(this.describe(type.key), this.describe(type.elem), type.name);
            case 'opaque':
                return gob.opaque(type.name, type.marshaler);
            default:
                throw new Error(`type ${id} is not defined in the stream`);
        }
    }
}

/** Encodes decoded values again, with their own stream's types. `contents`: types of interface contents by name. */
export const reencode = ({values, types, decoder}: Decoded, contents: ReadonlyMap<string, number>): Buffer => {
    const redescriber = new Redescriber(decoder);
    const registry = new Map([...contents].map(([name, id]) => [name, redescriber.describe(id)]));
    const encoder = new GobEncoder(registry);
    values.forEach((value, index) => {
        encoder.put(redescriber.describe(types[index] as number), value as never);
    });
    return Buffer.from(encoder.take());
};
