import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {inRepository} from '../../../build/paths';
import {CONSOLE_LABELS} from '../../../server-proxy/src/config/plugin_source';
import {SETTING_NAMES, type SettingName} from '../../../server-proxy/src/config/schema';

const SOURCES = inRepository('server-proxy/src');
const sentences = readdirSync(SOURCES, {recursive: true, encoding: 'utf8'})
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(SOURCES, file), 'utf8'))
    .join('\n');

const found = (pattern: RegExp): string[][] => [...sentences.matchAll(pattern)].map(([, ...groups]) => groups);

describe('sentences that name a setting', () => {
    it('call it what the System Console calls it', () => {
        const named = found(/\(setting ([^)]+)\)|Einstellung „([^“]+)“/g).map(([en, de]) => en ?? de);
        expect(named.length).toBeGreaterThan(20);
        const known: unknown[] = [...Object.values(CONSOLE_LABELS), ...SETTING_NAMES];
        expect(named.filter((name = '') => !known.includes(name) && !name.startsWith('${'))).toEqual([]);
        // What stands for it where a sentence is about one of several settings.
        const meant = found(/\b(?:setting|SETTING) = '([^']+)'/g).flat();
        expect(meant).toContain('Event stream URL');
        expect(meant.filter((name) => !known.includes(name))).toEqual([]);
    });

    it('give both of its names to those who may use either door', () => {
        const both = found(/([A-Za-z][^"„'(,:]*?)“? \(([A-Z]+_[A-Z_]+)\)/g).flatMap(([words = '', name]) => {
            const label = CONSOLE_LABELS[name as SettingName];
            return label === undefined ? [] : [[words.endsWith(label), name]];
        });
        expect(both.length).toBeGreaterThan(5);
        expect(both.filter(([isCalled]) => !isCalled)).toEqual([]);
    });
});
