/** A version of Mattermost's plugin SDK, with which test/peer/mattermosthost can be built: a host of that Mattermost. */
export interface SdkVersion {
    /** The Mattermost whose SDK it is, e.g. `10.5`. */
    readonly mattermost: string;
    /** Of the Go module `github.com/mattermost/mattermost/server/public`. */
    readonly sdk: string;
    /** With the module's requirements, relative to test/peer/mattermosthost; Go finds the sums beside it. */
    readonly modFile: string;
    /** Build tags: what the host must do without. */
    readonly tags: readonly string[];
}

const version = (mattermost: string, sdk: string, ...tags: readonly string[]): SdkVersion => ({
    mattermost,
    sdk,
    modFile: `sdk/${mattermost}.mod`,
    tags,
});

/** The program’s own go.mod: what is built without naming a version. */
const NEWEST = {...version('11.6', 'v0.3.0'), modFile: 'go.mod'};
const OLDEST = version('9.11', 'v0.1.6', 'no_audit_records', 'whole_requests', 'hooks_without_manifest');

/** Every version that Go's module proxy serves, the oldest first. */
export const SDK_VERSIONS: readonly SdkVersion[] = [
    OLDEST,
    version('10.3', 'v0.1.9', 'no_audit_records', 'whole_requests'),
    version('10.5', 'v0.1.10', 'no_audit_records', 'whole_requests'),
    version('10.9', 'v0.1.12', 'no_audit_records'),
    version('10.10', 'v0.1.15', 'no_audit_records'),
    version('11.1', 'v0.1.21'),
    version('11.4', 'v0.1.22'),
    version('11.5', 'v0.2.0'),
    NEWEST,
];

/** Those that `npm test` runs. */
export const TESTED_SDK_VERSIONS: readonly SdkVersion[] = [OLDEST, NEWEST];
