import {expect, it} from 'vitest';
import {formatDuration} from '../../../server-proxy/src/domain/duration';

it.each([
    [0, '0 s'],
    [-5, '0 s'],
    [0.9, '0 s'],
    [45.9, '45 s'],
    [60, '1 min'],
    [3599, '59 min 59 s'],
    [3600, '1 h'],
    [86_400 + 3 * 3600 + 5, '1 d 3 h'],
    [86_400 + 59, '1 d'],
    [3600 + 7, '1 h'],
    [2 * 86_400 + 23 * 3600 + 59 * 60 + 59, '2 d 23 h'],
])('%d seconds are written as %s: the largest unit and the next', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
});
