import {readFileSync} from 'node:fs';
import {inRepository} from '../../../build/paths';
import {Complex, type GobValue, Named, Opaque} from '../../../server-proxy/src/wire/gob/values';

/** A gob stream made by Go, and its values in the fixture's JSON form. */
export interface Vector {
    readonly name: string;
    readonly description: string;
    readonly go: readonly string[];
    readonly hex: string;
    readonly value: readonly unknown[];
}

export const loadVectors = (): readonly Vector[] =>
    JSON.parse(readFileSync(inRepository('test/fixtures/wire/gob-vectors.json'), 'utf8')) as Vector[];

/** A decoded value in the fixture's JSON form. */
export const toFixture = (value: GobValue): unknown => {
    if (value === null || typeof value === 'boolean' || typeof value === 'string') {
        return value;
    }
    if (typeof value === 'bigint') {
        return {$big: value.toString()};
    }
    if (typeof value === 'number') {
        return Object.is(value, -0) || !Number.isFinite(value)
            ? {$float: Object.is(value, -0) ? '-0' : `${value}`}
            : value;
    }
    if (value instanceof Named) {
        return {$iface: value.name, value: toFixture(value.value)};
    }
    if (value instanceof Opaque) {
        return {$opaque: value.bytes.toString('hex')};
    }
    if (value instanceof Complex) {
        return [toFixture(value.re), toFixture(value.im)];
    }
    if (Buffer.isBuffer(value)) {
        return {$bytes: value.toString('hex')};
    }
    if (Array.isArray(value)) {
        return value.map(toFixture);
    }
    if (value instanceof Map) {
        return mapToFixture(value);
    }
    return nullPrototype(Object.entries(value).map(([name, field]) => [name, toFixture(field)]));
};

const mapToFixture = (value: ReadonlyMap<GobValue, GobValue>): unknown => {
    const entries = [...value].map(([key, item]) => [toFixture(key), toFixture(item)] as const);
    return entries.every(([key]) => typeof key === 'string')
        ? nullPrototype(entries as [string, unknown][])
        : {$entries: entries};
};

/** JSON.parse makes `__proto__` an own property; so must we. */
const nullPrototype = (entries: readonly (readonly [string, unknown])[]): object => {
    const object = {};
    for (const [name, value] of entries) {
        Object.defineProperty(object, name, {value, enumerable: true, configurable: true, writable: true});
    }
    return object;
};
