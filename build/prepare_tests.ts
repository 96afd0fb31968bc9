import {ensureChromium} from './chromium';
import {fetchGoModules} from './go_modules';
import {ensureNagios} from './nagios';
import {fetchDistParts} from './release/dist_parts';
import {fetchNfpm} from './release/nfpm';

/** What the tests need beyond npm packages. Each reports why it could not be fetched. */
const PARTS: readonly (readonly [what: string, fetch: () => string | undefined | Promise<string | undefined>])[] = [
    ['Tests in a browser', ensureChromium],
    ['Tests in a Nagios core', ensureNagios],
    ["Tests with Mattermost's plugin SDK", () => fetchGoModules()],
    ['Tests of the release bundles', fetchDistParts],
    ['Tests of the packages', fetchNfpm],
];

/**
 * Fetches everything the tests need, once; after that they run offline. Anything unavailable is reported, but not
 * fatal.
 */
export const prepareTests = async (): Promise<void> => {
    for (const [what, fetch] of PARTS) {
        const missing = await fetch();
        if (missing) {
            console.log(`${what} are skipped: ${missing}.`);
        }
    }
};
