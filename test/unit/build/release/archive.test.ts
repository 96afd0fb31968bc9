import {gunzipSync, gzipSync} from 'node:zlib';
import {describe, expect, test} from 'vitest';
import {readTarGz, sha256, writeTarGz} from '../../../../build/release/archive';

const FILES = [
    {path: 'top/server/run', content: Buffer.from('#!'), mode: 0o755},
    {path: 'top/a.txt', content: Buffer.alloc(70_000, 'a'), mode: 0o644},
    {path: 'top/empty', content: Buffer.alloc(0), mode: 0o600},
];

describe('a tar.gz', () => {
    test('gives back what was written, permissions included, sorted', async () => {
        const archive = await writeTarGz(FILES, new Date(0));
        const read = await readTarGz(archive, () => true);
        expect(read).toEqual([...FILES].sort((a, b) => a.path.localeCompare(b.path)));
    });

    test('has every folder before its content, because Mattermost makes only the last one of a path', async () => {
        const tar = gunzipSync(await writeTarGz(FILES, new Date(0))).toString('latin1');
        const at = ['top/\0', 'top/server/\0', 'top/server/run\0'].map((name) => tar.indexOf(name));
        expect(at).toEqual([...at].sort((a, b) => a - b));
        expect(at).not.toContain(-1);
    });

    test('depends on nothing but its content and date', async () => {
        const again = writeTarGz([...FILES].reverse(), new Date(0));
        expect(sha256(await writeTarGz(FILES, new Date(0)))).toBe(sha256(await again));
        expect(sha256(await writeTarGz(FILES, new Date(1000)))).not.toBe(sha256(await again));
    });

    test('is read as far as wanted', async () => {
        const archive = await writeTarGz(FILES, new Date(0));
        expect((await readTarGz(archive, (path) => path.endsWith('.txt'))).map(({path}) => path)).toEqual([
            'top/a.txt',
        ]);
    });

    test('that is broken is refused', async () => {
        const archive = await writeTarGz(FILES, new Date(0));
        await expect(readTarGz(archive.subarray(0, 200), () => true)).rejects.toThrow();
        await expect(readTarGz(gzipSync(gunzipSync(archive).subarray(0, 3000)), () => true)).rejects.toThrow();
    });
});
