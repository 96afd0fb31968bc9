import {type GobStruct, type GobValue, isStruct, withoutNames} from '.';

/** Reading decoded gob values: zero fields are absent, and a peer's values may have any shape. */

export const structOf = (value: GobValue | undefined): GobStruct =>
    value !== undefined && isStruct(value) ? value : {};

export const stringOf = (value: GobValue | undefined): string => (typeof value === 'string' ? value : '');

export const numberOf = (value: GobValue | undefined): number =>
    typeof value === 'number' || typeof value === 'bigint' ? Number(value) : 0;

export const boolOf = (value: GobValue | undefined): boolean => value === true;

export const bytesOf = (value: GobValue | undefined): Buffer | undefined =>
    Buffer.isBuffer(value) ? value : undefined;

export const stringsOf = (value: GobValue | undefined): string[] =>
    Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];

/**
 * JSON's subset of values: maps become null-prototype objects (a key may be `__proto__`), names of interface contents
 * are dropped.
 */
export const plainOf = (value: GobValue | undefined): unknown => {
    if (value === undefined) {
        return undefined;
    }
    return plain(withoutNames(value));
};

const plain = (value: GobValue): unknown => {
    if (Array.isArray(value)) {
        return value.map(plain);
    }
    const entries = value instanceof Map ? [...value] : isStruct(value) ? Object.entries(value) : undefined;
    if (!entries) {
        return typeof value === 'bigint' ? Number(value) : value;
    }
    const object = Object.create(null) as Record<string, unknown>;
    for (const [key, item] of entries) {
        object[String(key)] = plain(item);
    }
    return object;
};

export const propsOf = (value: GobValue | undefined): Record<string, unknown> => {
    const props = plainOf(value);
    return typeof props === 'object' && props !== null && !Array.isArray(props)
        ? (props as Record<string, unknown>)
        : {};
};
