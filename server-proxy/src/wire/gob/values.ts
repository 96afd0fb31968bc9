/** What a gob stream can hold. Structs are plain objects by field name (zero fields absent), maps are Maps. */
export type GobValue =
    | null
    | boolean
    | number
    | bigint
    | string
    | Buffer
    | Complex
    | Opaque
    | Named
    | GobValue[]
    | GobMap
    | GobStruct;
export type GobMap = Map<GobValue, GobValue>;
export interface GobStruct {
    [field: string]: GobValue;
}

/** The content of a Go interface: its registered type name and the value. A nil interface is null. */
export class Named {
    constructor(
        readonly name: string,
        readonly value: GobValue,
    ) {}
}

/** A value that its Go type encodes itself (time.Time, url.URL, big.Int …). */
export class Opaque {
    constructor(readonly bytes: Buffer) {}

    /** The bytes as text, for types that marshal to text, like url.URL. */
    get text(): string {
        return this.bytes.toString('utf8');
    }
}

export class Complex {
    constructor(
        readonly re: number,
        readonly im: number,
    ) {}
}

/** The value without the names of interface contents, at every depth. */
export const withoutNames = (value: GobValue): GobValue => {
    if (value instanceof Named) {
        return withoutNames(value.value);
    }
    if (Array.isArray(value)) {
        return value.map(withoutNames);
    }
    if (value instanceof Map) {
        return new Map([...value].map(([key, item]) => [withoutNames(key), withoutNames(item)]));
    }
    if (isStruct(value)) {
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutNames(item)]));
    }
    return value;
};

export const isStruct = (value: GobValue): value is GobStruct =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Map) &&
    !(value instanceof Named) &&
    !(value instanceof Opaque) &&
    !(value instanceof Complex) &&
    !Buffer.isBuffer(value);
