import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {assertCommitted, releaseInput} from '../../../../build/release/release_input';
import {rsaKey} from '../../../support/release/signing_keys';

const PROJECT_URL = 'https://forge.example.org/team/plugin';

test('a release is downloaded from where the project keeps it, unless somebody says otherwise', async () => {
    const {privateKey} = await rsaKey('secret');
    const env = {PROJECT_URL, RELEASE_SIGNING_KEY: privateKey, RELEASE_SIGNING_PASSPHRASE: 'secret'};
    const input = await releaseInput(env, '1.2.3');
    expect(input.links.homepage_url).toBe(PROJECT_URL);
    expect(input.downloadUrl).toBe(`${PROJECT_URL}/releases/download/v1.2.3`);
    const elsewhere = await releaseInput({...env, DIST_DOWNLOAD_URL: 'https://example.org/files'}, '1.2.3');
    expect(elsewhere.downloadUrl).toBe('https://example.org/files');
});

test('a release without an address or a key is refused before anything is built', async () => {
    await expect(releaseInput({}, '1.2.3')).rejects.toThrow(/^PROJECT_URL is not set/);
    await expect(releaseInput({PROJECT_URL}, '1.2.3')).rejects.toThrow(/^RELEASE_SIGNING_KEY is not set/);
});

test('a release of what no commit has is refused, naming the file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clone-'));
    onTestFinished(() => rmSync(folder, {recursive: true}));
    execFileSync('git', ['init', '--quiet'], {cwd: folder});
    expect(() => assertCommitted(folder)).not.toThrow();
    writeFileSync(join(folder, 'forgotten.ts'), '');
    expect(() => assertCommitted(folder)).toThrow(/nobody could build this release again:\n\?\? forgotten\.ts$/);
});
