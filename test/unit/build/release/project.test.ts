import {describe, expect, test} from 'vitest';
import {DistError} from '../../../../build/release/cache';
import {projectLinks} from '../../../../build/release/project';

describe('where people find this project', () => {
    test('is its own page, its own tracker and its own release notes', () => {
        expect(projectLinks('https://forge.example.org/team/plugin/', '1.2.3')).toEqual({
            homepage_url: 'https://forge.example.org/team/plugin',
            support_url: 'https://forge.example.org/team/plugin/issues',
            release_notes_url: 'https://forge.example.org/team/plugin/releases/tag/v1.2.3',
        });
    });

    test.each([
        ['', 'PROJECT_URL is not set: it must be the address of this project'],
        ['forge.example.org/team', 'PROJECT_URL is "forge.example.org/team", but it must be'],
        ['http://forge.example.org/team', 'PROJECT_URL is "http://forge.example.org/team", but it must be'],
    ])('"%s" is refused with a sentence that helps', (url, sentence) => {
        expect(() => projectLinks(url, '1.2.3')).toThrow(DistError);
        expect(() => projectLinks(url, '1.2.3')).toThrow(sentence);
    });
});
