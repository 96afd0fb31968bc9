// `npm run dist [-- PLATFORM … --packages]`: everything that is published, into dist/ (docs/packaging.md). DIST_DOWNLOAD_URL is
// the address the archives will have, for the marketplace entry; PROJECT_URL the project's, for the manifest.

import {readManifest} from './manifest';
import {inRepository} from './paths';
import {buildDist, platformsNamed} from './release/build_dist';
import {DistError} from './release/cache';
import {ElfError} from './release/elf_image';
import {projectLinks} from './release/project';
import {BundleError} from './run_webpack';

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;

const words = process.argv.slice(2);
const {DIST_DOWNLOAD_URL: downloadUrl = '', PROJECT_URL: projectUrl = ''} = process.env;

try {
    const archives = await buildDist({
        platforms: platformsNamed(words.filter((word) => word !== '--packages')),
        packages: words.includes('--packages'),
        outputDirectory: inRepository('dist'),
        downloadUrl,
        ...(projectUrl === '' ? {} : {links: projectLinks(projectUrl, readManifest(inRepository()).version)}),
    });
    for (const {file, bytes, programBytes} of archives) {
        console.log(`dist/${file}  ${megabytes(bytes)} (program ${megabytes(programBytes)})`);
    }
    console.log('dist/SHA256SUMS, dist/sbom.cdx.json, dist/marketplace.json');
} catch (error) {
    const expected = error instanceof DistError || error instanceof ElfError || error instanceof BundleError;
    console.error(expected ? error.message : error);
    process.exitCode = 1;
}
