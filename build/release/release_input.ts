import {execFileSync} from 'node:child_process';
import {inRepository} from '../paths';
import {DistError} from './cache';
import {type ProjectLinks, projectLinks} from './project';
import {openSigner, type Signer} from './signing';

/** What a release needs beyond the sources. */
export interface ReleaseInput {
    readonly links: ProjectLinks;
    readonly downloadUrl: string;
    readonly signer: Signer;
}

/**
 * Reads PROJECT_URL, DIST_DOWNLOAD_URL, RELEASE_SIGNING_KEY and RELEASE_SIGNING_PASSPHRASE.
 * @throws DistError naming the one that is missing or wrong
 */
export const releaseInput = async (
    env: Readonly<Record<string, string | undefined>>,
    version: string,
): Promise<ReleaseInput> => {
    const links = projectLinks(env.PROJECT_URL ?? '', version);
    return {
        links,
        // Where GitHub, Gitea and Forgejo keep the files of a release.
        downloadUrl: env.DIST_DOWNLOAD_URL || `${links.homepage_url}/releases/download/v${version}`,
        signer: await openSigner(env.RELEASE_SIGNING_KEY ?? '', env.RELEASE_SIGNING_PASSPHRASE ?? ''),
    };
};

/**
 * A release is what somebody else can build from a commit.
 * @throws DistError naming what no commit has
 */
export const assertCommitted = (repository = inRepository()): void => {
    const changed = execFileSync('git', ['status', '--porcelain'], {cwd: repository, encoding: 'utf8'}).trimEnd();
    if (changed !== '') {
        throw new DistError(`No commit has these changes, so nobody could build this release again:\n${changed}`);
    }
};
