import {DistError} from './cache';

/** Where people find this project, as the manifest and the marketplace entry name it. */
export interface ProjectLinks {
    readonly homepage_url: string;
    readonly support_url: string;
    readonly release_notes_url: string;
}

const WANTED =
    'the address of this project on its forge, e.g. https://forge.example.org/team/openitcockpit-for-mattermost';

/**
 * The paths are those of GitHub, Gitea and Forgejo; GitLab redirects to its own.
 * @param url `PROJECT_URL`: a copy of the repository that publishes releases of its own has an address of its own
 * @throws DistError if that is no https address
 */
export const projectLinks = (url: string, version: string): ProjectLinks => {
    if (url === '') {
        throw new DistError(`PROJECT_URL is not set: it must be ${WANTED}.`);
    }
    if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
        throw new DistError(`PROJECT_URL is "${url}", but it must be ${WANTED}.`);
    }
    const homepage = url.replace(/\/+$/, '');
    return {
        homepage_url: homepage,
        support_url: `${homepage}/issues`,
        release_notes_url: `${homepage}/releases/tag/v${version}`,
    };
};
