/** An entry in the list of Mattermost's marketplace service (plugins.json), with that service's field names. */
export interface MarketplaceInput {
    readonly manifest: Readonly<Record<string, unknown>>;
    readonly icon: Buffer;
    readonly date: Date;
    /** Where the archives are published; empty: bare file names. */
    readonly downloadUrl: string;
    readonly archives: Readonly<Record<string, string>>;
    /** Of each archive: the detached OpenPGP signature, binary. Nobody installs what has none. */
    readonly signatures?: ReadonlyMap<string, Buffer>;
}

interface MarketplaceEntry {
    readonly platforms: Readonly<Record<string, {readonly download_url: string; readonly signature: string}>>;
    readonly [field: string]: unknown;
}

/** @returns a list of this one entry, to be merged into a service's list */
export const marketplaceList = (input: MarketplaceInput): readonly MarketplaceEntry[] => {
    const {manifest, icon, date, downloadUrl, archives, signatures} = input;
    const address = (archive: string): string =>
        downloadUrl === '' ? archive : `${downloadUrl.replace(/\/+$/, '')}/${archive}`;
    const signature = (archive: string): string => signatures?.get(archive)?.toString('base64') ?? '';
    const platforms = Object.entries(archives).map(([platform, archive]) => [
        platform,
        {download_url: address(archive), signature: signature(archive)},
    ]);
    const [first = ''] = Object.values(archives);
    return [
        {
            homepage_url: manifest.homepage_url ?? '',
            icon_data: `data:image/svg+xml;base64,${icon.toString('base64')}`,
            // For servers that know no platforms: the first one, Linux on x64.
            download_url: address(first),
            release_notes_url: manifest.release_notes_url ?? '',
            hosting: 'on-prem',
            author_type: 'community',
            release_stage: 'beta',
            enterprise: false,
            signature: signature(first),
            repo_name: '',
            manifest,
            platforms: Object.fromEntries(platforms),
            updated_at: date.toISOString(),
        },
    ];
};

/**
 * What Mattermost asks a marketplace for, as files for any web server: a list for each platform, because a file cannot
 * read the platform in the query.
 * @returns path below the server's root, and content
 */
export const staticMarketplace = (list: readonly MarketplaceEntry[]): ReadonlyMap<string, object> => {
    const platforms = [...new Set(list.flatMap((entry) => Object.keys(entry.platforms)))];
    return new Map(
        platforms.map((platform) => [
            `marketplace/${platform}/api/v1/plugins`,
            list.flatMap(({platforms: all, ...entry}) => (all[platform] ? [{...entry, ...all[platform]}] : [])),
        ]),
    );
};
