// `npm run release [-- PLATFORM …]`: what `npm run dist` builds, and packages, signed with RELEASE_SIGNING_KEY
// (docs/releases.md), into dist/.
import {readManifest} from './manifest';
import {inRepository} from './paths';
import {buildDist, platformsNamed} from './release/build_dist';
import {DistError} from './release/cache';
import {checkRelease} from './release/check_release';
import {ElfError} from './release/elf_image';
import {assertCommitted, releaseInput} from './release/release_input';
import {BundleError} from './run_webpack';

try {
    const input = await releaseInput(process.env, readManifest(inRepository()).version);
    assertCommitted();
    await buildDist({
        platforms: platformsNamed(process.argv.slice(2)),
        outputDirectory: inRepository('dist'),
        packages: true,
        ...input,
    });
    const signed = await checkRelease(inRepository('dist'));
    console.log(`Signed, and verified with the public key: ${[...signed, 'SHA256SUMS'].join(', ')}`);
} catch (error) {
    const expected = error instanceof DistError || error instanceof ElfError || error instanceof BundleError;
    console.error(expected ? error.message : error);
    process.exitCode = 1;
}
