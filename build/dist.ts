// `npm run dist [-- PLATFORM …]`: everything that is published, into dist/ (docs/packaging.md). DIST_DOWNLOAD_URL is
// the address the archives will have, for the marketplace entry.

import {inRepository} from './paths';
import {buildDist, platformsNamed} from './release/build_dist';
import {DistError} from './release/cache';
import {ElfError} from './release/elf_image';
import {BundleError} from './run_webpack';

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

try {
    const archives = await buildDist({
        platforms: platformsNamed(process.argv.slice(2)),
        outputDirectory: inRepository('dist'),
        downloadUrl: process.env.DIST_DOWNLOAD_URL ?? '',
    });
    for (const {file, bytes, executableBytes} of archives) {
        console.log(`dist/${file}  ${megabytes(bytes)} (executable ${megabytes(executableBytes)})`);
    }
    console.log('dist/SHA256SUMS, dist/sbom.cdx.json, dist/marketplace.json');
} catch (error) {
    const expected = error instanceof DistError || error instanceof ElfError || error instanceof BundleError;
    console.error(expected ? error.message : error);
    process.exitCode = 1;
}
