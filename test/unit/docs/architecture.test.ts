import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {readDocument} from '../../support/documents';

const SOURCE = inRepository('server-proxy/src');

const source = readdirSync(SOURCE, {recursive: true, encoding: 'utf8'})
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(SOURCE, name), 'utf8'))
    .join('\n');

/** The sections that follow something through the code. */
const sections = readDocument('docs/architecture.md')
    .text.split(/^## /m)
    .filter((section) => section.startsWith('One '));

const named = [...new Set(sections.flatMap((section) => [...section.matchAll(/`([A-Za-z]+(?:\.[a-z]+)?)`/g)]))].map(
    ([, name = '']) => name,
);

describe('docs/architecture.md', () => {
    it('follows a notification, a click, a turn and a setting', () => {
        expect(sections.map((section) => section.split('\n', 1)[0])).toEqual([
            'One notification',
            'One click',
            'One turn of the reconciler',
            'One setting',
        ]);
    });

    it.each(named.filter((name) => !name.endsWith('.json')))('names what there is: %s', (name) => {
        const last = name.split('.').at(-1) ?? '';
        expect(source).toMatch(new RegExp(`\\b${last}\\b`));
    });
});
