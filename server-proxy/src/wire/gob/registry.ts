import {GobError} from '../errors';
import {any, bool, bytes, type Content, complex, float, type GobType, int, map, slice, string, uint} from './types';
import {Complex} from './values';

/** Types allowed in an interface, by the name Go registered them under ("*model.AppError"). */
export type Registry = ReadonlyMap<string, GobType>;

const ANY_LIST = slice(any, '[]interface {}');
const ANY_MAP = map(string, any, 'map[string]interface {}');

const names = (type: GobType, ...all: string[]): [string, GobType][] => all.map((name) => [name, type]);

/** What every Go program knows, and the two containers that JSON decodes to. */
export const BASIC_CONTENTS: Registry = new Map<string, GobType>([
    ...names(bool, 'bool'),
    ...names(int, 'int', 'int8', 'int16', 'int32', 'int64'),
    ...names(uint, 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'uintptr'),
    ...names(float, 'float32', 'float64'),
    ...names(complex, 'complex64', 'complex128'),
    ...names(string, 'string'),
    ...names(bytes, '[]uint8'),
    ...names(slice(bool, '[]bool'), '[]bool'),
    ...names(slice(string, '[]string'), '[]string'),
    ...names(slice(int, '[]int'), '[]int', '[]int8', '[]int16', '[]int32', '[]int64'),
    ...names(slice(uint, '[]uint'), '[]uint', '[]uint16', '[]uint32', '[]uint64', '[]uintptr'),
    ...names(slice(float, '[]float64'), '[]float32', '[]float64'),
    ...names(slice(complex, '[]complex128'), '[]complex64', '[]complex128'),
    ...names(ANY_LIST, '[]interface {}'),
    ...names(ANY_MAP, 'map[string]interface {}'),
]);

/** A plain value as interface content. Numbers are float64, as in JSON. */
export const plainContent = (value: unknown): Content => {
    switch (typeof value) {
        case 'string':
            return {name: 'string', type: string, value};
        case 'boolean':
            return {name: 'bool', type: bool, value};
        case 'number':
            return {name: 'float64', type: float, value};
        case 'bigint':
            return {name: 'int64', type: int, value};
        case 'object':
            return objectContent(value as object);
        default:
            throw new GobError('wrong_value', `A ${typeof value} cannot stand in a Go interface.`);
    }
};

const objectContent = (value: object): Content => {
    if (value instanceof Uint8Array) {
        return {name: '[]uint8', type: bytes, value};
    }
    if (Array.isArray(value)) {
        return {name: '[]interface {}', type: ANY_LIST, value};
    }
    if (value instanceof Complex) {
        return {name: 'complex128', type: complex, value};
    }
    return {name: 'map[string]interface {}', type: ANY_MAP, value};
};
