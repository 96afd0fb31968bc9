// React only writes to the console what will break in a later version: here it fails the test.
import {afterEach, beforeEach, expect, vi} from 'vitest';

/** We keep the classic transform: the modern one needs a runtime that Mattermost 11 does not offer. */
const KNOWN = /outdated JSX transform/;

const complaints: string[] = [];

beforeEach(() => {
    for (const level of ['error', 'warn'] as const) {
        vi.spyOn(console, level).mockImplementation((...said: unknown[]) => {
            complaints.push(said.map(String).join(' '));
        });
    }
});

afterEach(() => {
    const found = complaints.splice(0).filter((text) => !KNOWN.test(text));
    expect(found, 'on the console').toEqual([]);
});
