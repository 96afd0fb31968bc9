import {Complex, type GobValue, Named, Opaque} from '../../../server-proxy/src/wire/gob/values';

type Definition = Record<string, Record<string, unknown>>;

const BUILT_IN: Record<number, Definition> = {
    16: struct(
        ['ArrayT', 17],
        ['SliceT', 19],
        ['StructT', 20],
        ['MapT', 23],
        ['GobEncoderT', 24],
        ['BinaryMarshalerT', 24],
        ['TextMarshalerT', 24],
    ),
    17: struct(['CommonType', 18], ['Elem', 2], ['Len', 2]),
    18: struct(['Name', 6], ['Id', 2]),
    19: struct(['CommonType', 18], ['Elem', 2]),
    20: struct(['CommonType', 18], ['Field', 22]),
    21: struct(['Name', 6], ['Id', 2]),
    22: {SliceT: {Elem: 21}},
    23: struct(['CommonType', 18], ['Key', 2], ['Elem', 2]),
    24: struct(['CommonType', 18]),
};

function struct(...fields: [string, number][]): Definition {
    return {StructT: {Field: fields.map(([Name, Id]) => ({Name, Id}))}};
}

/**
 * A naive decoder to compare ours with: the whole stream at once, everything a bigint, no plans, no limits. It follows
 * the description of the format and shares no code with the product.
 */
export class NaiveDecoder {
    readonly values: GobValue[] = [];
    readonly types: number[] = [];
    /** Type ids of interface contents by name. */
    readonly contents = new Map<string, number>();
    readonly #stream: number[];
    readonly #definitions = new Map<number, Definition>();
    #message: number[] = [];

    constructor(stream: Buffer) {
        this.#stream = [...stream];
        while (this.#stream.length > 0 || this.#message.length > 0) {
            const id = this.#typeSequence(false);
            this.types.push(id);
            this.values.push(this.#content(id));
            if (this.#message.length > 0) {
                throw new Error('bytes left in the message');
            }
        }
    }

    #receive(): void {
        this.#message = this.#stream.splice(0, Number(unsigned(this.#stream)));
    }

    #typeSequence(inInterface: boolean): number {
        for (;;) {
            if (this.#message.length === 0) {
                this.#receive();
            }
            const id = Number(signed(unsigned(this.#message)));
            if (id >= 0) {
                return id;
            }
            this.#definitions.set(-id, this.#value(16) as unknown as Definition);
            if (this.#message.length > 0) {
                if (!inInterface) {
                    throw new Error('bytes after a definition');
                }
                unsigned(this.#message);
            }
        }
    }

    #content(id: number): GobValue {
        if (!this.#definitions.get(id)?.StructT) {
            unsigned(this.#message);
        }
        return this.#value(id);
    }

    #value(id: number): GobValue {
        const message = this.#message;
        switch (id) {
            case 1:
                return unsigned(message) === 1n;
            case 2:
                return narrow(signed(unsigned(message)));
            case 3:
                return narrow(unsigned(message));
            case 4:
                return float(unsigned(message));
            case 5:
                return Buffer.from(message.splice(0, Number(unsigned(message))));
            case 6:
                return Buffer.from(message.splice(0, Number(unsigned(message)))).toString();
            case 7:
                return new Complex(float(unsigned(message)), float(unsigned(message)));
            case 8:
                return this.#interface();
            default:
                return this.#defined(this.#definitions.get(id) ?? (BUILT_IN[id] as Definition));
        }
    }

    #interface(): GobValue {
        const length = Number(unsigned(this.#message));
        if (length === 0) {
            return null;
        }
        const name = Buffer.from(this.#message.splice(0, length)).toString();
        const id = this.#typeSequence(true);
        this.contents.set(name, id);
        unsigned(this.#message);
        return new Named(name, this.#content(id));
    }

    #defined(definition: Definition): GobValue {
        const {ArrayT, SliceT, StructT, MapT} = definition;
        if (StructT) {
            return this.#struct((StructT.Field ?? []) as {Name: string; Id: number}[]);
        }
        if (MapT) {
            const entries = Array.from({length: Number(unsigned(this.#message))}, () => {
                const key = this.#value(MapT.Key as number);
                return [key, this.#value(MapT.Elem as number)] as const;
            });
            return new Map(entries);
        }
        const list = ArrayT ?? SliceT;
        if (list) {
            const count = Number(unsigned(this.#message));
            return Array.from({length: count}, () => this.#value(list.Elem as number));
        }
        return new Opaque(Buffer.from(this.#message.splice(0, Number(unsigned(this.#message)))));
    }

    #struct(fields: readonly {Name: string; Id: number}[]): GobValue {
        const value: Record<string, GobValue> = {};
        let at = -1;
        for (let delta = unsigned(this.#message); delta > 0n; delta = unsigned(this.#message)) {
            at += Number(delta);
            const field = fields[at] as {Name: string; Id: number};
            value[field.Name] = this.#value(field.Id);
        }
        return value;
    }
}

const unsigned = (bytes: number[]): bigint => {
    const first = bytes.shift() as number;
    if (first < 128) {
        return BigInt(first);
    }
    return bytes.splice(0, 256 - first).reduce((value, byte) => value * 256n + BigInt(byte), 0n);
};

const signed = (value: bigint): bigint => (value % 2n === 1n ? -(value / 2n) - 1n : value / 2n);

const narrow = (value: bigint): number | bigint => {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
};

const float = (value: bigint): number => {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, value, true);
    return view.getFloat64(0);
};
