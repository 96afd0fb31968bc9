/** An entry in the list of Mattermost's marketplace service (plugins.json), with that service's field names. */
export interface MarketplaceInput {
    readonly manifest: Readonly<Record<string, unknown>>;
    readonly icon: Buffer;
    readonly date: Date;
    /** Where the archives are published; empty: bare file names. */
    readonly downloadUrl: string;
    readonly archives: Readonly<Record<string, string>>;
}

/** @returns a list of this one entry, to be merged into a service's list */
export const marketplaceList = ({manifest, icon, date, downloadUrl, archives}: MarketplaceInput): readonly object[] => {
    const address = (archive: string): string =>
        downloadUrl === '' ? archive : `${downloadUrl.replace(/\/+$/, '')}/${archive}`;
    const platforms = Object.entries(archives).map(([platform, archive]) => [
        platform,
        // Detached OpenPGP signatures, base64: added by whoever publishes the archives and has the key.
        {download_url: address(archive), signature: ''},
    ]);
    return [
        {
            homepage_url: manifest.homepage_url ?? '',
            icon_data: `data:image/svg+xml;base64,${icon.toString('base64')}`,
            // For servers that know no platforms: the first one, Linux on x64.
            download_url: address(Object.values(archives)[0] ?? ''),
            release_notes_url: manifest.release_notes_url ?? '',
            hosting: 'on-prem',
            author_type: 'community',
            release_stage: 'beta',
            enterprise: false,
            signature: '',
            repo_name: '',
            manifest,
            platforms: Object.fromEntries(platforms),
            updated_at: date.toISOString(),
        },
    ];
};
