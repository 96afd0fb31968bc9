import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {readAnimation} from '../../picture/animated_png';

it('docs/images/loop.png moves, goes on for ever, and is small enough for a page', () => {
    const file = readFileSync(inRepository('docs/images/loop.png'));
    const {width, height, delays, plays} = readAnimation(file);
    const seconds = delays.reduce((sum, delay) => sum + delay, 0) / 1000;
    expect(plays).toBe(0);
    expect(delays.length).toBeGreaterThan(5);
    expect([width, height]).toEqual([1536, 1200]);
    expect(seconds).toBeGreaterThan(6);
    expect(seconds).toBeLessThan(10);
    expect(file.length).toBeLessThan(600_000);
});
