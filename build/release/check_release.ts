import {existsSync} from 'node:fs';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {sha256} from './archive';
import {DistError} from './cache';
import {PUBLIC_KEY_FILE} from './publish';
import {assertSigned} from './signing';

/**
 * Does what somebody who downloads a release does: verifies the checksums, and every signature with the public key.
 * @param directory what `npm run release` wrote
 * @returns the files that have a signature of their own
 * @throws DistError naming the file that does not fit
 */
export const checkRelease = async (directory: string): Promise<readonly string[]> => {
    const read = (file: string): Promise<Buffer> => readFile(join(directory, file));
    const publicKey = (await read(PUBLIC_KEY_FILE)).toString();
    const sums = await read('SHA256SUMS');
    const files = sums
        .toString()
        .trim()
        .split('\n')
        .map((line) => line.split('  ') as [string, string]);
    const checked = async (file: string): Promise<void> =>
        assertSigned(await read(file), await read(`${file}.sig`), publicKey).catch((error: unknown) => {
            throw error instanceof DistError ? new DistError(`${file}: ${error.message}`) : error;
        });
    await checked('SHA256SUMS');
    for (const [sum, file] of files) {
        if (sha256(await read(file)) !== sum) {
            throw new DistError(`${file} is not the file that SHA256SUMS lists.`);
        }
    }
    const signed = files.map(([, file]) => file).filter((file) => existsSync(join(directory, `${file}.sig`)));
    for (const file of signed) {
        await checked(file);
    }
    return signed;
};
