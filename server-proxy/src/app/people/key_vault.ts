/** A person's own API key, and whose it is according to openITCOCKPIT. Must never be shown or logged. */
export interface Connection {
    readonly apiKey: string;
    /** Empty if openITCOCKPIT has no name for the user. */
    readonly userName: string;
    readonly email: string;
}

/** People's own API keys, encrypted, by Mattermost user id. All methods throw AppError (`mattermost_*`). */
export interface KeyVault {
    /** False: there is nothing to encrypt with. */
    readonly isReady: boolean;
    /** @returns `unreadable`: encrypted with another key than the setting's */
    read(userId: string): Promise<Connection | 'unreadable' | undefined>;
    write(userId: string, connection: Connection): Promise<void>;
    /** @returns false when there was none */
    remove(userId: string): Promise<boolean>;
}
