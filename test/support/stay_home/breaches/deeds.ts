/** Belongs to an installed product; whether it exists does not matter. */
export const FOREIGN_FILE = '/etc/openitcockpit-mattermost/settings.env';

/** Reserved for documentation (RFC 5737): leads nowhere even if the guard fails. */
export const FOREIGN_ADDRESS = '192.0.2.1';

/** Reserved for documentation (RFC 2606). */
export const FOREIGN_NAME = 'chat.example.org';

/** Hides the outcome, like code that retries. */
export const swallowed = async (deed: () => unknown): Promise<void> => {
    await Promise.resolve()
        .then(deed)
        .catch(() => undefined);
};
