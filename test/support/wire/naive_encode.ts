import type {Complex, GobValue, Named, Opaque} from '../../../server-proxy/src/wire/gob/values';
import {type Contents, isZero, type NaiveType} from './naive_types';

const BUILT_IN: Record<string, number> = {bool: 1, int: 2, uint: 3, float: 4, bytes: 5, string: 6, complex: 7, any: 8};

/**
 * A naive encoder to compare ours with, writing as Go does: a type first met inside an interface is defined there,
 * which splits the message. Bytes are pushed one by one; it shares no code with the product.
 */
export class NaiveEncoder {
    readonly out: number[] = [];
    readonly #contents: Contents;
    readonly #ids = new Map<NaiveType, number>();
    /** Where definitions go: the stream, or inside nested interfaces the outer value's bytes. */
    readonly #writers: number[][] = [this.out];

    constructor(contents: Contents) {
        this.#contents = contents;
    }

    encode(type: NaiveType, value: GobValue): void {
        const bytes: number[] = [];
        this.#describe(bytes, type);
        int(bytes, BigInt(this.#id(type)));
        this.#singleton(bytes, type, value);
        flush(this.out, bytes);
    }

    #id(type: NaiveType): number {
        return BUILT_IN[type.kind] ?? (this.#ids.get(type) as number);
    }

    #describe(bytes: number[], type: NaiveType): void {
        if (BUILT_IN[type.kind] !== undefined || this.#ids.has(type)) {
            return;
        }
        const missing = this.#assign(type, []);
        for (const each of missing) {
            this.#define(bytes, each);
            flush(this.#writers.at(-1) as number[], bytes);
        }
    }

    #assign(type: NaiveType, missing: NaiveType[]): NaiveType[] {
        if (BUILT_IN[type.kind] === undefined && !this.#ids.has(type)) {
            this.#ids.set(type, 65 + this.#ids.size);
            missing.push(type);
            const parts =
                type.kind === 'struct'
                    ? type.fields.map(([, part]) => part)
                    : type.kind === 'map'
                      ? [type.key, type.elem]
                      : 'elem' in type
                        ? [type.elem]
                        : [];
            for (const part of parts) {
                this.#assign(part, missing);
            }
        }
        return missing;
    }

    #define(bytes: number[], type: NaiveType): void {
        const id = this.#id(type);
        int(bytes, BigInt(-id));
        const number = {array: 1, slice: 2, struct: 3, map: 4, opaque: 5}[type.kind as 'map'];
        uint(bytes, BigInt(type.kind === 'opaque' ? {gob: 5, binary: 6, text: 7}[type.marshaler] : number));
        uint(bytes, 1n);
        if ('name' in type) {
            uint(bytes, 1n);
            text(bytes, type.name);
            uint(bytes, 1n);
        } else {
            uint(bytes, 2n);
        }
        int(bytes, BigInt(id));
        bytes.push(0);
        this.#parts(bytes, type);
        bytes.push(0, 0);
    }

    #parts(bytes: number[], type: NaiveType): void {
        if (type.kind === 'struct' && type.fields.length > 0) {
            uint(bytes, 1n);
            uint(bytes, BigInt(type.fields.length));
            for (const [name, part] of type.fields) {
                bytes.push(1);
                text(bytes, name);
                bytes.push(1);
                int(bytes, BigInt(this.#id(part)));
                bytes.push(0);
            }
        }
        if (type.kind === 'map') {
            bytes.push(1);
            int(bytes, BigInt(this.#id(type.key)));
        }
        if ('elem' in type) {
            bytes.push(1);
            int(bytes, BigInt(this.#id(type.elem)));
        }
        if (type.kind === 'array' && type.length > 0) {
            bytes.push(1);
            int(bytes, BigInt(type.length));
        }
    }

    #singleton(bytes: number[], type: NaiveType, value: GobValue): void {
        if (type.kind !== 'struct') {
            bytes.push(0);
        }
        this.#value(bytes, type, value);
    }

    #value(bytes: number[], type: NaiveType, value: GobValue): void {
        switch (type.kind) {
            case 'bool':
                bytes.push(value ? 1 : 0);
                break;
            case 'int':
                int(bytes, BigInt(value as number));
                break;
            case 'uint':
                uint(bytes, BigInt(value as number));
                break;
            case 'float':
                float(bytes, value as number);
                break;
            case 'string':
                text(bytes, value as string);
                break;
            case 'bytes':
                blob(bytes, value as Buffer);
                break;
            case 'opaque':
                blob(bytes, (value as Opaque).bytes);
                break;
            case 'complex':
                float(bytes, (value as Complex).re);
                float(bytes, (value as Complex).im);
                break;
            case 'any':
                this.#interface(bytes, value as Named | null);
                break;
            default:
                this.#container(bytes, type, value);
        }
    }

    #container(bytes: number[], type: NaiveType, value: GobValue): void {
        if (type.kind === 'struct') {
            let last = -1;
            type.fields.forEach(([name, part], at) => {
                const content = (value as Record<string, GobValue>)[name];
                if (content !== undefined && !isZero(part, content)) {
                    uint(bytes, BigInt(at - last));
                    last = at;
                    this.#value(bytes, part, content);
                }
            });
            bytes.push(0);
        } else if (type.kind === 'map') {
            const entries = [...(value as Map<GobValue, GobValue>)];
            uint(bytes, BigInt(entries.length));
            for (const [key, item] of entries) {
                this.#value(bytes, type.key, key);
                this.#value(bytes, type.elem, item);
            }
        } else if (type.kind === 'slice' || type.kind === 'array') {
            uint(bytes, BigInt((value as GobValue[]).length));
            for (const item of value as GobValue[]) {
                this.#value(bytes, type.elem, item);
            }
        }
    }

    #interface(bytes: number[], value: Named | null): void {
        if (value === null) {
            bytes.push(0);
            return;
        }
        const type = this.#contents.get(value.name) as NaiveType;
        text(bytes, value.name);
        this.#describe(bytes, type);
        int(bytes, BigInt(this.#id(type)));
        this.#writers.push(bytes);
        const inner: number[] = [];
        this.#singleton(inner, type, value.value);
        this.#writers.pop();
        flush(bytes, inner);
    }
}

/** Writes the bytes gathered so far as one piece with its length. */
const flush = (writer: number[], bytes: number[]): void => {
    uint(writer, BigInt(bytes.length));
    for (const byte of bytes.splice(0)) {
        writer.push(byte);
    }
};

const uint = (bytes: number[], value: bigint): void => {
    if (value < 128n) {
        bytes.push(Number(value));
        return;
    }
    const hex = value.toString(16);
    const raw = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
    bytes.push(256 - raw.length, ...raw);
};

const int = (bytes: number[], value: bigint): void => uint(bytes, value < 0n ? -value * 2n - 1n : value * 2n);

const float = (bytes: number[], value: number): void => {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    uint(bytes, view.getBigUint64(0, true));
};

const blob = (bytes: number[], value: Buffer): void => {
    uint(bytes, BigInt(value.length));
    bytes.push(...value);
};

const text = (bytes: number[], value: string): void => blob(bytes, Buffer.from(value));
