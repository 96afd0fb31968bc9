import {isObject} from './json';

/** Go's message for an invalid JSON text; undefined for an object or null. */
export const goJsonError = (text: string, goType: string): string | undefined => {
    let value: unknown;
    try {
        value = JSON.parse(text);
    } catch {
        const first = text.trimStart().charAt(0);
        if (first === '') return 'EOF';
        return /[{["\d-]/.test(first)
            ? 'unexpected end of JSON input'
            : `invalid character '${first}' looking for beginning of value`;
    }
    if (value === null || isObject(value)) return undefined;
    return `json: cannot unmarshal ${Array.isArray(value) ? 'array' : typeof value} into Go value of type ${goType}`;
};
