import fs, {existsSync, readFileSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {devNull, tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {FOREIGN_FILE, swallowed} from './deeds';

it('breach: looks for the settings file', () => swallowed(() => existsSync(FOREIGN_FILE)));
it('breach: reads the settings file', () => swallowed(() => readFileSync(FOREIGN_FILE, 'utf8')));
it('breach: reads the settings file, with a promise', () => swallowed(() => readFile(FOREIGN_FILE)));
it('breach: reads the settings file, by its address', () => swallowed(() => readFile(new URL(`file:${FOREIGN_FILE}`))));
it('breach: reads the settings file, as a stream', () => swallowed(() => fs.createReadStream(FOREIGN_FILE)));
it('breach: says so itself', () => {
    existsSync(FOREIGN_FILE);
});

it('innocent: settings in the temporary folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'innocent-'));
    const file = join(folder, 'etc/settings.env');
    expect(existsSync(file)).toBe(false);
    await writeFile(join(folder, 'settings.env'), 'LANGUAGE=de\n');
    expect(readFileSync(join(folder, 'settings.env'), 'utf8')).toBe('LANGUAGE=de\n');
    await rm(folder, {recursive: true});
});
it('innocent: what belongs to the system', () => {
    expect(readFileSync(devNull, 'utf8')).toBe('');
    expect(existsSync(process.execPath)).toBe(true);
    existsSync('/etc/hosts');
    existsSync('/usr/bin/curl');
});
