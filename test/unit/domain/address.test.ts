import {describe, expect, it} from 'vitest';
import {lastSegment, withoutEndSlashes} from '../../../server-proxy/src/domain/address';

describe('an address', () => {
    it.each([
        ['https://a.example.org', 'https://a.example.org'],
        ['https://a.example.org/b//', 'https://a.example.org/b'],
        ['//', ''],
        ['', ''],
    ])('loses the slashes at its end: %j', (address, expected) => expect(withoutEndSlashes(address)).toBe(expected));

    it.each([
        ['/hooks/abc', 'abc'],
        ['/hooks/abc//', 'abc'],
        ['abc', 'abc'],
        ['/', ''],
    ])('ends with a segment: %j', (path, expected) => expect(lastSegment(path)).toBe(expected));
});
